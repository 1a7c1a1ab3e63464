//! 指標調書: the indicator is a field above its own small table, years go down the rows; two tables on a sheet.

use super::book::{Sample, bind};
use super::ink::{BAND, HEAD, LABEL, MARK, NUM, PLAIN, RATE, RIGHT, TEXT, TITLE};
use super::paper::{Page, number};
use anyhow::Result;

const BROWN: [u32; 3] = [0xEEECE1, 0xF7F6F0, 0x7F6000];

struct Record {
    name: &'static str,
    unit: &'static str,
    formula: &'static str,
    source: &'static str,
    /// 年度|目標値|実績値|備考
    years: [&'static str; 7],
}

const RECORDS: [Record; 2] = [
    Record {
        name: "新規創業件数",
        unit: "件",
        formula: "創業支援窓口を通じて１年以内に開業した件数",
        source: "商工課調べ（商工会・金融機関からの報告）",
        years: [
            "令和２年度|12|7|",
            "令和３年度|12|11|",
            "令和４年度|15|14|",
            "令和５年度|15|18|",
            "令和６年度|18|10|１０月末現在",
            "令和７年度|18||",
            "令和８年度|20以上||",
        ],
    },
    Record {
        name: "中心商店街の空き店舗率",
        unit: "％",
        formula: "空き店舗数÷総店舗数×１００",
        source: "商店街実態調査（毎年１０月）",
        years: [
            "令和２年度|20.0|23.5|",
            "令和３年度|20.0|24.1|",
            "令和４年度|19.0|22.8|",
            "令和５年度|18.0|21.4|",
            "令和６年度|17.0|集計中|調査票を回収中",
            "令和７年度|16.0||",
            "令和８年度|15.0||",
        ],
    },
];

pub fn commerce() -> Result<Sample> {
    let mut page = Page::new("指標調書", "ＭＳ ゴシック", BROWN, &[14.0, 14.0, 14.0, 12.0, 30.0]);
    page.put("A1:E1", "指　標　調　書（商工業の振興）", TITLE);
    page.put("A2:E2", "みほん市（架空）産業観光部　商工課　　作成：令和６年１１月５日", PLAIN);
    let mut top = 4;
    for (record, number) in RECORDS.iter().zip(1..) {
        draw(&mut page, top, number, record);
        top += 14;
    }
    page.put(&format!("A{top}:E{top}"), "※達成率は実績値÷目標値で計算しています。", PLAIN);
    bind("産業観光部/商工課_指標調書.xlsx", "商工課", &[page])
}

fn draw(page: &mut Page, top: u32, number: u32, record: &Record) {
    page.put(&format!("A{top}:E{top}"), &format!("【指標{number}】"), BAND);
    page.put(&format!("A{}", top + 1), "指標名", LABEL);
    page.put_indicator(&format!("B{0}:C{0}", top + 1), record.name, TEXT);
    page.put(&format!("D{}", top + 1), "単位", LABEL);
    page.put(&format!("E{}", top + 1), record.unit, MARK);
    page.put(&format!("A{}", top + 2), "算　式", LABEL);
    page.put(&format!("B{0}:E{0}", top + 2), record.formula, TEXT);
    page.put(&format!("A{}", top + 3), "出　典", LABEL);
    page.put(&format!("B{0}:E{0}", top + 3), record.source, TEXT);
    page.row(&format!("A{}", top + 4), "年度|目標値|実績値|達成率|備考", HEAD);
    for (line, row) in record.years.iter().zip(top + 5..) {
        let cells: Vec<&str> = line.split('|').collect();
        page.put(&format!("A{row}"), cells[0], LABEL);
        page.row(&format!("B{row}"), &cells[1..3].join("|"), NUM);
        page.put(&format!("D{row}"), &rate(row, cells[1], cells[2]), RATE);
        page.put(&format!("E{row}"), cells[3], TEXT);
    }
    page.put(&format!("E{}", top + 12), "（毎年度末に更新）", RIGHT);
}

fn rate(row: u32, target: &str, actual: &str) -> String {
    let pair = number(target).zip(number(actual));
    let result = pair.map_or(String::new(), |((target, _), (actual, _))| (actual / target).to_string());
    format!(r#"=IF(ISNUMBER(C{row}),C{row}/B{row},"") => {result}"#)
}
