//! What is not as it was in the run before, all of it: which of it is wrong is what the rules say.

use super::Against;
use super::facts::{Before, Facts};
use super::indicator_set::renamed;
use crate::change::{Changes, Difference, FigureChange, FileChange, IndicatorChange, Item, JudgementChange};
use crate::judgement::{Judgement, Judgements};
use crate::model::{Aggregation, Figure, Indicator, Model, Status};
use crate::period::Period;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What differs from the run before; `None` without one.
pub fn changes(model: &Model, judgements: &Judgements, against: Against) -> Option<Changes> {
    let Against { settings, as_of, previous } = against;
    let state = previous?;
    let facts = Facts { model, judgements, settings, as_of, previous: Some(Before::of(state)) };
    let new_names: FxHashMap<*const Indicator, &Indicator> =
        renamed(&facts).into_iter().map(|(old, new)| (std::ptr::from_ref(new), old)).collect();
    // judgements stand beside the indicators, by their place
    let place_before: FxHashMap<*const Indicator, usize> =
        state.model.indicators.iter().enumerate().map(|(place, one)| (std::ptr::from_ref(one), place)).collect();
    let mut known: FxHashSet<*const Indicator> = FxHashSet::default();
    let mut changes = Changes { files: files(model, &state.model), ..Changes::default() };
    for (place, now) in model.indicators.iter().enumerate() {
        let old = facts.before(now).or_else(|| new_names.get(&std::ptr::from_ref(now)).copied());
        let Some(old) = old.filter(|old| known.insert(std::ptr::from_ref(*old))) else {
            changes.indicators.push(IndicatorChange::Added(place));
            continue;
        };
        let judged = |judgements: &'_ [Vec<Judgement>], place: Option<usize>| {
            place.and_then(|place| judgements.get(place).cloned()).unwrap_or_default()
        };
        let (judged_before, judged_now) = (
            judged(&state.judgements, place_before.get(&std::ptr::from_ref(old)).copied()),
            judged(judgements, Some(place)),
        );
        let differs = |one: &str, other: &str| (one != other).then(|| one.to_owned());
        let difference = Difference {
            place,
            name: differs(&old.name, &now.name),
            unit: differs(&old.unit, &now.unit),
            figures: figures(old, now),
            judgements: judgement_changes((old, &judged_before), (now, &judged_now)),
        };
        changes.compared += 1;
        let same = difference.name.is_none()
            && difference.unit.is_none()
            && difference.figures.is_empty()
            && difference.judgements.is_empty();
        if same {
            changes.unchanged += 1;
        } else {
            changes.indicators.push(IndicatorChange::Differs(Box::new(difference)));
        }
    }
    let gone = state.model.indicators.iter().filter(|old| !known.contains(&std::ptr::from_ref(*old)));
    changes.indicators.extend(gone.map(|old| IndicatorChange::Dropped(Box::new(old.clone()))));
    Some(changes)
}

fn figures(old: &Indicator, now: &Indicator) -> Vec<FigureChange> {
    let (before, after) = (said(old), said(now));
    let items: BTreeSet<Item> = before.keys().chain(after.keys()).copied().collect();
    let change = |item: Item| {
        let (before, now) = (before.get(&item).copied(), after.get(&item).copied());
        let same = match (before, now) {
            (Some(before), Some(now)) => says_the_same(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        (!same).then(|| FigureChange { item, before: before.cloned(), now: now.cloned() })
    };
    items.into_iter().filter_map(change).collect()
}

/// The figures of an indicator that say anything. Of two with one name, the first stands.
fn said(indicator: &Indicator) -> BTreeMap<Item, &Figure> {
    let baseline = indicator.baseline.iter().map(|one| (Item::Baseline, &one.figure));
    let goal = indicator.final_target.iter().map(|one| (Item::FinalTarget, &one.figure));
    let observed = indicator.observations.iter().flat_map(|one| {
        let (period, counts) = (one.period, one.aggregation);
        [(Item::Target(period, counts), &one.target), (Item::Actual(period, counts), &one.actual)]
    });
    let mut said = BTreeMap::new();
    for (item, figure) in baseline.chain(observed).chain(goal) {
        if figure.value.is_some() || !matches!(figure.status, Status::Blank | Status::NoSlot) {
            said.entry(item).or_insert(figure);
        }
    }
    said
}

/// Numbers are compared as numbers: 80 is 80.0. Words are compared where there is no number.
fn says_the_same(one: &Figure, other: &Figure) -> bool {
    let text = |figure: &Figure| figure.text.split_whitespace().collect::<String>();
    one.value == other.value
        && one.status == other.status
        && one.operator == other.operator
        && one.strict == other.strict
        && (one.value.is_some() || text(one) == text(other))
}

/// An indicator with its judgements, one per observation.
type Judged<'a> = (&'a Indicator, &'a [Judgement]);

fn judgement_changes(before: Judged, now: Judged) -> Vec<JudgementChange> {
    let (before, now) = (marks(before), marks(now));
    let periods: BTreeSet<(Period, Option<Aggregation>)> = before.keys().chain(now.keys()).copied().collect();
    let change = |key: (Period, Option<Aggregation>)| {
        let (before, now) = (before.get(&key).copied(), now.get(&key).copied());
        let says = |one: Option<&Judgement>| one.map(|one| (one.mark.clone(), one.achieved));
        let (period, aggregation) = key;
        let change = || JudgementChange { period, aggregation, before: before.cloned(), now: now.cloned() };
        (says(before) != says(now)).then(change)
    };
    periods.into_iter().filter_map(change).collect()
}

/// The judgements that say whether a target was met.
fn marks<'a>((indicator, judgements): Judged<'a>) -> BTreeMap<(Period, Option<Aggregation>), &'a Judgement> {
    let mut marks = BTreeMap::new();
    for (observation, judgement) in indicator.observations.iter().zip(judgements) {
        if judgement.achieved.is_some() {
            marks.entry((observation.period, observation.aggregation)).or_insert(judgement);
        }
    }
    marks
}

