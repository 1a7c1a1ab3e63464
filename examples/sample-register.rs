//! Writes the indicator register of みほん市 that belongs to `samples/`, into `templates/register/`:
//! `cargo run --example sample-register`. It is drafted from the samples, and then filled in as its office would.
#![expect(clippy::disallowed_methods, reason = "it writes a file; that is what it is for")]

use anyhow::{Context, Result};
use jiff::civil::date;
use matome::cell::Located;
use matome::model::{Direction, DirectionSource, Figure, Frequency, Measurement, Operator, Status};
use matome::pipeline::{Job, consider};
use matome::rating::{Tolerance, Width};
use matome::register::{DueMonth, DueYear, Expected, Register, Registered, Renamed, Revision, book, draft};
use std::path::Path;

/// Where it stands.
pub const REGISTER: &str = "templates/register/みほん市_指標台帳.xlsx";

fn main() -> Result<()> {
    let path = Path::new(REGISTER);
    std::fs::create_dir_all(path.parent().context("it stands in a folder")?)?;
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    write(path)
}

/// Writes it to a file that is not there yet.
pub fn write(path: &Path) -> Result<()> {
    Ok(matome::write::new_book(path, &book(&register()?))?)
}

/// The register as its office filled it in.
pub fn register() -> Result<Register> {
    let samples = consider(&Job { inputs: vec!["samples".into()], ..Job::default() }, &|_, _| {})?;
    let mut register = draft(&samples.model);
    for registered in &mut register.indicators {
        measured(registered);
    }
    // one KPI under two measures each
    for (name, second) in
        [("サイクリング・トレッキングイベント参加者数", "2-1-2"), ("新たな土地利用の推進箇所", "1-3-3")]
    {
        let first = of(&mut register, name)?.code.clone();
        let again =
            |each: &&mut Registered| each.indicator.name == name && each.path.iter().any(|node| node.code == second);
        let again = register.indicators.iter_mut().find(again).context(second)?;
        again.repeats = Some(Located { value: first, place: again.indicator.place.clone() });
    }
    for name in ["施設予約に関する苦情の件数", "道路の穴による事故の件数"] {
        of(&mut register, name)?.released = false;
    }
    let kept = of(&mut register, "参加者のうち外出の機会が増えた人の割合")?;
    kept.rating.tolerance = Some(Tolerance { width: Width::Points(3.into()), strict: false, perception: false });
    of(&mut register, "公社の来場者数")?.aliases = vec!["未来公社の来館者数".to_owned()];
    let meetings = &mut of(&mut register, "ごみ分別説明会の開催回数")?.indicator;
    (meetings.direction, meetings.direction_source) = (Some(Direction::Up), Some(DirectionSource::Sheet));
    let place = register.indicators.first().context("there are indicators")?.indicator.place.clone();
    for registered in &mut register.indicators {
        let department = &mut registered.indicator.belongs.department;
        if department == "交通係" {
            *department = "都市交通係".to_owned();
        }
    }
    register.renamed = vec![Renamed {
        old: "交通係".to_owned(),
        new: "都市交通係".to_owned(),
        effective: Some(date(2024, 4, 1)),
        place: place.clone(),
    }];
    let target = |value: i64| Figure {
        value: Some(value.into()),
        operator: Some(Operator::Equal),
        status: Status::Value,
        text: value.to_string(),
        place: Some(place.clone()),
        ..Figure::no_slot()
    };
    let lectures = of(&mut register, "生涯学習講座の受講者数")?;
    register.revisions = vec![Revision {
        code: lectures.code.clone(),
        name: lectures.indicator.name.clone(),
        year: None,
        old: target(3200),
        new: target(3500),
        effective: Some(2024),
        reason: "オンライン講座を始めたため".to_owned(),
        place: place.clone(),
    }];
    for expected in &mut register.roster {
        expected.due = Some(date(2024, 10, 25));
        let late = expected.department == "観光課";
        expected.received = Some(if late { date(2024, 10, 28) } else { date(2024, 10, 24) });
    }
    for (department, due) in [("危機管理課", date(2024, 10, 25)), ("税務課", date(2024, 11, 8))] {
        register.roster.push(Expected {
            department: department.to_owned(),
            group: String::new(),
            due: Some(due),
            received: None,
            measure_code: String::new(),
            measure_name: String::new(),
            place: place.clone(),
        });
    }
    for expected in &mut register.roster {
        expected.group = group(&expected.department).to_owned();
    }
    Ok(register)
}

/// 市民意識調査 is made every other year; all else is counted every year and known in May.
fn measured(registered: &mut Registered) {
    let asked = registered.indicator.measurement == Some(Measurement::Perception) && registered.rhythm.anchor.is_some();
    registered.rhythm.frequency = Some(if asked { Frequency::Every(2) } else { Frequency::Yearly });
    let (month, year) = if asked { (2, DueYear::Same) } else { (5, DueYear::Next) };
    registered.rhythm.due = Some(DueMonth { month, year });
}

fn group(department: &str) -> &'static str {
    match department {
        "こども政策課" | "健康増進課" | "高齢者支援課" => "健康福祉部会",
        "学校教育課" | "生涯学習課" => "教育部会",
        "上下水道課" | "道路河川課" | "都市整備課" | "環境保全課" => "都市環境部会",
        "商工課" | "観光課" => "産業部会",
        _ => "行財政部会",
    }
}

fn of<'r>(register: &'r mut Register, name: &str) -> Result<&'r mut Registered> {
    register.indicators.iter_mut().find(|each| each.indicator.name == name).with_context(|| name.to_owned())
}
