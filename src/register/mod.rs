//! The indicator register (指標台帳): the office's own list of what is measured, how, when and by whom.

mod day;
mod integrity;
mod list;
mod parts;
mod rhythm;
mod understand;
mod words;

pub use integrity::integrity;
pub use parts::{Parts, is_register, parts};
pub use understand::understand;

use crate::cell::{Located, Place};
use crate::model::{Aggregation, Figure, Frequency, Indicator};
use crate::period::FiscalYear;
use crate::token::text::key;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A register, as it was understood. Everything has the place it stands at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// Its file, without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// 指標台帳: one per row.
    pub indicators: Vec<Registered>,
    /// 施策体系: the plan tree, where the register lists it.
    pub measures: Vec<Listed>,
    /// 名簿: from whom an answer is expected.
    pub roster: Vec<Expected>,
    /// 組織改正: offices that got another name.
    pub renamed: Vec<Renamed>,
    /// 目標改定: targets that were revised.
    pub revisions: Vec<Revision>,
}

/// An indicator of the register, at one place of the plan tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    /// 指標コード; empty if it has none.
    pub code: String,
    /// Name, unit, direction, baseline, targets, and where it hangs: as of any other sheet.
    pub indicator: Indicator,
    /// The measures above it from the top down, the one it belongs to last.
    pub path: Vec<Node>,
    /// What its actual counts.
    pub aggregation: Option<Aggregation>,
    /// How often and when it is measured.
    pub rhythm: Rhythm,
    /// 判定区分 and how a rate is made.
    pub rating: Rating,
    /// 提出元, where that is another than the department.
    pub submitter: String,
    /// Whether it is shown to the council.
    pub released: bool,
    /// 旧名称.
    pub aliases: Vec<String>,
    /// 再掲: the code of the indicator that this is another place of.
    pub repeats: Option<Located<String>>,
}

/// A measure above an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// 階層, in the lexicon's word.
    pub level: String,
    /// Its code; empty if it has none.
    pub code: String,
    /// Its name; empty if only its code stands there.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// How often and when an indicator is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// How often.
    pub frequency: Option<Frequency>,
    /// The month in which a value is known.
    pub due: Option<DueMonth>,
    /// 調査年度: the years it is measured in, where they are listed.
    pub survey_years: Vec<FiscalYear>,
    /// A year it was measured in, from which those of a longer rhythm are counted.
    pub anchor: Option<FiscalYear>,
}

/// The month in which the value of a fiscal year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueMonth {
    /// 1 to 12.
    pub month: u8,
    /// In which year.
    pub year: DueYear,
}

/// The year of a [`DueMonth`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueYear {
    /// Not said: the first such month that ends when the fiscal year ends, or later.
    FirstAfter,
    /// 当年度: in the fiscal year itself.
    Same,
    /// 翌年度: in the one after it.
    Next,
}

/// What the register says of rates and marks, as written and checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    /// 判定区分, by the name that selects the scale; empty if the register does not say.
    pub scale: String,
    /// 算定方式, by the word that selects the method; empty if the register does not say.
    pub method: String,
    /// 許容幅.
    pub tolerance: Option<Tolerance>,
    /// Whether the values of its years add up.
    pub additive: Option<bool>,
}

/// How far from a target that is to be maintained still counts as maintained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// How far.
    pub value: Decimal,
    /// In percent of the target; otherwise in the indicator's unit (points of a percentage).
    pub percent: bool,
}

/// A node of the plan tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 階層 in the body's own word.
    pub level: String,
    /// 上位コード; empty at the top.
    pub parent: String,
    /// 所管.
    pub department: String,
    /// Where its code stands.
    pub place: Place,
}

/// Someone from whom an answer is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The department; never a person.
    pub department: String,
    /// 部会.
    pub group: String,
    /// Until when.
    pub due: Option<Date>,
    /// When it came, where the office notes that.
    pub received: Option<Date>,
    /// Code of the measure it is about; empty if it is about all of the department's.
    pub measure_code: String,
    /// Its name.
    pub measure_name: String,
    /// Where the department stands.
    pub place: Place,
}

/// An office that got another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Its name before.
    pub old: String,
    /// Its name now.
    pub new: String,
    /// From when on; `None` if the register does not say: always.
    pub effective: Option<Date>,
    /// Where the old name stands.
    pub place: Place,
}

/// A target that was revised.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// 指標コード; empty if the indicator is named.
    pub code: String,
    /// 指標名; empty if only its code stands there.
    pub name: String,
    /// The year of the target; `None` for the final target.
    pub year: Option<FiscalYear>,
    /// The target before.
    pub old: Figure,
    /// The target now.
    pub new: Figure,
    /// The fiscal year from which on it holds; `None` if the register does not say: always.
    pub effective: Option<FiscalYear>,
    /// Why.
    pub reason: String,
    /// Where its row begins.
    pub place: Place,
}

impl Revision {
    /// Whether it is about this indicator: by code where it gives one, else by name.
    pub fn is_of(&self, registered: &Registered) -> bool {
        if self.code.is_empty() {
            key(&self.name) == key(&registered.indicator.name)
        } else {
            self.code == registered.code
        }
    }

    /// Whether it holds for a target of `year` as of the fiscal year `now`.
    pub fn holds(&self, year: FiscalYear, now: Option<FiscalYear>) -> bool {
        self.effective.is_none_or(|effective| year >= effective && now.is_none_or(|now| now >= effective))
    }
}

impl Registered {
    /// Where its name stands.
    pub const fn place(&self) -> &Place {
        &self.indicator.place
    }

    /// Whether it is only another place of an indicator that stands elsewhere in the register.
    pub const fn is_repeat(&self) -> bool {
        self.repeats.is_some()
    }

    /// The department that is asked for it.
    pub fn asked(&self) -> &str {
        if self.submitter.is_empty() { &self.indicator.belongs.department } else { &self.submitter }
    }
}

impl Register {
    /// The indicator that a row is a place of: itself, or the one it repeats.
    pub fn original<'a>(&'a self, registered: &'a Registered) -> &'a Registered {
        let Some(code) = &registered.repeats else { return registered };
        let found = self.indicators.iter().find(|other| !other.is_repeat() && other.code == code.value);
        found.unwrap_or(registered)
    }

    /// The id of an indicator: its code, else a digest of where it hangs and its name.
    pub fn id(&self, registered: &Registered) -> String {
        let original = self.original(registered);
        if !original.code.is_empty() {
            return original.code.clone();
        }
        let belongs = &original.indicator.belongs;
        let parts = [&belongs.plan, &belongs.measure_code, &belongs.measure_name, &original.indicator.name];
        crate::digest::short(&parts.map(|part| key(part)))
    }

    /// Whether it says from whom answers are expected.
    pub fn expects(&self, department: &str) -> bool {
        let department = key(department);
        self.roster.iter().any(|expected| key(&expected.department) == department)
    }
}
