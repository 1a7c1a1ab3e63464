//! 一覧: 目標値 and 実績値 above, the years below them. Converted to .ods by `convert.sh`.

use super::book::{Sample, bind};
use super::ink::{HEAD, LABEL, MARK, NUM, PLAIN, RIGHT, TEXT, TITLE};
use super::paper::Page;
use anyhow::Result;

const SAND: [u32; 3] = [0xFDE9D9, 0xFEF5EC, 0x974706];

/// 施策, then 指標名|単位|基準値|基準年|実績R3|R4|R5|目標R5|R6|R8|担当
const PROGRAMS: [(&str, &[&str]); 3] = [
    (
        "公園・緑地",
        &[
            "１人当たりの都市公園面積|㎡|8.4|R2|8.5|8.5|8.6|8.8|9.0|9.5|公園緑地係",
            "公園里親の登録団体数|団体|31|R2|33|34|37|36|38|42|公園緑地係",
        ],
    ),
    (
        "住宅・空き家",
        &[
            "管理が行き届かない空き家の件数|件|214|R2|221|209|198|190|180|150|住宅係",
            "空き家バンクの成約件数（累計）|件|12|R2|18|25|'３４|32|40|60|住宅係",
            "住宅の耐震化率|％|86.2|R2|87.0|87.9|集計中|90.0|91.0|95.0|住宅係",
        ],
    ),
    (
        "公共交通",
        &[
            "コミュニティバスの年間利用者数|人|61,300|R2|58,214|63,905|66,120|68,000|70,000|75,000|交通係",
            "乗合タクシーの登録者数|人|842|R2|910|1,006|1,131|1,100|1,200|未定|交通係",
        ],
    ),
];

pub fn town() -> Result<Sample> {
    let widths = [13.0, 34.0, 7.0, 10.0, 7.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 14.0];
    let mut page = Page::new("都市整備課", "ＭＳ Ｐゴシック", SAND, &widths);
    page.landscape = true;
    page.height = 21.0;
    page.put("A1:L1", "都市計画マスタープラン　成果指標の進捗（都市整備課）", TITLE);
    page.put("A2:F2", "みほん市は架空の市です。", PLAIN);
    page.put("G2:L2", "令和6年10月末現在", RIGHT);
    for (at, text) in [
        ("A4:A5", "施策"),
        ("B4:B5", "指標名"),
        ("C4:C5", "単位"),
        ("D4:E4", "基準値"),
        ("D5", "値"),
        ("E5", "年度"),
        ("F4:H4", "実績値"),
        ("I4:K4", "目標値"),
        ("L4:L5", "担当"),
    ] {
        page.put(at, text, HEAD);
    }
    page.row("F5", "令和3年度|令和4年度|令和5年度|令和5年度|令和6年度|令和8年度", HEAD);
    let mut row = 6;
    for (program, indicators) in PROGRAMS {
        page.put(&format!("A{row}:A{}", row + indicators.len() as u32 - 1), program, LABEL);
        for line in indicators {
            let cells: Vec<&str> = line.split('|').collect();
            page.put_indicator(&format!("B{row}"), cells[0], TEXT);
            page.put(&format!("C{row}"), cells[1], MARK);
            page.row(&format!("D{row}"), &cells[2..10].join("|"), NUM);
            page.put(&format!("L{row}"), cells[10], MARK);
            row += 1;
        }
    }
    page.put(&format!("A{row}:L{row}"), "※空き家の件数は減らすことを目標とする。累計は令和元年度から。", PLAIN);
    bind("建設部/都市整備課_成果指標一覧.ods", "都市整備課", &[page])
}
