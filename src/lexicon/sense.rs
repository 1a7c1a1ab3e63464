//! What the words of headings mean, and a heading made of them.

use crate::entry::{Fact, Series};
use crate::model::{Aggregation, IndicatorKind, NarrativeKind};
use crate::token::time::Time;

/// What a word in a heading or label can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// Heads the names of indicators.
    Subject(Option<IndicatorKind>),
    /// Heads the names of listed actions.
    Action,
    /// Says what kind of value.
    Series(Series),
    /// Says what a value counts.
    Aggregation(Aggregation),
    /// Says something of an indicator or a measure.
    Fact(Fact),
    /// A number that counts rows: a code where there is no other.
    Number,
    /// A level of the plan tree, 0 at the top; heads its name.
    Level(usize),
    /// A corner: what stands under it says itself what it is.
    Stub,
    /// Known and not needed.
    Other,
    /// An item of money.
    Cost,
    /// A criterion of an evaluation.
    Criterion,
    /// The heading of a text.
    Narrative(NarrativeKind),
}

/// A text that is wholly made of words the lexicon knows, points in time and units.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Heading {
    /// What its words mean, in order; a word with several meanings gives them all.
    pub senses: Vec<Sense>,
    /// The point in time it names.
    pub time: Option<Time>,
    /// The unit it names in brackets, as keyed.
    pub unit: Option<String>,
    /// The number or letter that tells one of several indicators from the others: 指標①, 活動指標ア.
    pub mark: Option<String>,
}

impl Heading {
    /// The kind of value it names.
    ///
    /// What is made of a value outranks the value: 実績順位 is no actual, 達成率（実績／目標） is a rate. Target and actual
    /// in one heading name neither, nor do an actual and the rate after it: 実績値・達成率.
    pub fn series(&self) -> Option<Series> {
        let all = || {
            self.senses.iter().filter_map(|sense| if let Sense::Series(series) = sense { Some(*series) } else { None })
        };
        if all().zip(all().skip(1)).any(|pair| pair == (Series::Actual, Series::Rate)) {
            return None;
        }
        let made = [Series::Reference, Series::Rate, Series::Judgement, Series::Superseded, Series::YearBefore];
        if let Some(derived) = made.into_iter().find(|series| all().any(|other| other == *series)) {
            return Some(derived);
        }
        let both = all().any(|series| series == Series::Target) && all().any(|series| series == Series::Actual);
        all().next().filter(|_| !both)
    }

    /// Whether one of its words has that meaning.
    pub fn has(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }

    /// Whether it heads names of indicators, and of which kind.
    pub fn subject(&self) -> Option<Option<IndicatorKind>> {
        self.senses.iter().find_map(|sense| if let Sense::Subject(kind) = sense { Some(*kind) } else { None })
    }

    /// What it says a value counts.
    pub fn aggregation(&self) -> Option<Aggregation> {
        self.senses.iter().find_map(|sense| if let Sense::Aggregation(what) = sense { Some(*what) } else { None })
    }

    /// What it says of an indicator or measure.
    pub fn fact(&self) -> Option<Fact> {
        self.senses.iter().find_map(|sense| if let Sense::Fact(fact) = sense { Some(*fact) } else { None })
    }

    /// The level of the plan tree it heads.
    pub fn level(&self) -> Option<usize> {
        self.senses.iter().find_map(|sense| if let Sense::Level(level) = sense { Some(*level) } else { None })
    }

    /// Whether it is a point in time and nothing else.
    pub fn only_time(&self) -> bool {
        self.senses.is_empty() && self.time.is_some()
    }
}
