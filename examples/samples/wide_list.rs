//! 集約表: a project a row, blocks of columns that repeat without their years. Read by the definition in
//! `templates/forms/`.

use super::book::{Sample, bind};
use super::ink::{HEAD, MARK, NUM, PLAIN, RIGHT, TEXT, TITLE};
use super::paper::Page;
use anyhow::Result;

const SLATE: [u32; 3] = [0xDCE6F1, 0xF2F6FA, 0x1F497D];

/// 整理番号|事務事業名|主管, then 活動指標ア|単位|成果指標サ|単位
const PROJECTS: [&str; 6] = [
    "0101|広報紙発行事業|広報課|広報紙の発行部数|部|広報紙を読む市民の割合|％",
    "0102|市民相談事業|市民課|市民相談の件数|件|0|0",
    "0103|防犯灯整備事業|危機管理課|防犯灯の新設数|基|刑法犯の認知件数|件",
    "0104|国際交流事業|企画政策課|交流事業の開催回数|回|交流事業の参加者数|人",
    "0105|公文書整理事業|総務課|整理した公文書の箱数|箱|0|0",
    "0106|移住相談事業|企画政策課|移住相談会の開催回数|回|移住した世帯の数|世帯",
];

/// Of each project, for each year from 令和4年度: 事業費|ア|サ
const YEARS: [[&str; 4]; 6] = [
    ["4,812|31,000|72.4", "4,905|30,850|73.1", "5,010|30,800|75.0", "5,010|30,800|76.0"],
    ["1,204|412|0", "1,198|398|0", "1,230|400|0", "1,230|400|0"],
    ["3,360|24|188", "3,410|26|176", "3,500|25|170", "3,500|25|165"],
    ["640|－|－", "720|3|214", "800|4|240", "800|4|260"],
    ["290|'１２０|0", "310|135|0", "300|130|0", "300|130|0"],
    ["1,550|6|11", "1,720|8|集計中", "1,900|8|15", "1,900|9|18"],
];

pub fn wide_list() -> Result<Sample> {
    let mut widths = vec![9.0, 20.0, 12.0, 24.0, 6.0, 24.0, 6.0];
    widths.extend([9.0; 12]);
    widths.push(10.0);
    let mut page = Page::new("集約", "ＭＳ Ｐゴシック", SLATE, &widths);
    page.landscape = true;
    page.put("A1:G1", "みほん市　事務事業評価　集約表", TITLE);
    page.put("H1:T1", "みほん市は架空の市です。", RIGHT);
    page.row("A2", "整理番号|事務事業名|主管|活動指標ア|単位|成果指標サ|単位", HEAD);
    page.row("H2", &["事業費|ア|サ"; 4].join("|"), HEAD);
    page.put("T2", "総合評価", HEAD);
    for ((row, project), years) in (3..).zip(PROJECTS).zip(YEARS) {
        let cells: Vec<&str> = project.split('|').collect();
        page.put(&format!("A{row}"), &format!("'{}", cells[0]), MARK);
        page.row(&format!("B{row}"), &cells[1..3].join("|"), TEXT);
        for (at, unit, name, of) in [("D", "E", cells[3], cells[4]), ("F", "G", cells[5], cells[6])] {
            if name == "0" {
                page.row(&format!("{at}{row}"), "0|0", NUM);
            } else {
                page.put_indicator(&format!("{at}{row}"), name, TEXT);
                page.put(&format!("{unit}{row}"), of, MARK);
            }
        }
        page.row(&format!("H{row}"), &years.join("|"), NUM);
        page.put(&format!("T{row}"), "１　現状維持", MARK);
    }
    page.put("A9:T9", "※事業費の単位は千円。", PLAIN);
    bind("企画部/企画政策課_事務事業評価_集約表.xlsx", "企画政策課", &[page])
}
