//! `inspect`: sheet by sheet, what was recognised as what, what was read from where, and what was not and why.

use super::{inspect_known, line, reason};
use crate::cell::{CellRef, Place, Rect, SheetId, column_letters};
use crate::entry::{CellUsed, EntryKind};
use crate::lang::Lang;
use crate::layout::{FieldLayout, Means, Reaches, SheetShown, TableLayout};
use crate::messages::{self, inspection as words};
use crate::model::{Aggregation, Baseline, CellUse, Figure, FinalTarget, Indicator, Model, NarrativeKind, Status};
use crate::page::width;
use crate::pipeline::Outcome;
use crate::sheet::Visibility;
use crate::token::text::one_line;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;
use unicode_width::UnicodeWidthChar;

/// The widest that a text of a cell is shown, and the widest line of values, in half-width characters.
const WIDEST_TEXT: usize = 44;
const WIDEST_LINE: usize = 110;

/// How many lines of cells are shown of each sheet, if there is more than one file.
const LINES_OF_MANY: usize = 10;

/// Every file with its sheets and its findings.
pub fn inspection(outcome: &Outcome, lang: Lang) -> String {
    let mut text = String::new();
    let most = if outcome.model.submissions.len() > 1 { LINES_OF_MANY } else { usize::MAX };
    let read = Read::of(&outcome.model);
    let shown = by_file(&outcome.shown, |shown| shown.sheet.file.as_str());
    let known = by_file(&outcome.known, |known| known.file.as_str());
    let mut findings = by_file(&outcome.findings, |finding| finding.file.as_str());
    for submission in &outcome.model.submissions {
        let file = submission.file.as_str();
        let _ = writeln!(text, "{file}");
        for known in known.get(file).into_iter().flatten() {
            inspect_known(&mut text, known, lang);
        }
        for shown in shown.get(file).into_iter().flatten() {
            Shown { shown, read: &read, reaches: Reaches::new(&shown.layout), lang, most }.write(&mut text);
        }
        let of_file = findings.remove(file).unwrap_or_default();
        if !of_file.is_empty() {
            let _ = writeln!(text, "\n  {}", words::FINDINGS.get(lang));
        }
        for finding in of_file {
            let _ = writeln!(text, "    {}", line(finding, lang));
        }
        text.push('\n');
    }
    for finding in findings.values().flatten() {
        let _ = writeln!(text, "{}", line(finding, lang));
    }
    text
}

/// Things by the file that they are of.
pub fn by_file<'a, T>(all: &'a [T], file: impl Fn(&'a T) -> &'a str) -> BTreeMap<&'a str, Vec<&'a T>> {
    let mut files: BTreeMap<&str, Vec<&T>> = BTreeMap::new();
    for each in all {
        files.entry(file(each)).or_default().push(each);
    }
    files
}

/// What was read, by the sheet that it stands on.
pub struct Read<'m> {
    /// The indicators, in the order in which they stand.
    pub indicators: BTreeMap<&'m SheetId, Vec<&'m Indicator>>,
    counts: BTreeMap<(&'m SheetId, u8), usize>,
}

/// The kinds of what is read, in the order in which they are told.
const KINDS: [EntryKind; 6] = [
    EntryKind::Indicator(None),
    EntryKind::Action,
    EntryKind::Cost,
    EntryKind::Evaluation,
    EntryKind::Narrative(NarrativeKind::Other),
    EntryKind::Measure,
];

