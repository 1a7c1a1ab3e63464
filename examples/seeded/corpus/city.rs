//! A fictional city whose sheets hold no mistake: measures with indicators, amounts, marks and texts, for the year 令和6年度 and
//! as they stood a year before.

use super::chance::Chance;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The years with a target: R4 to R7. Actuals are there up to the evaluated one.
pub const YEARS: [i32; 5] = [2022, 2023, 2024, 2025, 2026];
/// 評価対象年度, 令和6年度.
pub const EVALUATED: i32 = 2024;

/// How a measure is handed in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Layout {
    /// 個票: a workbook with one sheet.
    Form,
    /// 個票, those of a department as sheets of one workbook.
    Book,
    /// 一覧: a row an indicator.
    List,
    /// 集約表: a row a project, with its cost.
    Projects,
    /// 三段: 目標値, 実績値 and 判定 below each other.
    Rows,
}

/// A measure and all that its department fills in.
#[derive(Clone, PartialEq)]
pub struct Measure {
    pub layout: Layout,
    /// The file, below the folder.
    pub file: String,
    pub code: String,
    pub name: String,
    pub department: String,
    pub indicators: Vec<Indicator>,
    /// 決算額 and 人件費 of the year, in 千円.
    pub costs: BTreeMap<i32, [i64; 2]>,
    /// 総事業費 where it is not the sum of the two.
    pub total: Option<i64>,
    /// 課題, 取組内容, 要因 and 今後の方向性.
    pub texts: [String; 4],
}

/// An indicator as it is written.
#[derive(Clone, PartialEq)]
pub struct Indicator {
    pub name: String,
    pub unit: String,
    /// 増加, 減少 or nothing.
    pub direction: &'static str,
    pub baseline: String,
    pub targets: BTreeMap<i32, String>,
    pub actuals: BTreeMap<i32, String>,
    /// Rates that are not what follows from the values.
    pub rates: BTreeMap<i32, String>,
    /// Marks that are not what follows from the values.
    pub marks: BTreeMap<i32, String>,
    pub final_target: Option<String>,
    /// 備考 of a list: the reason where the target was missed.
    pub remark: Option<String>,
    /// Whether the form states a rate for it.
    pub rated: bool,
}

/// What a city hands in.
#[derive(Clone, PartialEq)]
pub struct City {
    /// Which year its sheets evaluate.
    pub evaluated: i32,
    pub measures: Vec<Measure>,
}

/// A name, a unit, a direction, where it stands and by how much its target moves a year, and its decimals.
type Kind = (&'static str, &'static str, &'static str, i64, i64, u32);

const KINDS: [Kind; 12] = [
    ("相談件数", "件", "増加", 1240, 40, 0),
    ("講座の受講者数", "人", "増加", 2360, 60, 0),
    ("施設の利用者数", "人", "増加", 48_300, 900, 0),
    ("市民の満足度", "％", "増加", 612, 10, 1),
    ("制度の認知率", "％", "増加", 437, 15, 1),
    ("苦情の件数", "件", "減少", 346, 10, 0),
    ("申請の処理日数", "日", "減少", 183, 5, 1),
    ("登録団体数", "団体", "増加", 215, 5, 0),
    ("協力事業者数", "者", "増加", 324, 10, 0),
    ("事故の発生件数", "件", "減少", 528, 15, 0),
    ("広報の閲覧数", "回", "増加", 15_700, 500, 0),
    ("整備済みの延長", "ｍ", "増加", 7420, 150, 0),
];

const SUBJECTS: [&str; 12] = [
    "移住の促進",
    "創業の支援",
    "農業の継承",
    "公園の管理",
    "図書館の運営",
    "子育ての相談",
    "防災の訓練",
    "健康の増進",
    "観光の案内",
    "空き家の活用",
    "道路の補修",
    "水道の更新",
];
const DEPARTMENTS: [&str; 6] = ["企画課", "商工課", "農林課", "都市課", "福祉課", "学校課"];
const CAUSES: [&str; 6] = [
    "窓口の受付が平日の昼に限られ",
    "担い手の高齢化が進み",
    "会場までの交通の便が悪く",
    "周知が広報紙だけにとどまり",
    "夏の猛暑で行事が中止となり",
    "物価の上昇で委託の単価が上がり",
];
const EFFECTS: [&str; 6] = [
    "利用が一部の地区に偏っている",
    "新しい参加者が伸び悩んでいる",
    "年度の後半に申込みが集中した",
    "若い世代に情報が届いていない",
    "予定した回数を開けなかった",
    "待ち時間が長くなっている",
];
const STEPS: [&str; 6] = ["土曜日の相談会", "出張講座", "冊子の配布", "地区別の説明会", "予約の電子化", "協力店の募集"];

impl City {
    /// A city of its own for each seed.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut measures = Vec::new();
        let plan =
            [(Layout::Form, 14), (Layout::List, 24), (Layout::Projects, 16), (Layout::Rows, 12), (Layout::Book, 12)];
        for (layout, count) in plan {
            for place in 0..count {
                measures.push(measure(layout, place, measures.len(), &mut chance));
            }
        }
        Self { evaluated: EVALUATED, measures }
    }

    /// The same sheets a year before: without the last actuals, with the texts of that year.
    pub fn year_before(&self) -> Self {
        let mut before = self.clone();
        before.evaluated = EVALUATED - 1;
        for measure in &mut before.measures {
            measure.costs.remove(&EVALUATED);
            for (text, year_before) in measure.texts.iter_mut().zip(["前年は", "前年は", "前年は", ""]) {
                *text = format!("{year_before}{text}");
            }
            for indicator in &mut measure.indicators {
                indicator.actuals.insert(EVALUATED, String::new());
            }
        }
        before
    }
}

