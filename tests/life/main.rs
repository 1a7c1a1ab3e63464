//! Findings have a life: they keep their ids, are new, continuing, resolved or accepted, and carry what people wrote.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write what people would")]

mod office;

use office::Office;

/// One value is not exact, one actual is missing, one stated rate is wrong.
const SHEET: &str = "指標名 | 単位 | 向き | R4目標値 | R4実績値 | R5目標値 | R5実績値 | R5達成率
相談件数 | 件 | 増 | 100 | 98 | 110 | 約120 |
受講者数 | 人 | 増 | 50 | | 60 | 61 |
利用者数 | 人 | 増 | 1000 | 990 | 1000 | 950 | 80";

/// The ids of what is found about an indicator, each with its rule.
fn ids(office: &Office, month: &str) -> Vec<(String, String, String)> {
    let rows = office.rows(month, "findings");
    let mut ids: Vec<_> = rows
        .iter()
        .map(|row| {
            let of = |name: &str| row.get(name).unwrap().clone();
            (of("rule"), of("indicator_name"), of("finding_id"))
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn an_id_stays_when_rows_sheets_and_files_move() {
    let office = Office::new();
    office.put("2024-10/福祉課/評価シート.xlsx", "評価", SHEET);
    office.run("2024-10", None);
    let before = ids(&office, "2024-10");
    assert!(before.len() >= 3, "{before:?}");
    let with_rows = SHEET.replace("相談件数", "新しい指標 | 件 | 増 | 10 | 11 | 10 | 11 | 110\n相談件数");
    let above = format!("令和6年度 評価シート\n担当課 | 福祉課\n\n{SHEET}");
    for (month, file, sheet, rows) in [
        ("2024-11", "福祉課/評価シート.xlsx", "評価", with_rows.as_str()),
        ("2024-12", "福祉課/評価シート.xlsx", "指標の評価", SHEET),
        ("2025-01", "福祉課/評価シート_修正版.xlsx", "評価", SHEET),
        ("2025-02", "福祉課/R6提出.xlsx", "Sheet1", above.as_str()),
    ] {
        office.put(&format!("{month}/{file}"), sheet, rows);
        office.run(month, None);
        assert_eq!(ids(&office, month), before, "{month}");
    }
}
