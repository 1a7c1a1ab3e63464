//! `count-differs`: a stated number of things, and another number of them listed.

use super::facts::{Facts, Seen, finding_at, finding_in, home, number, squeezed};
use crate::finding::Finding;
use crate::model::{Indicator, Narrative};
use crate::rule::check::COUNT_DIFFERS;
use rust_decimal::Decimal;

/// Before a number that announces a list.
const ANNOUNCES: [&str; 4] = ["次の", "以下の", "下記の", "つぎの"];
/// What is counted in a text.
const COUNTERS: [&str; 10] = ["件", "つ", "事業", "項目", "取組", "か所", "箇所", "団体", "点", "施策"];
/// Names of an indicator that counts the actions listed on its sheet.
const LISTED: [&str; 5] = ["取組項目数", "取組数", "取組事業数", "構成事業数", "掲載事業数"];

/// A text that announces its list (次の３件 ①… ②…), and an indicator that counts what its sheet lists.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for narrative in &facts.model.narratives {
        if let Some((announced, listed)) = announced(&narrative.text) {
            seen.look((announced != listed).then(|| told(narrative, announced, listed)));
        }
    }
    for indicator in &facts.model.indicators {
        if LISTED.contains(&squeezed(&indicator.name).as_str()) {
            count(facts, indicator, &mut seen);
        }
    }
    seen
}

fn told(narrative: &Narrative, announced: usize, listed: usize) -> Finding {
    finding_in(&COUNT_DIFFERS, &narrative.belongs, &narrative.place, announced.to_string(), listed.to_string())
}

/// The number that a text announces, and how many ①②③ follow it. Only where it announces once and numbers without a gap.
fn announced(text: &str) -> Option<(usize, usize)> {
    let text = squeezed(text);
    let mut places =
        ANNOUNCES.iter().flat_map(|word| text.match_indices(word).map(move |(place, _)| place + word.len()));
    let (place, None) = (places.next()?, places.next()) else { return None };
    let rest = text.get(place..)?;
    let digits: String = rest.chars().map_while(digit).collect();
    let behind = rest.get(rest.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum::<usize>()..)?;
    let announced = digits.parse().ok().filter(|_| COUNTERS.iter().any(|counter| behind.starts_with(counter)))?;
    let marks: Vec<u32> = behind.chars().filter_map(circled).collect();
    let whole = marks.len() > 1 && marks.iter().zip(1..).all(|(mark, place)| *mark == place);
    whole.then_some((announced, marks.len()))
}

fn digit(c: char) -> Option<char> {
    let half = match c {
        '０'..='９' => char::from_u32(u32::from(c).checked_sub(0xFEE0)?)?,
        _ => c,
    };
    half.is_ascii_digit().then_some(half)
}

fn circled(c: char) -> Option<u32> {
    ('①'..='⑳').contains(&c).then(|| u32::from(c) - u32::from('①') + 1)
}

/// The last actual against the actions of the measure on the same sheet.
fn count(facts: &Facts, indicator: &Indicator, seen: &mut Seen) {
    let Some(measure) = home(&indicator.belongs) else { return };
    let actions = facts
        .model
        .actions
        .iter()
        .filter(|action| action.place.sheet == indicator.place.sheet && home(&action.belongs) == Some(measure));
    let listed = actions.count();
    let last = indicator.observations.iter().rev().find_map(|one| Some((one, number(&one.actual)?)));
    let Some((last, value)) = last.filter(|_| listed > 0) else {
        seen.undecided();
        return;
    };
    let differs = value != Decimal::from(listed);
    seen.look(differs.then(|| finding_at(&COUNT_DIFFERS, indicator, &last.actual, listed.to_string())));
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_list_of_another_length() {
        expect(
            "施策 | 文:取組:R5
             移住 | 次の３件を実施した。①相談会 ②お試し住宅 ③空き家の紹介 ④移住者の集い !count-differs
             創業 | 以下の4つに取り組んだ。①相談 ②融資 ③講座 !count-differs",
        );
        expect(
            "施策 | 名称       | 向き | R5実績            | 取組
             行革 | 取組項目数 | 増   | 4 !count-differs | 窓口の統合、印刷物の見直し、施設の点検",
        );
    }

    #[test]
    fn is_silent_on_equal_counts_and_where_the_list_may_be_of_something_else() {
        expect(
            "施策 | 名称       | 向き | R5実績 | 取組                                   | 文:取組:R5
             行革 | 取組項目数 | 増   | 3      | 窓口の統合、印刷物の見直し、施設の点検 | 次の２件を実施した。①相談会 ②お試し住宅
             移住 | 相談件数   | 増   | 12     | 窓口の統合、印刷物の見直し             | 相談は3件で、①住まい ②仕事の順に多い。
             創業 |            |      |        |                                        | 次の3件を実施した。①相談会。翌年は②を加える。次の年も続ける。",
        );
    }
}
