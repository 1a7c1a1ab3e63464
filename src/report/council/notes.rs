//! 注記: every note of the book, numbered where it is referred to; and 用語と算定方法.

use super::super::breakdown::{About, Note};
use super::super::focus::Focus;
use super::super::judging::Judging;
use crate::messages::council::{BEHIND_NOTE, refer};
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role};
use crate::period::wareki;

/// The notes of a book, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Notes(Vec<Note>);

impl Notes {
    /// Those of the figures, then those of the method.
    pub fn of(mut notes: Vec<Note>, left_out: usize, judging: &Judging) -> Self {
        if left_out > 0 {
            notes.push(Note { about: About::Counts, text: messages::not_released(left_out) });
        }
        notes.push(Note { about: About::Behind, text: BEHIND_NOTE.to_owned() });
        // What the figures say of themselves is not said again in general.
        let [_, denominator, rounding] = messages::COUNTING_NOTES;
        let told = |text: &str, word: &str| text.contains(word);
        let rounded = notes.iter().any(|note| told(&note.text, "小数第2位"));
        let shares = notes.iter().any(|note| told(&note.text, "割合の分母"));
        let said = |text: &String| text == denominator && shares || text == rounding && rounded;
        let method = judging.notes().into_iter().filter(|text| !said(text));
        notes.extend(method.map(|text| Note { about: About::Method, text }));
        Self(notes)
    }

    /// How those about these things are referred to: （注1・3）.
    pub fn refer(&self, about: &[About]) -> String {
        let numbered = self.0.iter().zip(1..).filter(|(note, _)| about.contains(&note.about));
        refer(&numbered.map(|(_, number)| number).collect::<Vec<_>>())
    }

    /// Those about these things, in full, behind what stands on a page already.
    pub fn under(&self, page: &mut Page, about: &[About]) {
        for (note, number) in self.0.iter().zip(1..).filter(|(note, _)| about.contains(&note.about)) {
            page.line(Role::Note, &format!("注{number}　{}", note.text));
        }
    }

    /// The page with all of them.
    pub fn page(&self, title: &str) -> Page {
        let mut page = Page::new(sheet::NOTES, vec![8.0, 80.0]);
        page.line(Role::Title, title);
        page.repeat = Some((page.next(), page.next()));
        page.freeze = Some((page.next() + 1, 0));
        page.headings(&["注", "内容"]);
        for (note, number) in self.0.iter().zip(1..) {
            page.row(vec![Cell::text(Role::Center, format!("注{number}")), Cell::text(Role::Body, note.text.as_str())]);
        }
        page
    }
}

/// 用語と算定方法.
pub fn terms(judging: &Judging, focus: &Focus, title: &str) -> Page {
    let mut page = Page::new(sheet::TERMS, vec![28.0, 60.0]);
    page.line(Role::Title, title);
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 0));
    page.headings(&["用語", "意味"]);
    let year = focus.year.map(wareki).unwrap_or_default();
    let target = format!("{year}の目標値。「以上」「以下」などの付いた数は、その条件の目標である。");
    let marks = judging.marks();
    let judgement = if marks.is_empty() {
        "目標値と実績値を比べて決める。".to_owned()
    } else {
        format!("達成率により、{marks}の区分で示す。率を出せないものは、目標値との大小で決まるときだけ示す。")
    };
    let mut term = |word: &str, meaning: &str| {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    };
    term("基準値", "計画策定時などの値。");
    term("目標", &target);
    term("実績", "その年度の実績値。");
    for (which, formula) in judging.formulas() {
        term(&format!("達成率（{which}）"), formula);
    }
    term("判定", &judgement);
    term("判定なし", "目標値・実績値の一方がない、目標が文章であるなど、判定できないもの。");
    term("集計中・調査なしなど", "値がまだない、またはその年度に調査がないもの。");
    term("速報値", "確定する前の値。実績に（速報）と示す。後日、変わることがある。");
    page
}
