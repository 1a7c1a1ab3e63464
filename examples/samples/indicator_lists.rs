//! 一覧: one row per indicator.

use super::book::{Sample, bind};
use super::ink::{HEAD, LABEL, MARK, NUM, PLAIN, RATE, RIGHT, TEXT, TITLE};
use super::paper::{Page, column, number};
use anyhow::Result;

const PURPLE: [u32; 3] = [0xE4DFEC, 0xF2F0F7, 0x60497A];
const GREY: [u32; 3] = [0xD9D9D9, 0xF2F2F2, 0x595959];

/// 施策, then how many rows it spans, and the cross-cutting 視点 that it is under.
const PROGRAMS: [(&str, u32, &str); 4] = [
    ("生涯学習の推進", 3, "人が集うまち"),
    ("文化財の保存と活用", 3, "人が集うまち"),
    ("スポーツの振興", 3, "健康に暮らせるまち、人が集うまち"),
    ("青少年の健全育成", 3, "災害に強いまち"),
];

/// 指標名|単位|基準値|R4目標|R4実績|R5目標|R5実績|R6目標|R6実績|最終目標|担当課|備考
const LEARNING: [&str; 12] = [
    "生涯学習講座の受講者数|人|2,840|3,000|2,655|3,100|3,021|3,200||3,500|生涯学習課|",
    "図書館の来館者数|千人|182,400人|190|171.2|195|188.6|200||210|生涯学習課|基準値は人、以後は千人",
    "市民１人当たりの図書貸出冊数|冊|4.9|5.0|4.6|5.1|4.8|5.2||5.5|生涯学習課|",
    "歴史博物館の入館者数|人|11,250|11,500|１０，９８７|12,000|11,840|12,000||12,000|生涯学習課|",
    "文化財一斉公開の見学者数|人|620|650|中止|650|588|650||700|生涯学習課|R4は荒天のため中止",
    "郷土の歴史に誇りを持つ市民の割合|％|48.9|－|調査なし|53.0|51.7|－||60.0|生涯学習課|市民意識調査（隔年）",
    "成人の週１回以上のスポーツ実施率|％|41.8|44.0|44.2%|46.0|45.1|48.0||52.0|スポーツ振興課|",
    "スポーツ施設の利用者数|人|98,300|101,000|94,120|103,000|961,800|105,000||110,000|スポーツ振興課|",
    "施設予約に関する苦情の件数|件|46|40|43|35|38|30||20|スポーツ振興課|減らしていく",
    "ウィークエンド・コミュニティー・スクール参加者数|人|600|640|512|700|集計中|760||840|生涯学習課|",
    "青少年相談員によるパトロール回数|回|118|120|96|120|121|120||120|生涯学習課|",
    "0|0|0|0|0|0|0|0||0||",
];

fn learning_page() -> Page {
    let widths = [4.5, 16.0, 40.0, 7.0, 11.0, 9.0, 9.0, 8.0, 9.0, 9.0, 8.0, 9.0, 9.0, 10.0, 14.0, 22.0, 20.0];
    let mut page = Page::new("指標一覧", "游ゴシック", PURPLE, &widths);
    page.landscape = true;
    page.height = 21.0;
    page.put("A1:Q1", "みほん市教育振興基本計画　施策指標一覧（令和６年度調査）", TITLE);
    page.put("A2:H2", "※みほん市は架空の市です。数値も架空のものです。", PLAIN);
    page.put("L2:P2", "令和６年１０月末現在", RIGHT);
    for (at, text) in [
        ("A4:A5", "No"),
        ("B4:B5", "施　策"),
        ("C4:C5", "指　標　名"),
        ("D4:D5", "単位"),
        ("E4:E5", "基準値\n（R3）"),
        ("F4:H4", "R4年度"),
        ("I4:K4", "R5年度"),
        ("L4:M4", "R6年度"),
        ("N4:N5", "最終目標\n（R8）"),
        ("O4:O5", "担当課"),
        ("P4:P5", "備　考"),
        ("Q4:Q5", "重点化の視点"),
    ] {
        page.put(at, text, HEAD);
    }
    page.row("F5", "目標|実績|達成率|目標|実績|達成率|目標|実績", HEAD);
    let mut top = 6;
    for (program, rows, viewpoints) in PROGRAMS {
        page.put(&format!("B{top}:B{}", top + rows - 1), program, LABEL);
        page.put(&format!("Q{top}:Q{}", top + rows - 1), viewpoints, LABEL);
        top += rows;
    }
    for (line, row) in LEARNING.into_iter().zip(6..) {
        let cells: Vec<&str> = line.split('|').collect();
        page.put(&format!("A{row}"), &(row - 5).to_string(), MARK);
        match cells[0] {
            "0" => page.put(&format!("C{row}"), "0", TEXT),
            name => page.put_indicator(&format!("C{row}"), name, TEXT),
        }
        page.put(&format!("D{row}"), cells[1], MARK);
        page.row(&format!("E{row}"), &cells[2..5].join("|"), NUM);
        page.put(&format!("H{row}"), &rate('F', 'G', row, cells[3], cells[4]), RATE);
        page.row(&format!("I{row}"), &cells[5..7].join("|"), NUM);
        page.put(&format!("K{row}"), &rate('I', 'J', row, cells[5], cells[6]), RATE);
        page.row(&format!("L{row}"), &cells[7..10].join("|"), NUM);
        page.row(&format!("O{row}"), &cells[10..].join("|"), TEXT);
    }
    page.put("A18:P18", "※達成率＝実績÷目標。「－」は調査を行わない年度。", PLAIN);
    page.freeze("D6");
    page
}