impl<'m> Read<'m> {
    /// What a model holds.
    pub fn of(model: &'m Model) -> Self {
        let mut read = Self { indicators: BTreeMap::new(), counts: BTreeMap::new() };
        for indicator in &model.indicators {
            read.indicators.entry(&indicator.place.sheet).or_default().push(indicator);
        }
        for indicators in read.indicators.values_mut() {
            indicators.sort_by_key(|indicator| indicator.place.cell);
        }
        let costs = model.costs.iter().filter_map(|cost| cost.amount.place.as_ref());
        let places: [Vec<&Place>; 6] = [
            model.indicators.iter().map(|each| &each.place).collect(),
            model.actions.iter().map(|each| &each.place).collect(),
            costs.collect(),
            model.evaluations.iter().map(|each| &each.place).collect(),
            model.narratives.iter().map(|each| &each.place).collect(),
            model.measures.iter().map(|each| &each.place).collect(),
        ];
        for (kind, places) in (0..).zip(places) {
            for place in places {
                *read.counts.entry((&place.sheet, kind)).or_default() += 1;
            }
        }
        read
    }

    /// How much of each kind was read from a sheet.
    pub fn counts(&self, sheet: &SheetId) -> Vec<(EntryKind, usize)> {
        let counted = (0..).zip(KINDS).map(|(rank, kind)| (kind, self.counts.get(&(sheet, rank)).copied()));
        counted.filter_map(|(kind, count)| Some((kind, count?))).collect()
    }
}

/// A sheet, and what it is shown with.
struct Shown<'a> {
    shown: &'a SheetShown,
    read: &'a Read<'a>,
    reaches: Reaches<'a>,
    lang: Lang,
    most: usize,
}

