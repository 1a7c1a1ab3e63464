//! Sheets of another kind: no indicator is made of them, and one finding for each says what it looks like.

#![expect(clippy::unwrap_used, reason = "a test that writes and reads workbooks")]

use matome::finding::Finding;
use matome::lang::Lang;
use matome::pipeline::{Job, Outcome, consider};
use matome::rule::Severity;
use rust_xlsxwriter::{Chart, ChartType, Workbook, Worksheet};
use std::path::Path;

/// The name of a sheet, a word of what it is said to look like, and what stands on it: rows by line, cells by `|`.
const SHEETS: [(&str, &str, &str); 20] = [
    (
        "職員名簿",
        "名簿",
        "職員名簿（令和6年4月1日現在）\n所属|職名|氏名|内線|採用年度|年齢\n総務課|課長|山田　太郎|2100|H20|50\n総務課|主事|佐藤　花子|2101|H21|31\n企画課|主事|鈴木　一郎|2102|R2|28",
    ),
    (
        "予算書",
        "予算",
        "令和6年度一般会計予算（歳出）|||||||（単位：千円）\n款|項|目|節|予算額|決算額|増減|説明\n2|1|1|1|812345|800110|12235|総務費\n3|1|1|1|2450100|2398712|51388|民生費\n4|1|1|7|901200|912000|-10800|衛生費",
    ),
    (
        "歳入歳出",
        "予算",
        "款|項|R5年度予算額|R5年度決算額|R6年度予算額|増減\n市税|市民税|1200000|1210045|1220000|20000\n市税|固定資産税|2300000|2298771|2310000|10000\n地方交付税|地方交付税|3100000|3155210|3200000|100000",
    ),
    (
        "電話帳",
        "名簿",
        "内線電話番号表\n課名|係名|電話番号|内線|FAX\n企画課|企画係|0299-11-1111|2101|0299-11-1112\n税務課|管理係|0299-11-1113|2201|0299-11-1114",
    ),
    (
        "年間予定表",
        "予定",
        "令和6年度　年間スケジュール\n月日|曜日|時間|会議名|会場\n4月10日|水|9:00|庁議|第1会議室\n4月17日|水|13:30|評価ヒアリング|第2会議室\n5月8日|水|9:00|庁議|第1会議室",
    ),
    (
        "カレンダー",
        "予定",
        "令和6年4月\n日|月|火|水|木|金|土\n|1|2|3|4|5|6\n7|8|9|10|11|12|13\n14|15|16|17|18|19|20\n21|22|23|24|25|26|27\n28|29|30",
    ),
    (
        "様式（未記入）",
        "記入されていない",
        "事務事業評価シート|令和6年度\n事業名||担当課\n指標名|単位|目標値|実績値|達成率\n\n\n\n課題\n今後の方向性",
    ),
    ("様式２（年度別）", "記入されていない", "成果指標|単位|区分|R4|R5|R6\n||目標\n||実績\n||目標\n||実績"),
    (
        "記入要領",
        "記入要領",
        "評価シート記入要領\n１　実績値は年度末の値を記入してください。\n指標名|単位|R5目標|R5実績\n講座受講者数|人|120|118",
    ),
    (
        "書き方",
        "説明",
        "１　各課は、評価シートに目標値と実績値を記入してください。\n２　提出期限は6月28日です。\n３　不明な点は企画課（内線2101）まで問い合わせてください。",
    ),
    (
        "アンケート集計",
        "アンケート",
        "市民アンケート集計結果\n問1　市の取組に満足していますか\n選択肢|回答数|構成比\n満足|120|24.0%\nやや満足|210|42.0%\n不満|170|34.0%\n計|500|100.0%",
    ),
    (
        "会議録",
        "会議",
        "第2回行政評価委員会　会議録\n日時|令和6年7月3日（水）午後2時～\n場所|市役所第1会議室\n出席者|委員5名、事務局3名\n議題|（1）評価の進め方について\n発言者|発言\n委員長|達成率が低い理由は何か。\n事務局|参加者が減ったためである。",
    ),
    ("座席表", "座席", "委員会座席表\n|スクリーン\n山田委員||佐藤委員\n鈴木委員||高橋委員\n傍聴席"),
    (
        "決算統計",
        "予算",
        "決算の推移|||（単位：百万円）\n区分|R3年度|R4年度|R5年度\n歳入総額|25100|25800|26010\n歳出総額|24200|24900|25300\n実質収支|900|900|710",
    ),
    (
        "町丁別人口",
        "統計",
        "町丁別人口の推移\n町名|令和3年|令和4年|令和5年|令和6年\n本町|1203|1198|1187|1175\n北町|980|975|969|960\n南町|2310|2333|2350|2368\n合計|4493|4506|4506|4503",
    ),
    ("表題のみ", "表題", "令和6年度　行政評価"),
    (
        "施設一覧",
        "指標",
        "施設名|所在地|建築年度|延床面積（㎡）|構造\n中央公民館|本町1|S55|2310|RC\n北公民館|北町2|H3|980|木造",
    ),
    (
        "備品台帳",
        "指標",
        "備品番号|品名|数量|取得年月日|取得価格\n101|机|12|H20.4.1|240000\n102|椅子|30|H21.4.1|150000",
    ),
    (
        "送付状",
        "文書",
        "令和6年6月20日\n企画課長　様\n健康増進課長\n令和6年度行政評価シートの提出について\nこのことについて、別紙のとおり提出します。",
    ),
    ("気象", "統計", "月別降水量（mm）\n年|1月|2月|3月|4月|5月|6月\nR3|33|40|120|90|110|180\nR4|20|55|90|130|80|150"),
];

