//! Texts of the council's book.

use crate::messages::sheet;

/// Where the link at the top of each sheet leads.
pub const TO_CONTENTS: &str = "目次へ";
/// Where a text of a sheet is missing.
pub const NOT_GIVEN: &str = "記載なし";
/// Where a text is that of the row above.
pub const SAME: &str = "同上";
/// Where a row goes on with the texts of the row above.
pub const GOES_ON: &str = "（続き）";
/// Below the table of what is not achieved.
pub const BEHIND_NOTE: &str = "要因・課題・今後の対応は、各施策・事業の評価シートの記載をそのまま載せた。同じ施策・事業の指標が続くときは「同上」、評価シートに記載がないときは「記載なし」とした。";
/// Where nothing is not achieved.
pub const NOTHING_BEHIND: &str = "判定した指標に、未達成のものはない。";

/// The title of the report.
pub const TITLE: &str = "指標の達成状況";

/// What a sheet holds, for the table of contents.
pub fn holds(name: &str) -> &'static str {
    match name {
        sheet::COUNCIL_SUMMARY => "達成状況の結語、階層別・区分別・分野別の件数と割合、前年度との比較、判定の分布",
        sheet::SUMMARY => "政策・施策・事業ごとの件数と割合",
        sheet::VIEWPOINTS => "視点と柱ごとの件数と割合",
        sheet::DEPARTMENTS => "部署ごとの件数と割合",
        sheet::COSTS => "予算と決算、執行率",
        sheet::INDICATORS => "すべての指標の目標・実績・達成率・判定（基本目標などの順）",
        sheet::COUNCIL_BEHIND => "未達成の指標と、その要因・課題・今後の対応",
        sheet::NOTES => "母数の数え方、判定できない指標の扱い、速報値などの注",
        sheet::CHART_FIGURES => "判定の分布のグラフに描いた件数",
        sheet::TERMS => "用語の意味と、達成率・判定の算定方法",
        _ => "",
    }
}

/// How a book is referred to: （注1・3）; nothing where no note applies.
pub fn refer(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    if numbers.is_empty() { String::new() } else { format!("（注{}）", numbers.join("・")) }
}

/// What a chart of shares shows and how it is read.
pub fn shares_caption(number: usize) -> String {
    format!("図{number}　各行の指標数を100％とした割合。棒の中の数は件数（0件は表示しない）。")
}

/// What a chart of counts in two years shows and how it is read.
pub fn columns_caption(number: usize) -> String {
    format!("図{number}　件数。棒の上の数は件数である。")
}