fn measure(layout: Layout, place: usize, number: usize, chance: &mut Chance) -> Measure {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let (department, file) = match layout {
        Layout::Form => {
            let department = DEPARTMENTS[place % DEPARTMENTS.len()];
            (department, format!("{department}/評価シート_{number:02}.xlsx"))
        }
        Layout::Book => (DEPARTMENTS[place / 6], format!("{0}/{0}_評価シート.xlsx", DEPARTMENTS[place / 6])),
        Layout::List => (DEPARTMENTS[place / 8], format!("{0}/{0}_指標一覧.xlsx", DEPARTMENTS[place / 8])),
        Layout::Projects => (DEPARTMENTS[3 + place / 8], format!("{0}/{0}_集約表.xlsx", DEPARTMENTS[3 + place / 8])),
        Layout::Rows => (DEPARTMENTS[5], format!("{0}/{0}_進行管理表.xlsx", DEPARTMENTS[5])),
    };
    let name = format!(
        "{subject}{}事業",
        ["", "第二", "第三", "第四", "第五", "第六", "第七", "第八"][number / SUBJECTS.len()]
    );
    let count = match layout {
        Layout::Form => 3,
        Layout::List | Layout::Book => 2,
        Layout::Projects | Layout::Rows => 1,
    };
    let mut kinds: Vec<Kind> = KINDS.to_vec();
    chance.shuffle(&mut kinds);
    let mut indicators: Vec<Indicator> =
        kinds.into_iter().take(count).map(|kind| indicator(&format!("{subject}：{}", kind.0), kind, chance)).collect();
    if layout == Layout::List && place.is_multiple_of(4) {
        indicators = breakdown(subject, chance);
    } else if layout == Layout::Rows {
        indicators = vec![if place.is_multiple_of(2) { net(subject, chance) } else { total(subject, chance) }];
    }
    Measure {
        layout,
        file,
        code: format!("{:02}{:02}", number / 10 + 1, number % 10 + 1),
        name: name.clone(),
        department: department.to_owned(),
        indicators,
        costs: [2022, 2023, 2024]
            .into_iter()
            .map(|year| (year, [chance.between(2100, 3900), chance.between(1100, 1900)]))
            .collect(),
        total: None,
        texts: texts(&name, chance),
    }
}

