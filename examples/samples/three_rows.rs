//! 三段ブロック: 判定, 目標値 and 実績値 rows per indicator, years across from R元 to R12.

use super::book::{Sample, bind};
use super::ink::{HEAD, LABEL, MARK, NUM, PLAIN, RIGHT, TEXT, TITLE};
use super::paper::{Page, column};
use anyhow::Result;

const TEAL: [u32; 3] = [0xDAEEF3, 0xEEF7FA, 0x31859B];
const YEARS: &str = "Ｒ元|Ｒ２|Ｒ３|Ｒ４|Ｒ５|Ｒ６|Ｒ７|Ｒ８|Ｒ９|Ｒ１０|Ｒ１１|Ｒ１２";

struct Block {
    name: &'static str,
    unit: &'static str,
    note: &'static str,
    /// 内訳, 判定, 目標値, 実績値
    rows: &'static [[&'static str; 4]],
}

const BLOCKS: [Block; 7] = [
    Block {
        name: "健康寿命",
        unit: "歳",
        note: "県の公表値による",
        rows: &[
            [
                "男性",
                "－|－|－|達成|未達成",
                "|||80.20|80.40|80.60|80.80|81.00|81.20|81.40|81.60|81.80",
                "79.82|79.95|80.04|80.21|80.17",
            ],
            [
                "女性",
                "－|－|－|達成|達成",
                "|||84.50|84.60|84.70|84.80|84.90|85.00|85.10|85.20|85.30",
                "84.21|84.33|84.40|84.52|84.66",
            ],
        ],
    },
    Block {
        name: "特定健康診査の受診率",
        unit: "％",
        note: "R5は速報値",
        rows: &[[
            "",
            "－|－|－|未達成|－",
            "|||44.0 以上|46.0 以上|48.0 以上|50.0 以上|52.0 以上|54.0 以上|56.0 以上|58.0 以上|60.0 以上",
            "38.9|31.2|36.4|39.8|41.5（速報値）",
        ]],
    },
    Block {
        name: "習慣的に喫煙している人の割合",
        unit: "％",
        note: "国保の健診の問診",
        rows: &[
            [
                "男性",
                "－|－|－|未達成|達成",
                "|||25.0 以下|24.0 以下|23.0 以下|22.0 以下|21.0 以下|20.0 以下|19.0 以下|18.5 以下|18.0 以下",
                "27.8|27.1|26.4|25.6|23.9",
            ],
            [
                "女性",
                "－|－|－|達成|達成",
                "|||7.0 以下|6.8 以下|6.6 以下|6.4 以下|6.2 以下|6.0 以下|5.8 以下|5.6 以下|5.5 以下",
                "7.9|7.6|7.2|6.9|6.7",
            ],
        ],
    },
    Block {
        name: "健康で生きがいをもって暮らす市民の割合",
        unit: "％",
        note: "市民意識調査（隔年）",
        rows: &[[
            "",
            "－|－|－|－|未達成",
            "|||－|72.0|－|74.0|－|76.0|－|78.0|－",
            "62.5|調査なし|65.8|調査なし|69.4%",
        ]],
    },
    Block {
        name: "がん検診の受診者数（５種の延べ）",
        unit: "人",
        note: "",
        rows: &[[
            "",
            "－|－|－|未達成|達成",
            "|||12,000|12,300|12,600|12,900|13,200|13,500|13,800|14,100|14,400",
            "11,640|8,215|10,332|11,874|12,411",
        ]],
    },
    Block {
        name: "自殺死亡率（人口１０万人当たり）",
        unit: "人",
        note: "人口動態統計",
        rows: &[[
            "",
            "－|－|－|達成|－",
            "|||16.0 以下|15.6 以下|15.2 以下|14.8 以下|14.4 以下|14.0 以下|13.6 以下|13.3 以下|13.0 以下",
            "17.2|16.9|16.5|15.8|（R7.1月頃に公表予定）",
        ]],
    },
    Block {
        name: "健康ポイントの登録者数",
        unit: "人",
        note: "R4に始めた事業",
        rows: &[[
            "",
            "－|－|－|初年度|達成",
            "||||1,500|2,000|2,500|3,000|3,400|3,800|4,200|4,500",
            "－|－|－|初年度|1,812",
        ]],
    },
];

/// Names merged down their blocks, 男性 and 女性 as parts of one indicator.
pub fn health() -> Result<Sample> {
    let mut widths = vec![4.5, 24.0, 8.0, 8.0];
    widths.extend([10.0; 12]);
    widths.extend([6.0, 20.0]);
    let mut page = Page::new("指標進行管理", "游ゴシック", TEAL, &widths);
    page.landscape = true;
    page.put("A1:R1", "第３次みほん市健康づくり計画　指標進行管理表", TITLE);
    page.put("A2:H2", "※みほん市は架空の市です。", PLAIN);
    page.put("M2:R2", "福祉部　健康増進課", RIGHT);
    page.put("A3", "No", HEAD);
    page.put("B3:D3", "指標の名称", HEAD);
    page.row("E3", &format!("{YEARS}|単位|備考"), HEAD);
    let mut row = 4;
    for (block, number) in BLOCKS.iter().zip(1..) {
        let last = row + 3 * block.rows.len() as u32 - 1;
        page.put(&format!("A{row}:A{last}"), &number.to_string(), MARK);
        let plain = block.rows.len() == 1;
        match plain {
            true => page.put_indicator(&format!("B{row}:C{last}"), block.name, LABEL),
            false => page.put(&format!("B{row}:B{last}"), block.name, LABEL),
        }
        page.put(&format!("Q{row}:Q{last}"), block.unit, MARK);
        page.put(&format!("R{row}:R{last}"), block.note, TEXT);
        for [part, verdicts, targets, actuals] in block.rows {
            if !plain {
                let cell = format!("C{row}");
                page.put(&format!("C{row}:C{}", row + 2), part, LABEL);
                page.indicators.push((cell, format!("{}（{part}）", block.name)));
            }
            draw_row(&mut page, row, "判　定", verdicts);
            draw_row(&mut page, row + 1, "目標値", targets);
            draw_row(&mut page, row + 2, "実績値", actuals);
            row += 3;
        }
    }
    page.put(&format!("A{row}:R{row}"), "※判定は実績が出た年度のみ。「－」は対象外。目標値はR4に定めた。", PLAIN);
    page.freeze("E4");
    bind("福祉部/健康増進課_健康づくり計画_指標進行管理表.xlsx", "健康増進課", &[page])
}

fn draw_row(page: &mut Page, row: u32, label: &str, values: &str) {
    let ink = if label == "判　定" { MARK } else { NUM };
    let missing = 12 - values.split('|').count();
    page.put(&format!("D{row}"), label, LABEL);
    page.row(&format!("{}{row}", column(4)), &format!("{values}{}", "|".repeat(missing)), ink);
}
