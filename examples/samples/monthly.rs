//! 月次: 4月 to 3月 across under the calendar years, 月次 and 累計 rows, and costs under the same months.

use super::book::{Sample, bind};
use super::ink::{BAND, HEAD, LABEL, MARK, NUM, PLAIN, RATE, RIGHT, TEXT, TITLE};
use super::paper::{Page, column, number};
use anyhow::Result;

const PINK: [u32; 3] = [0xFCE4EC, 0xFDF3F6, 0xAD1457];
const MONTHS: &str = "4月|5月|6月|7月|8月|9月|10月|11月|12月|1月|2月|3月";

/// 指標名|単位|年間目標|備考, the months so far, and 累計 typed by hand where a formula does not fit.
const SERIES: [(&str, &str, Option<&str>); 6] = [
    ("観光交流客数|人|400,000|主要１２施設", "31,204|48,915|22,870|26,431|51,662|30,118|41,097（速報）", None),
    ("市内宿泊者数|人泊|62,000|宿泊事業者９者", "4,310|6,122|3,894|5,207|7,815|4,926|5,480", None),
    ("道の駅みほんの売上額|千円|318,000|指定管理者の月報", "24,115|31,870|22,046|25,903|33,412|26,771|28,950", None),
    ("湖畔資料館の入館者数|人|12,000|6月～7月は改修のため休館", "1,012|1,530|休館|休館|1,804|1,121|1,266", None),
    (
        "観光サイトの閲覧数|回|700,000|R6.7に計測方法を変更",
        "52,381|61,090|48,772|約60,000|71,254|58,903|60,117",
        Some("52,381|113,471|162,243|－|－|－|－"),
    ),
    (
        "体験ツアーの満足度|％|90.0以上|参加者アンケート",
        "91.2|88.7|－|92.4|90.1|89.5|集計中",
        Some("－|－|－|－|－|－|－"),
    ),
];

const COSTS: [&str; 3] = [
    "観光宣伝費|8,400|310|820|640|1,200|980|760|905",
    "イベント開催委託料|21,500|0|4,200|0|0|8,850|0|3,100",
    "施設維持補修費|6,300|95|140|2,050|1,880|60|75|120",
];

pub fn tourism() -> Result<Sample> {
    let mut widths = vec![4.5, 22.0, 7.0, 11.0, 7.0];
    widths.extend([11.0; 12]);
    widths.extend([9.0, 24.0]);
    let mut page = Page::new("月次", "游ゴシック", PINK, &widths);
    page.landscape = true;
    page.height = 21.0;
    page.put("A1:S1", "令和６年度　観光振興指標　月次モニタリング表", TITLE);
    page.put("A2:H2", "みほん市 観光課　※架空の市の見本です。", PLAIN);
    page.put("N2:S2", "令和6年10月末現在", RIGHT);
    for (at, text) in [
        ("A3:A4", "No"),
        ("B3:B4", "指　標"),
        ("C3:C4", "単位"),
        ("D3:D4", "年間目標"),
        ("E3:E4", "区分"),
        ("F3:N3", "令和6年"),
        ("O3:Q3", "令和7年"),
        ("R3:R4", "進捗率"),
        ("S3:S4", "備　考"),
    ] {
        page.put(at, text, HEAD);
    }
    page.row("F4", MONTHS, HEAD);
    for ((fields, months, totals), row) in SERIES.into_iter().zip((5..).step_by(2)) {
        let fields: Vec<&str> = fields.split('|').collect();
        page.put(&format!("A{row}:A{}", row + 1), &((row - 3) / 2).to_string(), MARK);
        page.put_indicator(&format!("B{row}:B{}", row + 1), fields[0], TEXT);
        page.put(&format!("C{row}:C{}", row + 1), fields[1], MARK);
        page.put(&format!("D{row}:D{}", row + 1), fields[2], NUM);
        page.put(&format!("S{row}:S{}", row + 1), fields[3], TEXT);
        page.put(&format!("E{row}"), "月次", LABEL);
        page.row(&format!("F{row}"), &format!("{months}|||||"), NUM);
        page.put(&format!("E{}", row + 1), "累計", LABEL);
        let (line, sum) = match totals {
            Some(line) => (format!("{line}|||||"), None),
            None => sums(row, months),
        };
        page.row(&format!("F{}", row + 1), &line, NUM);
        let rate = sum.zip(number(fields[2])).map_or(String::new(), |(sum, (year, _))| (sum / year).to_string());
        let formula = format!(r#"=IF(ISNUMBER(L{0}),L{0}/D{row},"") => {rate}"#, row + 1);
        page.put(&format!("R{row}:R{}", row + 1), &formula, RATE);
    }
    page.put("A17:S17", "※累計は４月からの合計。１０月の（速報）は確定後に差し替える。", PLAIN);
    draw_costs(&mut page);
    page.freeze("F5");
    bind("産業観光部/観光課_月次モニタリング_R6.xlsx", "観光課", &[page])
}

/// 累計 formulas with their results, and the sum so far.
fn sums(row: u32, months: &str) -> (String, Option<f64>) {
    let mut sum = 0.0;
    let mut cells = vec![];
    let so_far = months.split('|').map(Some).chain([None; 5]);
    for (month, col) in so_far.zip((5..).map(column)) {
        sum += month.and_then(number).map_or(0.0, |(value, _)| value);
        let result = month.map_or(String::new(), |_| sum.to_string());
        cells.push(format!(r#"=IF({col}{row}="","",SUM($F{row}:{col}{row})) => {result}"#));
    }
    (cells.join("|"), Some(sum))
}

fn draw_costs(page: &mut Page) {
    page.put("A19:S19", "（参考）事業費の執行状況（単位：千円）", BAND);
    page.put("A20:C20", "区　分", HEAD);
    page.put("D20", "予算現額", HEAD);
    page.put("E20", "", HEAD);
    page.row("F20", &format!("{MONTHS}|執行率|備　考"), HEAD);
    for (line, row) in COSTS.into_iter().zip(21..) {
        let cells: Vec<&str> = line.split('|').collect();
        let spent: f64 = cells[2..].iter().filter_map(|cell| number(cell)).map(|(value, _)| value).sum();
        let budget = number(cells[1]).map_or(1.0, |(value, _)| value);
        page.put(&format!("A{row}:C{row}"), cells[0], LABEL);
        page.put(&format!("D{row}"), cells[1], NUM);
        page.put(&format!("E{row}"), "支出額", LABEL);
        page.row(&format!("F{row}"), &format!("{}|||||", cells[2..].join("|")), NUM);
        page.put(&format!("R{row}"), &format!("=SUM(F{row}:Q{row})/D{row} => {}", spent / budget), RATE);
        page.put(&format!("S{row}"), "", TEXT);
    }
}
