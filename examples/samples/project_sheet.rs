//! 個票: one sheet, one 事務事業. Labels left of values, 目標値 and 実績値 in row pairs, years across.

use super::ink::{BAND, HEAD, LABEL, MARK, NUM, PLAIN, RATE, RIGHT, TEXT, TITLE, UPRIGHT};
use super::paper::{Page, column, number};

/// What one department fills in.
#[derive(Default)]
pub struct Project {
    pub sheet: &'static str,
    /// The headings of the five years, `|` between them.
    pub years: &'static str,
    /// Whether the form asks for 達成率.
    pub rates: bool,
    /// 整理番号|事務事業名|担当部|担当課|係名
    pub head: &'static str,
    /// 政策|施策|事業期間|実施方法|会計
    pub frame: &'static str,
    /// 根拠法令等|対象|目的・手段
    pub aims: [&'static str; 3],
    pub outputs: &'static [Indicator],
    pub outcomes: &'static [Indicator],
    /// 予算額, 決算額, うち一般財源, 人件費
    pub costs: [&'static str; 4],
    /// 必要性, 有効性, 効率性, 総合評価: the mark, then `|` and the comment.
    pub ratings: [&'static str; 4],
    /// 課題, 取組内容, 今後の方向性
    pub texts: [&'static str; 3],
}

pub struct Indicator {
    pub name: &'static str,
    pub unit: &'static str,
    pub target: &'static str,
    pub actual: &'static str,
    pub note: &'static str,
}

const WIDTHS: [f64; 11] = [5.0, 13.0, 15.0, 9.0, 9.0, 11.0, 11.0, 11.0, 11.0, 11.0, 20.0];
const EMPTY_YEARS: &str = "||||";

/// Draws the form; an empty project gives the blank form.
pub fn draw(project: &Project, font: &'static str, colours: [u32; 3]) -> Page {
    let mut page = Page::new(project.sheet, font, colours, &WIDTHS);
    page.height = 23.0;
    draw_head(&mut page, project);
    page.put("A10:K10", "１　活動指標・成果指標", BAND);
    let row = draw_indicators(&mut page, 11, "活動指標", project, project.outputs);
    let row = draw_indicators(&mut page, row, "成果指標", project, project.outcomes);
    let row = draw_costs(&mut page, row, project);
    draw_ratings(&mut page, row, project);
    page
}

fn draw_head(page: &mut Page, project: &Project) {
    let field = |line: &'static str, index| line.split('|').nth(index).unwrap_or("");
    let head = |index| field(project.head, index);
    let frame = |index| field(project.frame, index);
    page.put("A1:K1", "令和６年度　事務事業評価シート（評価対象：令和５年度実績）", TITLE);
    page.put("A2:F2", "みほん市　※架空の市の見本です。", PLAIN);
    page.put("G2:K2", "様式第２号", RIGHT);
    for (label_at, label, at, value) in [
        ("A3:B3", "整理番号", "C3", head(0)),
        ("D3:E3", "事務事業名", "F3:K3", head(1)),
        ("A4:B4", "担当部", "C4:E4", head(2)),
        ("F4", "担当課", "G4:H4", head(3)),
        ("I4", "係　名", "J4:K4", head(4)),
        ("A5:B5", "政　策", "C5:E5", frame(0)),
        ("F5", "施　策", "G5:K5", frame(1)),
        ("A6:B6", "事業期間", "C6:E6", frame(2)),
        ("F6", "実施方法", "G6:H6", frame(3)),
        ("I6", "会　計", "J6:K6", frame(4)),
        ("A7:B7", "根拠法令等", "C7:K7", project.aims[0]),
        ("A8:B8", "対　象\n（誰を・何を）", "C8:K8", project.aims[1]),
        ("A9:B9", "目的・手段", "C9:K9", project.aims[2]),
    ] {
        page.put(label_at, label, LABEL);
        page.put(at, value, TEXT);
    }
}

/// One table with its own heading row; returns the row below it.
fn draw_indicators(page: &mut Page, top: u32, kind: &str, project: &Project, indicators: &[Indicator]) -> u32 {
    let height = if project.rates { 3 } else { 2 };
    let blank = Indicator { name: "", unit: "", target: EMPTY_YEARS, actual: EMPTY_YEARS, note: "" };
    let slots: Vec<&Indicator> = if indicators.is_empty() { vec![&blank; 2] } else { indicators.iter().collect() };
    let below = top + 1 + height * slots.len() as u32;
    page.put(&format!("A{top}:A{}", below - 1), kind, UPRIGHT);
    page.put(&format!("B{top}:C{top}"), &format!("{kind}名"), HEAD);
    page.row(&format!("D{top}"), &format!("単位|区分|{}|備考", project.years), HEAD);
    for (indicator, row) in slots.into_iter().zip((top + 1..).step_by(height as usize)) {
        let last = row + height - 1;
        match indicator.name {
            "" => page.put(&format!("B{row}:C{last}"), "", TEXT),
            name => page.put_indicator(&format!("B{row}:C{last}"), name, TEXT),
        }
        page.put(&format!("D{row}:D{last}"), indicator.unit, MARK);
        page.put(&format!("K{row}:K{last}"), indicator.note, TEXT);
        page.put(&format!("E{row}"), "目標値", LABEL);
        page.row(&format!("F{row}"), indicator.target, NUM);
        page.put(&format!("E{}", row + 1), "実績値", LABEL);
        page.row(&format!("F{}", row + 1), indicator.actual, NUM);
        if project.rates {
            page.put(&format!("E{last}"), "達成率", LABEL);
            page.row(&format!("F{last}"), &rates(indicator, row), RATE);
        }
    }
    below
}

/// 実績÷目標, whatever the direction: what most forms do.
fn rates(indicator: &Indicator, row: u32) -> String {
    let quotient = |(target, actual)| Some(number(actual)?.0 / number(target)?.0);
    let pairs = indicator.target.split('|').zip(indicator.actual.split('|'));
    let cells = (5..).zip(pairs).map(|(col, pair)| {
        let result = quotient(pair).map_or(String::new(), |rate| rate.to_string());
        format!(r#"=IF(COUNT({0}{row},{0}{1})=2,{0}{1}/{0}{row},"") => {result}"#, column(col), row + 1)
    });
    cells.collect::<Vec<_>>().join("|")
}

fn draw_costs(page: &mut Page, top: u32, project: &Project) -> u32 {
    page.put(&format!("A{top}:K{top}"), "２　事業費（単位：千円）", BAND);
    page.put(&format!("A{0}:E{0}", top + 1), "区　　分", HEAD);
    page.row(&format!("F{}", top + 1), &format!("{}|増減の理由等", project.years), HEAD);
    let labels = ["予算額", "決算額", "うち一般財源", "人件費"];
    for ((label, values), row) in labels.into_iter().zip(project.costs).zip(top + 2..) {
        page.put(&format!("A{row}:E{row}"), label, LABEL);
        page.row(&format!("F{row}"), if values.is_empty() { EMPTY_YEARS } else { values }, NUM);
        page.put(&format!("K{row}"), "", TEXT);
    }
    let total = top + 6;
    let value = |line: usize, year| project.costs[line].split('|').nth(year).and_then(number).map(|(value, _)| value);
    page.put(&format!("A{total}:E{total}"), "総事業費（決算額＋人件費）", LABEL);
    for (year, col) in (0..5).zip((5..).map(column)) {
        let result = match (value(1, year), value(3, year)) {
            (None, _) => String::new(),
            (Some(cost), staff) => (cost + staff.unwrap_or(0.0)).to_string(),
        };
        let formula = format!(r#"=IF({col}{0}="","",{col}{0}+{col}{1}) => {result}"#, top + 3, top + 5);
        page.put(&format!("{col}{total}"), &formula, NUM);
    }
    page.put(&format!("K{total}"), "", TEXT);
    total + 1
}

fn draw_ratings(page: &mut Page, top: u32, project: &Project) {
    page.put(&format!("A{top}:K{top}"), "３　評価（Ａ：高い　Ｂ：おおむね高い　Ｃ：やや低い　Ｄ：低い）", BAND);
    page.put(&format!("A{0}:C{0}", top + 1), "評価の視点", HEAD);
    page.put(&format!("D{}", top + 1), "評価", HEAD);
    page.put(&format!("E{0}:K{0}", top + 1), "評価の理由", HEAD);
    let labels =
        ["必要性（市が行う必要があるか）", "有効性（成果は上がっているか）", "効率性（手段は適切か）", "総合評価"];
    for ((label, rating), row) in labels.into_iter().zip(project.ratings).zip(top + 2..) {
        let (mark, comment) = rating.split_once('|').unwrap_or(("", ""));
        page.put(&format!("A{row}:C{row}"), label, LABEL);
        page.put(&format!("D{row}"), mark, MARK);
        page.put(&format!("E{row}:K{row}"), comment, TEXT);
    }
    if project.outputs.is_empty() {
        page.choose(&format!("D{}:D{}", top + 2, top + 5), "=リスト!$A$2:$A$5");
        page.choose("G6:H6", "=リスト!$B$2:$B$5");
    }
    let band = top + 6;
    page.put(&format!("A{band}:K{band}"), "４　課題と今後の取組", BAND);
    for ((label, text), row) in ["課　題", "取組内容", "今後の方向性"].into_iter().zip(project.texts).zip(band + 1..)
    {
        page.put(&format!("A{row}:C{row}"), label, LABEL);
        page.put(&format!("D{row}:K{row}"), text, TEXT);
    }
}