impl Shown<'_> {
    fn write(&self, text: &mut String) {
        let (lang, shown) = (self.lang, self.shown);
        let name = if shown.sheet.sheet.is_empty() { String::new() } else { format!("「{}」", shown.sheet.sheet) };
        let mut title = format!("{}{name}", words::SHEET.get(lang));
        if shown.visibility != Visibility::Visible {
            title = words::in_brackets(&title, words::HIDDEN.get(lang), lang);
        }
        let _ = write!(text, "\n  ■ {title}");
        if let Some(year) = shown.layout.year {
            let _ = write!(text, "  {}", words::period(crate::period::Period::year(year), lang));
        }
        let _ = writeln!(text, "  {}", self.counts());
        if shown.cells.is_empty() {
            return;
        }
        let _ = writeln!(text, "    {}", self.read());
        self.fields(text);
        // what only looks like a header is of no interest, unless cells were left unread under it
        let unread = shown.cells.iter().filter(|(cell, _)| cell.kind == CellUse::Unread);
        let left = unread.filter_map(|(cell, _)| {
            let table = self.reaches.table(cell.cell)?;
            Some((table.header, table.column(cell.cell).map(|column| column.first)))
        });
        let left: BTreeSet<(Rect, Option<u32>)> = left.collect();
        for table in &shown.layout.tables {
            let columns: BTreeSet<u32> = left
                .range((table.header, None)..)
                .take_while(|(header, _)| *header == table.header)
                .filter_map(|(_, column)| *column)
                .collect();
            let unread = left.range((table.header, None)..).next().is_some_and(|(header, _)| *header == table.header);
            if table.reads.is_some() || unread {
                self.table(text, table, &columns);
            }
        }
        self.indicators(text);
        self.not_used(text);
    }

    fn counts(&self) -> String {
        let of = |kind| self.shown.cells.iter().filter(|(cell, _)| cell.kind == kind).count();
        if self.shown.cells.is_empty() {
            return words::EMPTY.get(self.lang).to_owned();
        }
        let counts = [
            ("{all}", self.shown.cells.len()),
            ("{used}", of(CellUse::Used)),
            ("{label}", of(CellUse::Label)),
            ("{ignored}", of(CellUse::Ignored)),
            ("{unread}", of(CellUse::Unread)),
        ];
        counts
            .iter()
            .fold(words::CELLS.get(self.lang).to_owned(), |text, (name, count)| text.replace(name, &count.to_string()))
    }

    /// What was read, by kind.
    fn read(&self) -> String {
        let counted: Vec<String> = self
            .read
            .counts(&self.shown.sheet)
            .into_iter()
            .map(|(kind, count)| {
                let kind = words::entries(kind).get(self.lang);
                match self.lang {
                    Lang::Ja => format!("{kind} {count}件"),
                    Lang::En => format!("{count} {kind}"),
                }
            })
            .collect();
        if counted.is_empty() {
            return words::READ_NOTHING.get(self.lang).to_owned();
        }
        format!("{}: {}", words::READ.get(self.lang), counted.join(messages::cli::COMMA.get(self.lang)))
    }

    fn fields(&self, text: &mut String) {
        let rows = self.shown.layout.fields.iter().map(|FieldLayout { label, value, means }| {
            let place = value.as_ref().map_or(label.0, |(cell, _)| *cell);
            let value = value.as_ref().map(|(_, value)| quoted(value));
            let value = value.unwrap_or_else(|| words::NOT_FILLED.get(self.lang).to_owned());
            [place.to_string(), cut(&one_line(&label.1), WIDEST_TEXT / 2), value, words::means(means, self.lang)]
        });
        section(text, words::FIELDS.get(self.lang), &rows.collect::<Vec<_>>());
    }

    /// A table with its columns; those that are not understood only where cells of theirs were left unread.
    fn table(&self, text: &mut String, table: &TableLayout, left: &BTreeSet<u32>) {
        let lang = self.lang;
        let what = match table.reads {
            Some(kind) => {
                let kind = words::entries(kind).get(lang);
                match lang {
                    Lang::Ja => format!("{kind} {}件", table.records),
                    Lang::En => format!("{} {kind}", table.records),
                }
            }
            None => why_nothing(table, lang).to_owned(),
        };
        let comma = messages::cli::COMMA.get(lang);
        let turned = if table.turned { format!("{comma}{}", words::TURNED.get(lang)) } else { String::new() };
        let header = format!("{} {}{turned}", words::HEADER.get(lang), table.header);
        let title = format!("{}  {}", words::TABLE.get(lang), words::in_brackets(&what, &header, lang));
        let rows = table.columns.iter().filter(|column| !column.heading.is_empty());
        let rows = rows.filter(|column| column.means != Means::Unknown || left.contains(&column.first));
        let rows = rows.map(|column| {
            let line = |number: u32| if table.turned { (number + 1).to_string() } else { column_letters(number) };
            let place = match (line(column.first), line(column.last)) {
                (first, last) if first == last => first,
                (first, last) => format!("{first}:{last}"),
            };
            [place, quoted(&column.heading), words::means(&column.means, lang)]
        });
        section(text, &title, &rows.collect::<Vec<_>>());
    }

    fn indicators(&self, text: &mut String) {
        let Some(indicators) = self.read.indicators.get(&*self.shown.sheet) else { return };
        let _ = writeln!(text, "    {}", words::INDICATORS.get(self.lang));
        for indicator in indicators {
            let unit = indicator.unit_text.as_str();
            let name = indicator.name.clone();
            let name = if unit.is_empty() { name } else { words::in_brackets(&name, unit, self.lang) };
            let belongs = &indicator.belongs;
            let of = [&belongs.measure_code, &belongs.measure_name, &belongs.department];
            let of: Vec<&str> = of.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let name = format!("{} {name}  {}", indicator.place.cell, cut(&of.join(" "), WIDEST_TEXT));
            let _ = writeln!(text, "      {}", name.trim_end());
            wrapped(text, &values(indicator, self.lang));
        }
    }

    fn not_used(&self, text: &mut String) {
        let runs = runs(self.shown);
        let rows = runs.iter().take(self.most).map(|run| {
            let texts: Vec<_> = run.texts.iter().map(|text| one_line(text)).collect();
            let texts = cut(&texts.join(" | "), WIDEST_TEXT);
            let kind = words::cell_use(run.first.kind).get(self.lang);
            [run.range(), texts, format!("{kind}: {}", why(&self.reaches, &run.first, self.lang))]
        });
        section(text, words::NOT_USED.get(self.lang), &rows.collect::<Vec<_>>());
        if let Some(more) = runs.len().checked_sub(self.most).filter(|more| *more > 0) {
            let _ = writeln!(text, "      {}", words::MORE.get(self.lang).replace("{n}", &more.to_string()));
        }
    }
}