fn files(now: &Model, before: &Model) -> Vec<(String, FileChange)> {
    let digests = |model: &Model| -> BTreeMap<String, String> {
        let files = model.submissions.iter().filter(|record| !record.file.is_empty());
        files.map(|record| (record.file.clone(), record.sha256.clone())).collect()
    };
    let (before, now) = (digests(before), digests(now));
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let change = |name: &String| match (before.get(name), now.get(name)) {
        (None, _) => Some(FileChange::New),
        (_, None) => Some(FileChange::Gone),
        (before, now) => (before != now).then_some(FileChange::Changed),
    };
    names.into_iter().filter_map(|name| Some((name.clone(), change(name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{alone, model_of};
    use crate::check::judge;
    use crate::model::{SubmissionRecord, SubmissionStatus};
    use crate::settings::Settings;
    use crate::state::State;

    fn state(text: &str) -> State {
        let (model, _) = model_of(text);
        let judgements = judge(&model, &Settings::default(), None);
        State { model, judgements, ..State::default() }
    }

    fn between(before: &str, now: &str) -> Changes {
        let (settings, before, now) = (Settings::default(), state(before), state(now));
        let against = Against { previous: Some(&before), ..alone(&settings) };
        changes(&now.model, &now.judgements, against).unwrap()
    }

    const BEFORE: &str = "施策 | 名称     | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
        移住 | 相談件数 | 件   | 増   | 90     | 98     | 100    |
        移住 | 移住者数 | 人   | 増   | 20     | 21     | 22     | 24
        移住 | 満足度   | ％   | 増   | 60     | 61     | 62     | 63
        創業 | 創業件数 | 件   | 増   | 20     | 21     | 22     | 24";

    #[test]
    fn nothing_differs_from_itself_however_its_numbers_are_written() {
        let now = BEFORE.replace("| 63", "| 63.0");
        let changes = between(BEFORE, &now);
        assert_eq!((changes.compared, changes.unchanged), (4, 4));
        assert_eq!((changes.indicators, changes.files), (Vec::new(), Vec::new()));
    }

    #[test]
    fn figures_judgements_names_and_what_came_and_went_are_told() {
        let changes = between(
            BEFORE,
            "施策 | 名称     | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
             移住 | 相談件数 | 件   | 増   | 90     | 89     | 100    | 104
             移住 | 満足度   | ％   | 増   | 60     | 61     | 62     | 63
             移住 | 空き家   | 件   | 増   | 1      | 2      | 3      | 4
             創業 | 創業者数 | 件   | 増   | 20     | 21     | 22     | 24",
        );
        assert_eq!((changes.compared, changes.unchanged), (3, 1));
        let told: Vec<String> = changes
            .indicators
            .iter()
            .map(|change| match change {
                IndicatorChange::Added(place) => format!("+{place}"),
                IndicatorChange::Dropped(old) => format!("-{}", old.name),
                IndicatorChange::Differs(one) => {
                    let number =
                        |figure: &Option<Figure>| figure.as_ref().and_then(|one| one.value).map(|one| one.to_string());
                    let figures: Vec<_> = one
                        .figures
                        .iter()
                        .map(|change| (change.item, number(&change.before), number(&change.now)))
                        .collect();
                    let met: Vec<_> = one
                        .judgements
                        .iter()
                        .map(|change| {
                            [&change.before, &change.now].map(|one| one.as_ref().and_then(|one| one.achieved))
                        })
                        .collect();
                    match (one.place, &one.name) {
                        (0, None) => {
                            let [early, late] = figures.as_slice() else { panic!("{figures:?}") };
                            assert!(matches!(early.0, Item::Actual(period, _) if period == Period::year(2022)));
                            assert_eq!((early.1.as_deref(), early.2.as_deref()), (Some("98"), Some("89")));
                            assert_eq!((late.1.as_deref(), late.2.as_deref()), (None, Some("104")));
                            assert_eq!(met, [[Some(true), Some(false)], [None, Some(true)]]);
                        }
                        (3, Some(name)) => assert_eq!((name.as_str(), figures.len(), met.len()), ("創業件数", 0, 0)),
                        other => panic!("{other:?}"),
                    }
                    "~".to_owned()
                }
            })
            .collect();
        assert_eq!(told, ["~", "+2", "~", "-移住者数"]);
    }

    #[test]
    fn files_come_go_and_change() {
        let model = |files: &[(&str, &str)]| {
            let record = |&(file, sha256): &(&str, &str)| SubmissionRecord {
                department: String::new(),
                measure_code: String::new(),
                measure_name: String::new(),
                status: SubmissionStatus::Received,
                file: file.to_owned(),
                sha256: sha256.to_owned(),
                indicators_expected: None,
                indicators_filled: 0,
                indicators: 0,
            };
            Model { submissions: files.iter().map(record).collect(), ..Model::default() }
        };
        let told = files(&model(&[("a", "1"), ("b", "3"), ("d", "4")]), &model(&[("a", "1"), ("b", "2"), ("c", "4")]));
        let name = |text: &str| text.to_owned();
        assert_eq!(
            told,
            [(name("b"), FileChange::Changed), (name("c"), FileChange::Gone), (name("d"), FileChange::New)]
        );
    }

    #[test]
    fn without_a_run_before_there_is_nothing_to_say() {
        let (settings, now) = (Settings::default(), state(BEFORE));
        assert_eq!(changes(&now.model, &now.judgements, alone(&settings)), None);
    }
}