fn rate(target_col: char, actual_col: char, row: u32, target: &str, actual: &str) -> String {
    let pair = number(target).zip(number(actual)).filter(|((target, _), _)| *target != 0.0);
    let result = pair.map_or(String::new(), |((target, _), (actual, _))| (actual / target).to_string());
    let (target, actual) = (format!("{target_col}{row}"), format!("{actual_col}{row}"));
    format!(r#"=IFERROR(IF(COUNT({target},{actual})=2,{actual}/{target},""),"") => {result}"#)
}

/// Header of two levels, 施策 merged down its rows.
pub fn learning() -> Result<Sample> {
    bind("教育委員会/生涯学習課_施策指標一覧_R6.xlsx", "生涯学習課", &[learning_page()])
}

/// 指標名|単位|基準値（R2）|R4目標|R4実績|R5目標|R5実績|R6目標|備考
const ROADS: [&str; 9] = [
    "市道の改良率|％|58.2|59.0|58.9|59.5|59.4||",
    "舗装を補修した延長|m|1,120|1,500|1,380|1,500|1,620||",
    "橋りょうの修繕率|％|52.8|60.0|61.5|70.0|69.4%||長寿命化計画による",
    "道路パトロールの参加者数（延べ）|人|1,150|1,200|1,230人|1,300|1.3千人||",
    "道路の穴による事故の件数|件|12|8|9|6|5||減らしていく",
    "河川清掃の参加者数|人|2,010|2,100|=SUM(内訳!B4:B7) => 1905|2,200|=SUM(内訳!C4:C7) => NO-CACHED-RESULT||地区別は内訳シート",
    "排水路の改修率|％|44.0|46.0|45.8|48.0|集計中||",
    "=内訳!E1 => 0|=内訳!E2 => 0|||||||",
    "街路灯のＬＥＤ化率|％|71.3|80.0|79.6|90.0|‐||",
];

/// One header row, the year within each heading; the targets of R6 were left empty.
pub fn roads() -> Result<Sample> {
    let widths = [5.0, 32.0, 8.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 22.0];
    let mut page = Page::new("調査票", "ＭＳ ゴシック", GREY, &widths);
    page.landscape = true;
    page.height = 21.0;
    page.put("A1:J1", "総合計画指標　進捗調査票（建設部　道路河川課）", TITLE);
    page.put("A2:E2", "みほん市（架空の市の見本です）", PLAIN);
    page.put("F2:J2", "提出日　令和６年１１月８日", RIGHT);
    page.row("A4", "No|指標名|単位|基準値(R2)|R4目標|R4実績|R5目標|R5実績|R6目標|備考", HEAD);
    for (line, row) in ROADS.into_iter().zip(5..) {
        let cells: Vec<&str> = line.split('|').collect();
        page.put(&format!("A{row}"), &(row - 4).to_string(), MARK);
        match cells[0].starts_with('=') {
            true => page.put(&format!("B{row}"), cells[0], NUM),
            false => page.put_indicator(&format!("B{row}"), cells[0], TEXT),
        }
        page.put(&format!("C{row}"), cells[1], MARK);
        page.row(&format!("D{row}"), &cells[2..8].join("|"), NUM);
        page.put(&format!("J{row}"), cells[8], TEXT);
    }
    page.put("A14:J14", "※実績は各年度末現在。「‐」は把握していないもの。", PLAIN);
    page.freeze("C5");

    let mut detail = Page::new("内訳", "ＭＳ ゴシック", GREY, &[18.0, 12.0, 12.0, 6.0, 10.0]);
    detail.put("A1:C1", "河川清掃　地区別参加者", TITLE);
    detail.row("A3", "地区|R4|R5", HEAD);
    for (line, row) in ["中央地区|640|702", "東地区|455|470", "西地区|398|431", "北地区|412|388"].into_iter().zip(4..)
    {
        let (name, values) = line.split_once('|').unwrap_or((line, ""));
        detail.put(&format!("A{row}"), name, LABEL);
        detail.row(&format!("{}{row}", column(1)), values, NUM);
    }
    bind("建設部/道路河川課_指標調査票.xlsx", "道路河川課", &[page, detail])
}