fn write(path: &Path, sheets: &[(&str, &str, &str)], form: bool) {
    let mut book = Workbook::new();
    for (name, _, text) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap(), text);
    }
    if form {
        let text = "令和6年度評価表\n担当課|企画課\n指標名|単位|目標値|実績値\n来館者数|人|100|120";
        fill(book.add_worksheet().set_name("評価表").unwrap(), text);
    }
    book.save(path).unwrap();
}

fn fill(sheet: &mut Worksheet, text: &str) {
    for (row, line) in (0..).zip(text.lines()) {
        for (col, cell) in (0..).zip(line.split('|')) {
            match cell.parse::<f64>() {
                Ok(number) => drop(sheet.write_number(row, col, number).unwrap()),
                Err(_) if cell.is_empty() => {}
                Err(_) => drop(sheet.write_string(row, col, cell).unwrap()),
            }
        }
    }
}

fn considered(path: &Path) -> Outcome {
    consider(&Job { inputs: vec![path.to_owned()], ..Job::default() }, &|_, _| {}).unwrap()
}

#[test]
fn a_file_of_another_kind_gives_no_indicator_and_one_finding() {
    let folder = tempfile::tempdir().unwrap();
    for (name, look, text) in SHEETS {
        let path = folder.path().join("課.xlsx");
        write(&path, &[(name, look, text)], false);
        let outcome = considered(&path);
        assert!(outcome.model.indicators.is_empty() && outcome.model.actions.is_empty(), "{name}");
        let [finding] = outcome.findings.as_slice() else { panic!("{name}: {:#?}", outcome.findings) };
        assert_eq!(finding.sheet, name);
        assert!(finding.message(Lang::Ja).contains(look), "{name}: {}", finding.message(Lang::Ja));
        assert!(finding.remedy(Lang::Ja).contains("評価"), "{name}: {}", finding.remedy(Lang::Ja));
        assert!(!finding.message(Lang::En).contains('{') && !finding.remedy(Lang::En).contains('{'), "{name}");
    }
}

#[test]
fn beside_a_sheet_with_indicators_each_is_told_once_for_information() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("課.xlsx");
    write(&path, &SHEETS, true);
    let outcome = considered(&path);
    assert_eq!(outcome.model.indicators.len(), 1);
    for (name, look, _) in SHEETS {
        let told: Vec<&Finding> = outcome.findings.iter().filter(|finding| finding.sheet == name).collect();
        let [finding] = told.as_slice() else { panic!("{name}: {told:#?}") };
        assert_eq!((finding.rule.name, finding.severity), ("sheet-of-another-kind", Severity::Note), "{name}");
        assert!(finding.message(Lang::Ja).contains(look), "{name}: {}", finding.message(Lang::Ja));
    }
}

#[test]
fn a_sheet_with_a_chart_alone_is_told_and_an_empty_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("課.xlsx");
    let mut book = Workbook::new();
    let text = "令和6年度評価表\n担当課|企画課\n指標名|単位|目標値|実績値\n来館者数|人|100|120";
    fill(book.add_worksheet().set_name("評価表").unwrap(), text);
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("評価表!$C$4:$D$4");
    book.add_worksheet().set_name("グラフ").unwrap().insert_chart(0, 0, &chart).unwrap();
    book.add_worksheet().set_name("Sheet3").unwrap();
    book.save(&path).unwrap();
    let outcome = considered(&path);
    let told: Vec<(&str, &str)> = outcome
        .findings
        .iter()
        .filter(|finding| finding.rule.name == "sheet-of-another-kind")
        .map(|finding| (finding.sheet.as_str(), finding.found.as_str()))
        .collect();
    assert_eq!(told, [("グラフ", "グラフや図だけで、セルに何も書かれていない")]);
}

#[test]
fn what_may_be_a_table_of_indicators_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    for (text, rule) in [
        // years and numbers, with no word that says what they are
        ("推移\n|令和3年度|令和4年度|令和5年度\n講座|10|11|12\n教室|20|21|22", "table-unread"),
        // words for indicators, and numbers apart from them
        ("成果指標|目標|実績\n\n\n来館者\n100\n120", "sheet-not-understood"),
    ] {
        let path = folder.path().join("課.xlsx");
        write(&path, &[("推移", "", text)], true);
        let outcome = considered(&path);
        let told: Vec<&Finding> = outcome.findings.iter().filter(|finding| finding.sheet == "推移").collect();
        let [finding] = told.as_slice() else { panic!("{told:#?}") };
        assert_eq!((finding.rule.name, finding.severity), (rule, Severity::Warning), "{text}");
    }
}
