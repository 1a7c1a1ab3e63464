//! What staff wrote into 総括表, for the rows of its pages; and what a row of them is known by when it is read back.

use super::super::focus::Chosen;
use crate::correction::{Correction, Slot, shown, submitted};
use crate::memo::{About, Memo};
use crate::messages::correction as words;
use crate::model::{Indicator, Model, Observation};
use crate::period::{FiscalYear, Period};
use crate::row_key::{self, RowKey, WrittenActual, digest};
use rustc_hash::FxHashMap;

/// Memos and corrections by what they are about.
pub struct Kept<'a> {
    memos: FxHashMap<&'a About, &'a Memo>,
    /// Corrections that are not applied, but may be.
    waiting: FxHashMap<&'a Slot, &'a Correction>,
}

impl<'a> Kept<'a> {
    /// What staff wrote, as the model has it.
    pub fn of(model: &'a Model) -> Self {
        let memos = model.memos.iter().filter(|memo| memo.placed);
        let waiting = model.corrections.iter().rev().filter(|one| one.is_open());
        Self {
            memos: memos.map(|memo| (&memo.about, memo)).collect(),
            waiting: waiting.filter_map(|one| Some((one.slot.as_ref()?, one))).collect(),
        }
    }

    /// The memo about an indicator; empty if it has none.
    pub fn memo(&self, indicator: &Indicator) -> &'a str {
        self.memos.get(&about(indicator)).map_or("", |memo| memo.text.as_str())
    }

    /// That a correction of the actual shown waits to be decided.
    pub fn waiting(&self, indicator: &Indicator, observation: &Observation) -> Option<String> {
        let slot = Slot {
            indicator: indicator.id.clone(),
            code: indicator.belongs.measure_code.clone(),
            period: observation.period,
            aggregation: observation.aggregation,
        };
        self.waiting.get(&slot).map(|one| words::waiting(&one.to.text))
    }

    /// What the row of an indicator is known by, with the actuals that it shows of these years.
    pub fn row<'c>(
        &self,
        indicator: &Indicator,
        actuals: impl Iterator<Item = (FiscalYear, Option<Chosen<'c>>)>,
    ) -> String {
        let written = |(year, chosen): (FiscalYear, Option<Chosen>)| match chosen.map(|chosen| chosen.observation) {
            None => {
                WrittenActual { period: Period::year(year), aggregation: None, shown: String::new(), submitted: None }
            }
            Some(Observation { period, aggregation, actual, .. }) => WrittenActual {
                period: *period,
                aggregation: *aggregation,
                shown: shown(actual),
                submitted: actual.corrected.is_some().then(|| submitted(actual)),
            },
        };
        let memo = digest(&[self.memo(indicator)]);
        row_key::text(&RowKey { about: about(indicator), memo, actuals: actuals.map(written).collect() })
    }
}

/// What a memo in the row of an indicator is about.
fn about(indicator: &Indicator) -> About {
    About::Indicator { id: indicator.id.clone(), code: indicator.belongs.measure_code.clone() }
}