/// Why nothing was read from a table, by the columns that it lacks.
fn why_nothing(table: &TableLayout, lang: Lang) -> &'static str {
    let has = |wanted: &dyn Fn(&Means) -> bool| table.columns.iter().any(|column| wanted(&column.means));
    let money = has(&|means| matches!(means, Means::Money { .. }));
    let named = has(&|means| matches!(means, Means::Name(_) | Means::ActionName | Means::Level(_)));
    let values = has(&|means| matches!(means, Means::Value { .. }));
    // of values under years alone the labels of their rows say what they are
    let valued = has(&|means| matches!(means, Means::Value { series: Some(_), .. }))
        || values && has(&|means| *means == Means::RowLabel);
    match (named, valued) {
        _ if money => words::TABLE_EMPTY.get(lang),
        (true, true) => words::TABLE_EMPTY.get(lang),
        (true, false) => words::TABLE_VALUELESS.get(lang),
        (false, _) => words::TABLE_NAMELESS.get(lang),
    }
}

/// Cells side by side with the same fate.
pub struct Run {
    /// The first of them.
    pub first: CellUsed,
    /// The last.
    pub last: CellRef,
    /// What stands in them.
    pub texts: Vec<Arc<str>>,
}

impl Run {
    /// A1, or A1:C1.
    pub fn range(&self) -> String {
        match (self.first.cell, self.last) {
            (first, last) if first == last => first.to_string(),
            (first, last) => Rect { top: first.row, left: first.col, bottom: last.row, right: last.col }.to_string(),
        }
    }
}

/// The cells of a sheet that were not used, row by row; neighbours with the same fate are one run.
pub fn runs(shown: &SheetShown) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for (cell, text) in &shown.cells {
        if matches!(cell.kind, CellUse::Used | CellUse::Label) {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some(run)
                if open
                    && run.last.row == cell.cell.row
                    && (run.first.kind, run.first.rule) == (cell.kind, cell.rule) =>
            {
                run.last = cell.cell;
                run.texts.push(text.clone());
            }
            _ => runs.push(Run { first: cell.clone(), last: cell.cell, texts: vec![text.clone()] }),
        }
        open = true;
    }
    runs
}

/// Why a cell was not used.
pub fn why(reaches: &Reaches, cell: &CellUsed, lang: Lang) -> String {
    if cell.kind == CellUse::Ignored {
        return reason(cell.rule, lang);
    }
    let Some(table) = reaches.table(cell.cell) else { return words::UNREAD_ALONE.get(lang).to_owned() };
    let column = table.column(cell.cell);
    if table.reads.is_none() {
        return words::TABLE_NOT_READ.get(lang).replace("{range}", &table.header.to_string());
    }
    let under = match column.filter(|column| !column.heading.is_empty()) {
        Some(column) if column.means == Means::Unknown => words::UNREAD_UNDER.get(lang),
        Some(_) => words::UNREAD_ROW.get(lang),
        None => return words::UNREAD_IN_TABLE.get(lang).to_owned(),
    };
    under.replace("{heading}", &column.map(|column| cut(&column.heading, WIDEST_TEXT)).unwrap_or_default())
}