fn texts(name: &str, chance: &mut Chance) -> [String; 4] {
    let mut steps = STEPS.to_vec();
    chance.shuffle(&mut steps);
    let count = usize::try_from(chance.between(2, 4)).unwrap_or(2);
    let listed: String = steps.iter().zip('①'..).take(count).map(|(step, mark)| format!("{mark}{step} ")).collect();
    [
        format!("{name}では、{}、{}。", chance.one(&CAUSES), chance.one(&EFFECTS)),
        format!("{name}として次の{count}件を実施した。{}", listed.trim()),
        format!("{name}は、{}ため、{}。", chance.one(&CAUSES), chance.one(&EFFECTS)),
        chance.one(&["継続", "現状維持", "拡充"]).to_string(),
    ]
}

/// A value of `places` decimals.
pub fn written(value: i64, places: u32) -> String {
    Decimal::new(value, places).to_string()
}

fn indicator(name: &str, kind: Kind, chance: &mut Chance) -> Indicator {
    let (_, unit, direction, start, step, places) = kind;
    let sign = if direction == "減少" { -1 } else { 1 };
    let start = start + chance.between(0, 9) * step;
    let targets: BTreeMap<i32, i64> =
        YEARS.iter().take(4).zip(1..).map(|(year, n)| (*year, start + sign * step * n)).collect();
    let mut actuals: BTreeMap<i32, i64> = BTreeMap::new();
    for (year, target) in targets.iter().take(3) {
        loop {
            let actual = target + chance.between(-target / 14, target / 14);
            let known = actuals.values().chain(targets.values()).any(|other| *other == actual);
            if actual % 10 != 0 && !known {
                actuals.insert(*year, actual);
                break;
            }
        }
    }
    let write =
        |values: &BTreeMap<i32, i64>| values.iter().map(|(year, value)| (*year, written(*value, places))).collect();
    Indicator {
        name: name.to_owned(),
        unit: unit.to_owned(),
        direction,
        baseline: written(start - sign * chance.between(1, step - 1), places),
        targets: write(&targets),
        actuals: write(&actuals),
        rates: BTreeMap::new(),
        marks: BTreeMap::new(),
        final_target: None,
        remark: None,
        rated: true,
    }
}

/// Two parts and their total.
fn breakdown(subject: &str, chance: &mut Chance) -> Vec<Indicator> {
    let kind = ("", "人", "増加", 640, 20, 0);
    let name = |part: &str| format!("{subject}：研修の修了者数（{part}）");
    let parts = [indicator(&name("男"), kind, chance), indicator(&name("女"), kind, chance)];
    let mut total = parts[0].clone();
    total.name = name("計");
    total.baseline = sum(&parts[0].baseline, &parts[1].baseline);
    for (year, target) in &mut total.targets {
        *target = sum(target, &parts[1].targets[year]);
    }
    for (year, actual) in &mut total.actuals {
        *actual = sum(actual, &parts[1].actuals[year]);
    }
    parts.into_iter().chain([total]).collect()
}

fn sum(one: &str, other: &str) -> String {
    (number(one) + number(other)).to_string()
}

/// What stands there as a number; 0 for words.
pub fn number(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

/// A loss that gets smaller.
fn net(subject: &str, chance: &mut Chance) -> Indicator {
    let mut net = indicator(&format!("{subject}：社会増減数"), ("", "人", "増加", 600, 8, 0), chance);
    for values in [&mut net.targets, &mut net.actuals] {
        for value in values.values_mut() {
            *value = (number(value) - Decimal::from(1000)).to_string();
        }
    }
    net.baseline = (number(&net.baseline) - Decimal::from(1000)).to_string();
    net.rated = false;
    net
}

/// A running total.
fn total(subject: &str, chance: &mut Chance) -> Indicator {
    let mut total = indicator(&format!("{subject}：認定件数（累計）"), ("", "件", "増加", 400, 10, 0), chance);
    let mut count = 93 + chance.between(0, 30);
    total.baseline = count.to_string();
    for year in YEARS.iter().take(4) {
        let target = count / 10 * 10 + 60;
        total.targets.insert(*year, target.to_string());
        count = target + chance.between(-9, 9);
        if let Some(actual) = total.actuals.get_mut(year) {
            count += i64::from(count % 10 == 0);
            *actual = count.to_string();
        }
    }
    total
}
