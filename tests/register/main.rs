//! The indicator register: read, matched, and what follows from it.

#![expect(clippy::unwrap_used, reason = "a test that stops at the first surprise")]

mod draft;
mod matching;
mod sample;
mod sheets;

use matome::model::Status;
use sheets::{register_of, told};

const LIST: &str = "\
指標コード|計画|施策コード|施策名|指標名|種類|所管課|単位|方向|集計|基準値|基準年度|R6目標|R7目標|最終目標|目標年度|判定区分|測定頻度|把握月|議会報告|旧名称|再掲|重み
K001|総合計画|1-1|子育て支援|相談件数|活動|こども課|件|増加|単年|80|R2|100|110|130|R9|sano|毎年|翌年度5月|公表する|子育て相談の件数||２
K002|総合計画|1-1|子育て支援|待機児童数|成果|こども課|人|減少|時点|12|R2|5以下|3以下|0|R9||毎年|当年度4月|公表しない||
K003|総合計画|1-2|健康づくり|健診の受診率|成果|健康課|％|増加||41.5|R3|44.0%|45.5％|50%以上|R9||3年に1度||||
K004|総合戦略|2-1|地域で育てる|相談件数|活動|こども課|件||||||||||||||K001
";

#[test]
fn a_register_is_read_with_all_notations_of_values() {
    let (register, findings) = register_of(&[("指標台帳", LIST)]);
    assert_eq!(told(&findings), [""; 0]);
    assert_eq!(register.indicators.len(), 4);
    let first = &register.indicators[0];
    assert_eq!((first.code.as_str(), first.indicator.name.as_str()), ("K001", "相談件数"));
    assert_eq!(first.indicator.belongs.measure_code, "1-1");
    assert_eq!(first.indicator.belongs.level, "施策");
    assert_eq!(first.indicator.belongs.department, "こども課");
    assert_eq!(first.rating.scale.as_deref(), Some("sano"));
    assert_eq!(first.rating.weight, Some(2.into()));
    assert_eq!(first.aliases, ["子育て相談の件数"]);
    let targets = |at: usize| {
        let figures = register.indicators[at].indicator.observations.iter().map(|one| &one.target);
        let valued = figures.filter(|figure| figure.status == Status::Value);
        valued.map(|figure| figure.value.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(targets(0), ["100", "110", "130"]);
    assert_eq!(targets(1), ["5", "3", "0"]);
    assert_eq!(targets(2), ["44.0", "45.5", "50"]);
    assert!(first.released && !register.indicators[1].released);
    assert_eq!(register.id(&register.indicators[3]), "K001");
    assert_eq!(register.indicators[2].indicator.place.cell.to_string(), "E4");
}

const ROSTER: &str =
    "部署|部会|提出期限|受領日\nこども課|福祉部会|2024/10/25|令和6年10月28日\n健康課|福祉部会|2024/10/25|\n";

#[test]
fn sheets_are_known_by_their_headings_wherever_these_stand() {
    let list = format!("指標台帳（令和6年度）\n※色のある欄に入力する\n\n{LIST}※R7目標は改定後のもの\n");
    let tree = "コード|名称|階層|上位コード\n1|こども・健康|政策|\n1-1|子育て支援|施策|1\n1-2|健康づくり|施策|1\n2-1|地域で育てる|施策|2";
    let renamed = "旧部署名|新部署名|施行日\n子育て課|こども課|令和6年4月1日\n保健課|健康課|令和7年度";
    let revisions = "指標コード|指標名|対象年度|旧目標|新目標|適用年度|理由\nK001|相談件数|R7|100|110|R7|窓口を増やしたため\nK002||最終|1|0|R6|";
    let sheets = [
        ("1", revisions),
        ("2", renamed),
        ("3", list.as_str()),
        ("4", ROSTER),
        ("5", tree),
        ("6", "記入のしかた\n説明"),
    ];
    let (register, findings) = register_of(&sheets);
    assert_eq!(told(&findings), ["6! register-sheet-unknown", "5!A5 register-measure-orphan"]);
    assert_eq!(register.indicators.len(), 4);
    assert_eq!(register.measures.len(), 4);
    assert_eq!(register.renamed[1].effective, Some(jiff::civil::date(2025, 4, 1)));
    assert_eq!(register.roster[0].received, Some(jiff::civil::date(2024, 10, 28)));
    let revision = &register.revisions[0];
    assert_eq!((revision.year, revision.effective), (Some(2025), Some(2025)));
    assert_eq!((revision.old.value, revision.new.value), (Some(100.into()), Some(110.into())));
    assert_eq!((register.revisions[1].year, &*register.revisions[1].code), (None, "K002"));
}

#[test]
fn whatever_is_not_understood_is_told_at_its_cell() {
    let list = "指標コード|指標名|単位|所管課|担当者氏名|算定方式|測定頻度|把握月|議会報告|許容幅|R6目標|重み\n\
        K001|相談件数|件|こども課|佐藤|でたらめ|随時|春|検討中|少し|約80|0\nK002||人|健康課\n";
    let (register, findings) = register_of(&[("台帳", list)]);
    assert_eq!(
        told(&findings),
        [
            "台帳!K2 target-unclear",
            "台帳!E1 register-column-unknown",
            "台帳!G2 register-value-unknown",
            "台帳!H2 register-value-unknown",
            "台帳!F2 register-value-unknown",
            "台帳!J2 register-value-unknown",
            "台帳!L2 register-value-unknown",
            "台帳!I2 register-value-unknown",
            "台帳!A3 register-row-unread",
        ]
    );
    assert!(!register.indicators[0].released, "what is not understood is not shown outside");
    let (register, findings) = register_of(&[("名簿", ROSTER)]);
    assert!(register.indicators.is_empty());
    assert_eq!(told(&findings), ["! register-empty"]);
}

#[test]
fn a_register_that_does_not_hold_together_is_told() {
    let list = "\
指標コード|施策コード|施策名|指標名|単位|所管課|測定頻度|基準年度|R7目標|再掲
K001|1-1|子育て支援|相談件数|件|こども課|毎年||105|
K001|1-1|子育て支援|受診率|％|健康課|3年に1度|||
K003|1-9|健康づくり|相談件数|件|健廉課||||
K004|1-1|子育て支援|来場者数|ニン|健康課||||K00I
";
    let tree = "コード|名称|上位コード\n1|福祉|\n1-1|子育て支援|1";
    let roster = "部署|提出期限\nこども課|\n健康課|";
    let revisions = "指標コード|対象年度|旧目標|新目標\nK001|R7|100|110\nK009|R7|5|6";
    let (_, findings) = register_of(&[("台帳", list), ("体系", tree), ("名簿", roster), ("改定", revisions)]);
    let mut found = told(&findings);
    found.sort();
    assert_eq!(
        found,
        [
            "台帳!B4 register-measure-unlisted",
            "台帳!D3 register-code-duplicate",
            "台帳!D3 register-cycle-unknown",
            "台帳!D4 register-department-not-on-roster",
            "台帳!D4 register-indicator-twice",
            "台帳!D5 register-unit-unknown",
            "台帳!I2 register-target-contradicts",
            "台帳!J5 register-code-unknown",
            "改定!A3 register-code-unknown",
        ]
    );
    let near = findings.iter().find(|finding| finding.rule.name == "register-department-not-on-roster").unwrap();
    assert_eq!(near.expected, "健康課");
}

#[test]
fn an_answer_of_a_department_is_no_register() {
    let lexicon = matome::lexicon::Lexicon::standard();
    let is = |text: &str| matome::register::is_register(&sheets::book(&[("指標台帳", text)]), lexicon);
    assert!(is(LIST));
    assert!(!is("指標コード|指標名|単位|方向|基準値|R6目標|R6実績\nK001|相談件数|件|増加|80|100|98"));
    assert!(!is(&LIST.replace("R7目標", "R6実績")));
}