/// The values of an indicator, each with its cell: 目標 D12=100.
fn values(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let year = |year| words::period(crate::period::Period::year(year), lang);
    let dated = |what: &str, when: Option<i32>, value: String| {
        let what = when.map_or_else(|| what.to_owned(), |when| words::in_brackets(what, &year(when), lang));
        format!("{what} {value}")
    };
    let unit = indicator.unit_text.as_str();
    let mut values = Vec::new();
    if let Some(Baseline { figure, fiscal_year }) = &indicator.baseline {
        let value = self::figure(figure, unit, lang);
        values.extend(value.map(|value| dated(words::BASELINE.get(lang), *fiscal_year, value)));
    }
    for observation in &indicator.observations {
        let target = figure(&observation.target, unit, lang);
        let actual = figure(&observation.actual, unit, lang);
        let target = target.map(|value| format!("{} {value}", messages::cli::TARGET.get(lang)));
        let actual = actual.map(|value| format!("{} {value}", messages::cli::ACTUAL.get(lang)));
        let before = observation.year_before.as_ref().and_then(|before| figure(before, unit, lang));
        let before = before.map(|value| format!("{} {value}", messages::cli::YEAR_BEFORE.get(lang)));
        let both: Vec<String> = [target, actual, before].into_iter().flatten().collect();
        if !both.is_empty() {
            let summed = observation.aggregation.filter(|how| *how == Aggregation::Cumulative);
            let summed = summed.map(|how| format!(" {}", words::aggregation(how).get(lang))).unwrap_or_default();
            values.push(format!("{}{summed} {}", words::period(observation.period, lang), both.join(" ")));
        }
    }
    if let Some(FinalTarget { figure, fiscal_year }) = &indicator.final_target {
        let value = self::figure(figure, unit, lang);
        values.extend(value.map(|value| dated(words::FINAL_TARGET.get(lang), *fiscal_year, value)));
    }
    values
}

/// D12=100, with the text where it says more than the number.
fn figure(figure: &Figure, unit: &str, lang: Lang) -> Option<String> {
    let place = figure.place.as_ref()?.cell;
    let status = Some(messages::status(figure.status)).filter(|status| !status.is_empty() && *status != figure.text);
    let status = status.map(|status| words::in_brackets("", status, lang)).unwrap_or_default();
    let bare = figure.text.strip_suffix(unit).unwrap_or(&figure.text).replace(',', "");
    let plain = |value: Decimal| bare.parse::<Decimal>().is_ok_and(|written| written == value);
    Some(match figure.value {
        Some(value) if plain(value) => format!("{place}={value}{status}"),
        Some(value) => format!("{place}={value}{status}{}", quoted(&figure.text)),
        None if figure.status == Status::Blank => format!("{place}{}", words::NOT_FILLED.get(lang)),
        None => format!("{place}={}{status}", quoted(&figure.text)),
    })
}

/// Values side by side, as many on a line as fit.
fn wrapped(text: &mut String, values: &[String]) {
    let mut room = 0;
    for value in values {
        let needed = width(value) + 2;
        if needed > room {
            let separator = if room == 0 { "        " } else { "\n        " };
            text.push_str(separator);
            room = WIDEST_LINE;
        } else {
            text.push_str("  ");
        }
        text.push_str(value);
        room = room.saturating_sub(needed).max(1);
    }
    if !values.is_empty() {
        text.push('\n');
    }
}

/// A title with aligned rows under it; nothing if there are none.
fn section<const N: usize>(text: &mut String, title: &str, rows: &[[String; N]]) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "    {title}");
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(widths) {
            let _ = write!(line, "{cell}{:1$}  ", "", widest.saturating_sub(width(cell)));
        }
        let _ = writeln!(text, "      {}", line.trim_end());
    }
}

fn quoted(text: &str) -> String {
    format!("「{}」", cut(&one_line(text), WIDEST_TEXT))
}

/// A text on so many half-width characters at most.
fn cut(text: &str, widest: usize) -> String {
    if width(text) <= widest {
        return text.to_owned();
    }
    let mut room = widest.saturating_sub(2);
    let fits = |c: &char| {
        let needed = c.width_cjk().unwrap_or(0);
        let fits = needed <= room;
        room = room.saturating_sub(needed);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    kept + "…"
}
