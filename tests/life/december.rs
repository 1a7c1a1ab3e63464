//! Three months of the samples: October, November with nothing new, December with all that happens in a month.

use super::office::{Office, put_text};
use jiff::civil::date;
use matome::cell::Place;
use matome::life::{Kept, Standing};
use matome::period::Period;
use matome::pipeline::{Job, Outcome, consolidate};
use matome::read::{self, Reader};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const MISSING: &str = "産業観光部/商工課_指標調書.xlsx";
const LIST: &str = "総務部/財政課_事務事業一覧_公開用.csv";
const LIST_RENAMED: &str = "総務部/R6一覧.csv";
const VALUE: &[u8] = b"98.9,99.0,99.0";
const UNREADABLE: &[u8] = b"98.9,99.0.1,99.0";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

fn run(office: &Office, month: u8, previous: Option<&str>) -> Outcome {
    let before = previous.map(|name| office.out(name));
    let name = format!("2024-{month}");
    let job = Job {
        inputs: vec![office.path(&name)],
        period: Some(Period::month(2024, month)),
        as_of: Some(date(2024, 10, 31)),
        written: before.as_deref().map(|before| read::written(before, &Reader::default())).unwrap_or_default(),
        previous: before.as_deref().map(|before| read::previous(before).unwrap()),
        ..Job::default()
    };
    consolidate(&job, &office.out(&name), &|_, _| {}).unwrap()
}

/// Writes into the cell of a sheet of the folder, which is that of a workbook of one visible sheet or more.
fn write(office: &Office, folder: &str, place: &Place, text: &str) {
    let path = office.path(folder).join(&place.sheet.file);
    let book = read::parse("book.xlsx", &fs::read(&path).unwrap()).unwrap();
    let number = book.sheets.iter().position(|sheet| sheet.id.sheet == place.sheet.sheet).unwrap() + 1;
    put_text(&path, &format!("xl/worksheets/sheet{number}.xml"), &place.cell.to_string(), text);
}

/// What is new, and what is resolved, as `rule indicator`.
fn told(outcome: &Outcome, standing: Standing) -> Vec<String> {
    let all = outcome.findings.iter().chain(&outcome.closed);
    let of = all.filter(|one| one.life.standing == Some(standing));
    let mut told: Vec<String> =
        of.map(|one| format!("{} {} {}", one.rule.name, one.indicator_name, one.file)).collect();
    told.sort();
    told
}

#[test]
fn a_december_in_which_all_happens() {
    let office = Office::new();
    for month in ["2024-10", "2024-11", "2024-12"] {
        copy(Path::new("samples"), &office.path(month));
        // one value of the list cannot be read
        let list = office.path(month).join(LIST);
        let text = fs::read(&list).unwrap();
        let at = text.windows(VALUE.len()).position(|bytes| bytes == VALUE).unwrap();
        let (before, after) = text.split_at(at);
        fs::write(list, [before, UNREADABLE, &after[VALUE.len()..]].concat()).unwrap();
    }
    let october = run(&office, 10, None);
    let november = run(&office, 11, Some("2024-10"));
    assert_eq!(told(&november, Standing::New), [""; 0]);
    assert_eq!(told(&november, Standing::Resolved), [""; 0]);
    assert_eq!(november.judgements, october.judgements);
    // one actual is put right and one corrected, one target changed, one indicator renamed
    let cell = |indicator: &str, period: Option<i32>, actual: bool| -> Place {
        let one = november.model.indicators.iter().find(|one| one.name == indicator).unwrap();
        let of = |year: i32| one.observations.iter().find(|one| one.period == Period::year(year)).unwrap();
        let figure = period.map(|year| if actual { &of(year).actual } else { &of(year).target });
        figure.map_or_else(|| one.place.clone(), |figure| figure.place.clone().unwrap())
    };
    for (place, text) in [
        (cell("出張ひろば参加組数", Some(2023), true), "82"),
        (cell("補助団体数", Some(2022), true), "36"),
        (cell("ファミリーサポート会員数", Some(2024), false), "455"),
        (cell("サロン延べ参加者数", None, true), "サロンに参加した人の数"),
    ] {
        write(&office, "2024-12", &place, text);
    }
    // one file does not come, another under another name and with a row more
    let folder = office.path("2024-12");
    fs::remove_file(folder.join(MISSING)).unwrap();
    let text = fs::read(folder.join(LIST)).unwrap();
    fs::remove_file(folder.join(LIST)).unwrap();
    fs::write(folder.join(LIST_RENAMED), [b"\r\n".as_slice(), &text].concat()).unwrap();
    // the office accepts one, a department replies to another
    let book = office.out("2024-11").join("総括表.xlsx");
    office.write(&book, "スポーツ施設の利用者数", "了承", "○");
    office.write(&book, "スポーツ施設の利用者数", "了承の理由", "新しい体育館の分である");
    let returned = folder.join("返信.xlsx");
    fs::copy(office.out("2024-11").join("確認依頼/スポーツ振興課.xlsx"), &returned).unwrap();
    office.write(&returned, "施設予約に関する苦情の件数", "回答", "率を直して出します");
    let december = run(&office, 12, Some("2024-11"));
    let new = [
        "actual-changed 補助団体数 福祉部/高齢者支援課_事務事業評価シート.xlsx",
        "name-changed サロンに参加した人の数 福祉部/高齢者支援課_事務事業評価シート.xlsx",
        "target-changed ファミリーサポート会員数 こども部/こども政策課_事務事業評価シート.xlsx",
    ];
    assert_eq!(told(&december, Standing::New), new);
    let resolved = ["value-rough 出張ひろば参加組数 こども部/こども政策課_事務事業評価シート.xlsx"];
    assert_eq!(told(&december, Standing::Resolved), resolved);
    let accepted = ["digit-slip スポーツ施設の利用者数 教育委員会/生涯学習課_施策指標一覧_R6.xlsx"];
    assert_eq!(told(&december, Standing::Accepted), accepted);
    let ids = |outcome: &Outcome, without: &[&str]| {
        let all = outcome.findings.iter().filter(|one| !without.contains(&one.rule.name));
        all.map(|one| one.id.clone()).collect::<BTreeSet<_>>()
    };
    let before = ids(&november, &["value-rough", "digit-slip"]);
    let now = ids(&december, &["value-rough", "digit-slip", "actual-changed", "name-changed", "target-changed"]);
    assert_eq!(now, before);
    let missing: Vec<_> = december.findings.iter().filter(|one| one.file == MISSING).collect();
    assert!(!missing.is_empty() && missing.iter().all(|one| one.life.kept == Some(Kept::NotLookedAt)));
    let of_list = |outcome: &Outcome, file: &str| outcome.findings.iter().filter(|one| one.file == file).count();
    assert!(of_list(&november, LIST) > 0);
    assert_eq!(of_list(&december, LIST_RENAMED), of_list(&november, LIST));
    let replied: Vec<&str> =
        december.findings.iter().filter(|one| !one.life.replies.is_empty()).map(|one| one.rule.name).collect();
    assert_eq!(replied, ["rate-wrong-way"]);
}
