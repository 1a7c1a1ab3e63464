//! 行革の取組一覧: 121 取組項目, of which 89 were due, 85 of these started and 53 achieved.

use super::book::{Sample, bind};
use super::ink::{BAND, HEAD, LABEL, MARK, NUM, PLAIN, RIGHT, TEXT, TITLE};
use super::paper::Page;
use anyhow::Result;

const NAVY: [u32; 3] = [0xDCE6F1, 0xEFF4FA, 0x1F3864];
const DUE: u32 = 89;
const STARTED: u32 = 85;
const ACHIEVED: u32 = 53;

/// 大項目, 担当課, how many, and what is worked on. Every subject is taken up twice or thrice, each time another way.
const GOALS: [(&str, &str, usize, &str, [&str; 3]); 6] = [
    (
        "１ 行財政運営の推進",
        "行政経営課",
        21,
        "事務事業評価|実施計画の進行管理|附属機関|指定管理者制度|公用車|庁内会議|例規|窓口の手続|契約事務|文書管理",
        ["の見直し", "の効率化", "に係る指針の策定"],
    ),
    (
        "２ 組織と事務処理の改善",
        "総務課",
        20,
        "組織機構|定員適正化計画|給与事務|電子決裁|庶務事務の集約|定型業務の自動化|ペーパーレス会議|コールセンター|届出の電子化|内部統制",
        ["の推進", "の運用方法の改善", "の検証"],
    ),
    (
        "３ 職員の育成と働き方",
        "人事課",
        20,
        "人事評価制度|職員研修|時間外勤務の縮減|再任用職員の活用|女性職員の登用|健康管理|自己申告制度|テレワーク|年次休暇の取得促進|技術職員の確保",
        ["の充実", "に係る計画の実施", "の検証"],
    ),
    (
        "４ 公共施設の再生",
        "資産管理課",
        20,
        "個別施設計画|公民館の再編|学校施設の長寿命化|市営住宅の集約|橋りょうの修繕|下水道施設の更新|施設の包括管理|未利用地の売却|施設予約システム|庁舎の省エネルギー化",
        ["の推進", "に係る手法の検討", "の検証"],
    ),
    (
        "５ 財政の健全化",
        "財政課",
        20,
        "使用料・手数料|補助金・負担金|市税の収納対策|税外債権の管理|広告収入|ふるさと寄附金|特別会計への繰出金|公債費|時間外手当|備品購入",
        ["の適正化", "に係る基準の策定", "の検証"],
    ),
    (
        "６ 協働による自治体経営",
        "市民協働課",
        20,
        "市民活動支援センター|地区まちづくり会議|公民連携の提案制度|広報紙|オープンデータ|審議会の公募委員|自主防災組織|道路里親制度|パブリックコメント|大学との連携",
        ["の充実", "に係る仕組みの構築", "の検証"],
    ),
];

/// A list without 目標値: what counts is 着手 and 達成.
pub fn reform() -> Result<Sample> {
    let mut page = Page::new("取組一覧", "ＭＳ ゴシック", NAVY, &[5.0, 22.0, 42.0, 13.0, 15.0, 8.0, 8.0, 18.0]);
    page.put("A1:H1", "第一次経営改革大綱　取組項目一覧（最終報告用）", TITLE);
    page.put("A2:D2", "みほん市 行政経営課（架空の市の見本です）", PLAIN);
    page.put("E2:H2", "平成３１年３月３１日現在", RIGHT);
    for (at, text) in [
        ("A4:A5", "No"),
        ("B4:B5", "大項目"),
        ("C4:C5", "取組項目"),
        ("D4:D5", "担当課"),
        ("E4:E5", "実施予定年度"),
        ("F4:H4", "進捗"),
        ("F5", "着手"),
        ("G5", "達成"),
        ("H5", "進捗状況"),
    ] {
        page.put(at, text, HEAD);
    }
    let mut row = 6;
    for (goal, department, count, subjects, ways) in GOALS {
        page.put(&format!("B{row}:B{}", row + count as u32 - 1), goal, LABEL);
        let subjects: Vec<&str> = subjects.split('|').collect();
        for index in 0..count {
            let item = format!("{}{}", subjects[index % subjects.len()], ways[index / subjects.len()]);
            draw_item(&mut page, row, &item, department);
            row += 1;
        }
    }
    draw_summary(&mut page, row + 1, row - 1);
    page.freeze("D6");
    bind("総務部/行政経営課_経営改革大綱_取組一覧.xlsx", "行政経営課", &[page])
}

fn draw_item(page: &mut Page, row: u32, item: &str, department: &str) {
    let number = row - 5;
    // 61 is coprime to 121: the ranks are spread over the list, and each occurs once.
    let rank = number * 61 % 121;
    let due = match rank {
        rank if rank >= DUE => "令和元年度",
        rank => ["平成27年度", "平成28年度", "平成29年度", "平成30年度"][rank as usize % 4],
    };
    let (started, achieved, state) = match rank {
        rank if rank < ACHIEVED => ("○", "○", "達成"),
        rank if rank < STARTED => ("○", "－", "実施中"),
        rank if rank < DUE => ("－", "－", "未着手（検討中）"),
        _ => ("－", "－", "令和元年度に実施予定"),
    };
    page.put(&format!("A{row}"), &number.to_string(), MARK);
    page.put(&format!("C{row}"), item, TEXT);
    page.row(&format!("D{row}"), &format!("{department}|{due}|{started}|{achieved}|{state}"), MARK);
}

fn draw_summary(page: &mut Page, top: u32, last: u32) {
    page.put(&format!("A{top}:H{top}"), "集計", BAND);
    page.put(&format!("A{0}:D{0}", top + 1), "区　　分", HEAD);
    page.put(&format!("E{}", top + 1), "項目数", HEAD);
    let lines = [
        ("取組項目の総数", format!("=COUNTA(C6:C{last}) => 121")),
        (
            "平成３０年度までに実施すべき項目",
            format!(r#"=COUNTA(C6:C{last})-COUNTIF(E6:E{last},"令和元年度") => {DUE}"#),
        ),
        ("うち着手した項目", format!(r#"=COUNTIF(F6:F{last},"○") => {STARTED}"#)),
        ("うち達成した項目", format!(r#"=COUNTIF(G6:G{last},"○") => {ACHIEVED}"#)),
    ];
    for ((label, formula), row) in lines.into_iter().zip(top + 2..) {
        page.put(&format!("A{row}:D{row}"), label, LABEL);
        page.put(&format!("E{row}"), &formula, NUM);
    }
    let note = "※定員適正化計画と時間外勤務の縮減は、計画値と実績値に差が生じている。";
    page.put(&format!("A{0}:H{0}", top + 6), note, PLAIN);
}
