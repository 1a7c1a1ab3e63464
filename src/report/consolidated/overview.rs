//! 概要: what was read, what was judged, what is to be looked at.

use super::super::summary::{Figures, Summary};
use super::super::{Source, focus::Focus};
use super::begin;
use crate::chart::{Chart, ChartKind, Series, Span};
use crate::judgement::NotJudged;
use crate::life::Standing;
use crate::messages::{self, reckoned, sheet};
use crate::model::SubmissionStatus;
use crate::page::{Cell, Page, Role};
use crate::period::wareki;
use crate::rule::{NotRun, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Pixels of the chart, and the column under its corner: beside the tables, so that it covers none.
const CHART: (u32, u32) = (460, 260);
const CHART_COLUMN: u16 = 4;

/// The page.
pub fn page(source: &Source, focus: &Focus, figures: &Figures, counted: Option<&Span>) -> Page {
    let mut page = Page::new(sheet::OVERVIEW, vec![34.0, 14.0, 44.0, 2.0, 58.0]);
    page.one_page = true;
    begin(&mut page, source, "総括表", "提出された評価シートを読み取り、とりまとめたもの。");
    page.blank();
    dates(&mut page, source, focus);
    read(&mut page, source);
    judged(&mut page, &figures.all, counted);
    observations(&mut page, source);
    findings(&mut page, source);
    rules(&mut page, source);
    contents(&mut page, source, figures);
    page
}

fn section(page: &mut Page, name: &str, headings: [&str; 3]) {
    page.blank();
    page.line(Role::Section, name);
    page.headings(&headings);
}

fn count(page: &mut Page, label: &str, count: usize, note: &str) {
    page.row(vec![Cell::text(Role::Body, label), Cell::count(count), Cell::text(Role::Body, note)]);
}

fn dates(page: &mut Page, source: &Source, focus: &Focus) {
    let run = source.run;
    let says = |page: &mut Page, label: &'static str, text: String, note: &'static str| {
        page.row(vec![Cell::word(Role::Body, label), Cell::text(Role::Center, text), Cell::word(Role::Body, note)]);
    };
    page.headings(&["項目", "内容", "備考"]);
    says(page, "対象月", run.period.map(messages::period).unwrap_or_else(|| "指定なし".to_owned()), "");
    let day = run.as_of.map(|day| day.to_string()).unwrap_or_else(|| "指定なし".to_owned());
    let note =
        if run.as_of.is_none() { "日付によること（未到来など）は判定していない。" } else { "" };
    says(page, "基準日", day, note);
    let year = focus.year.map(wareki).unwrap_or_else(|| "なし".to_owned());
    says(page, "対象年度", year, "判定した指標が、最も多い年度の5分の1以上ある年度のうち、最も新しいもの。");
}

fn read(page: &mut Page, source: &Source) {
    let model = source.model;
    section(page, "読み取ったもの", ["項目", "件数", "備考"]);
    let rejected = model.submissions.iter().filter(|one| one.status == SubmissionStatus::Rejected).count();
    count(page, "ファイル", source.run.inputs.len(), "");
    count(page, "　うち読み取れなかったファイル", rejected, "中の指標は集計に入っていない。");
    let departments: BTreeSet<&str> =
        model.indicators.iter().map(|one| one.belongs.department.as_str()).filter(|name| !name.is_empty()).collect();
    count(page, "部署", departments.len(), "");
    let ids: BTreeSet<&str> = model.indicators.iter().map(|one| one.id.as_str()).collect();
    count(page, "指標", ids.len(), "再掲は1件に数える。");
    if let Some(register) = &source.run.register {
        let known = model.indicators.iter().filter(|one| one.registered.is_some()).map(|one| one.id.as_str());
        count(page, "　うち指標台帳にある指標", known.collect::<BTreeSet<_>>().len(), &register.name);
    }
    count(page, "観測値（指標×期間）", model.indicators.iter().map(|one| one.observations.len()).sum(), "");
    for (reason, files) in &source.run.skipped {
        count(page, "対象としなかったファイル", files.len(), messages::skipped(reason));
    }
}

/// The counts follow 指標一覧, where `counted` stands what they are made of; the reasons do not.
fn judged(page: &mut Page, summary: &Summary, counted: Option<&Span>) {
    section(page, "対象年度の判定（指標）", ["項目", "件数", "備考"]);
    let total = &summary.total;
    let first = page.next();
    let classes = [
        (reckoned::ACHIEVED, total.achieved, if counted.is_some() { reckoned::COUNTS_FOLLOW } else { "" }),
        (reckoned::MISSED, total.missed, ""),
        (reckoned::NOT_JUDGED, total.unjudged(), ""),
    ];
    for (class, many, note) in classes {
        let cell = Cell::count(many);
        let cell = match counted {
            Some(span) => cell.live(format!("COUNTIF({span},\"{class}\")")),
            None => cell,
        };
        page.row(vec![Cell::word(Role::Body, class), cell, Cell::word(Role::Body, note)]);
    }
    let last = page.next();
    let total = Cell::count(total.indicators).live(format!("SUM(B{}:B{last})", first + 1));
    page.row(vec![Cell::word(Role::Body, "計").strong(), total.strong(), Cell::word(Role::Body, "")]);
    chart(page, summary, first);
    for (place, (reason, many)) in summary.reasons.iter().enumerate() {
        let label = reason.map_or("対象年度の欄がない", |reason| messages::not_judged(reason).ja);
        let note = if place == 0 { reckoned::REASONS_STAY } else { "" };
        count(page, &format!("判定なしの理由：{label}"), *many, note);
    }
}

/// A bar of the counts, under their table.
fn chart(page: &mut Page, summary: &Summary, first: u32) {
    let total = &summary.total;
    if total.indicators == 0 {
        return;
    }
    let of = |row: u32, column: u16| Span { sheet: page.name.clone(), first: (row, column), last: (row, column) };
    let series = (first..).zip([reckoned::ACHIEVED, reckoned::MISSED, reckoned::NOT_JUDGED]);
    let series =
        series.map(|(row, name)| Series { name: name.to_owned(), names: of(first - 1, 1), values: of(row, 1) });
    let chart = Chart {
        kind: ChartKind::Stacked,
        title: "対象年度の判定（指標の件数）".to_owned(),
        alt: format!(
            "対象年度の判定の件数を示す帯グラフ。達成{}件、未達成{}件、判定なし{}件、計{}件。",
            total.achieved,
            total.missed,
            total.unjudged(),
            total.indicators
        ),
        unit: String::new(),
        at: (first - 1, CHART_COLUMN),
        size: CHART,
        series: series.collect(),
    };
    page.charts.push(chart);
}

fn observations(page: &mut Page, source: &Source) {
    let (mut judged, mut total) = (0, 0);
    let mut reasons: BTreeMap<Option<NotJudged>, usize> = BTreeMap::new();
    for (_, judgement) in (0..source.model.indicators.len()).flat_map(|place| source.observed(place)) {
        total += 1;
        if judgement.is_some_and(|one| one.achieved.is_some()) {
            judged += 1;
        } else {
            *reasons.entry(judgement.and_then(|one| one.reason)).or_default() += 1;
        }
    }
    section(page, "全年度の判定（観測値）", ["項目", "件数", "備考"]);
    count(page, "判定した観測値", judged, "");
    for (reason, many) in reasons {
        let label = reason.map_or("その他", |reason| messages::not_judged(reason).ja);
        count(page, &format!("判定なし：{label}"), many, "");
    }
    page.row(vec![Cell::word(Role::Body, "計").strong(), Cell::count(total).strong(), Cell::word(Role::Body, "")]);
}

fn findings(page: &mut Page, source: &Source) {
    section(page, "確認事項", ["区分", "件数", "意味"]);
    for (severity, meaning) in [
        (Severity::Error, "値を使えない。部署に差し戻す。"),
        (Severity::Warning, "値は使ったが、確認が必要。"),
        (Severity::Note, "参考。"),
    ] {
        let many = source.findings.iter().filter(|finding| finding.severity == severity).count();
        count(page, messages::severity(severity).ja, many, meaning);
    }
    let all = || source.findings.iter().chain(source.closed);
    let many = |standing| all().filter(|finding| finding.life.standing == Some(standing)).count();
    let compared = all().any(|finding| finding.life.standing.is_some_and(|one| one != Standing::Accepted));
    for (standing, meaning) in [
        (Standing::New, "上の件数のうち、前回にはなかったもの。"),
        (Standing::Continuing, "上の件数のうち、前回にもあったもの。"),
        (Standing::Accepted, "このままでよいと認めたもの。上の件数に含まない。"),
        (Standing::Resolved, "前回にあり、今回はなくなったもの。上の件数に含まない。"),
    ] {
        if compared || many(standing) > 0 {
            count(page, messages::life::standing(Some(standing)).ja, many(standing), meaning);
        }
    }
}

/// What was not checked is not passed: rules that did not run, by the reason.
fn rules(page: &mut Page, source: &Source) {
    let runs = &source.run.rules;
    if runs.is_empty() {
        return;
    }
    section(page, "調べた規則", ["区分", "規則の数", "規則"]);
    let ran = runs.iter().filter(|run| run.not_run.is_none());
    let undecided = ran.clone().filter(|run| run.undecided > 0).count();
    count(page, "調べた", ran.count(), "");
    count(page, "　うち決められない値があった", undecided, "基準日、向き、率などがないため。件数は run.json にある。");
    let mut reasons: BTreeMap<NotRun, Vec<&str>> = BTreeMap::new();
    for run in runs {
        if let Some(reason) = run.not_run {
            reasons.entry(reason).or_default().push(run.rule.title.ja);
        }
    }
    for (reason, titles) in reasons {
        count(page, &format!("調べていない：{}", messages::not_run(reason)), titles.len(), &titles.join("、"));
    }
}

fn contents(page: &mut Page, source: &Source, figures: &Figures) {
    page.blank();
    page.line(Role::Section, "このブックのシート");
    page.row(vec![
        Cell::word(Role::Heading, "シート"),
        Cell::word(Role::Heading, "対象"),
        Cell::word(Role::Heading, "内容"),
    ]);
    let mut sheets = vec![(sheet::SUMMARY, "人", "施策などごとの達成・未達成の件数と割合")];
    for (there, name, what) in [
        (!figures.all.matrix.viewpoints.0.is_empty(), sheet::VIEWPOINTS, "横断的な視点ごと・柱ごとの件数と割合"),
        (figures.all.departments.0.len() > 1, sheet::DEPARTMENTS, "部署ごとの達成・未達成の件数と割合"),
        (figures.costs.is_some(), sheet::COSTS, "対象年度の予算額・決算額・執行率"),
        (!figures.actions.is_empty(), sheet::ACTIONS, "取組項目のうち実施すべきもの・着手・達成の件数と割合"),
    ] {
        sheets.extend(there.then_some((name, "人", what)));
    }
    let year = source.outlooks.iter().any(|outlook| outlook.year.is_some());
    let term = source.outlooks.iter().any(|outlook| outlook.term.is_some());
    sheets.extend([
        (sheet::INDICATORS, "人", "指標ごとの目標・実績・達成率・判定と出所"),
        (sheet::BEHIND, "人", "対象年度に達成していない指標"),
        (sheet::YEAR_OUTLOOK, "人", "月・四半期の実績と年度の目標、年度末の見込み（推計）"),
        (sheet::TERM_OUTLOOK, "人", "最終目標までの見通し（推計）"),
        (sheet::FINDINGS, "人", "確認が必要な事項"),
        (sheet::SUBMISSIONS, "人", "部署・ファイルごとの提出状況"),
        (sheet::LEGEND, "人", "用語、状態、算定方法"),
        ("データ_で始まるシート", "機械・集計用", "1行目が見出しの表。項目定義とコード表が付く"),
    ]);
    let stands = |name: &str| (name != sheet::YEAR_OUTLOOK || year) && (name != sheet::TERM_OUTLOOK || term);
    for (name, whom, what) in sheets.into_iter().filter(|(name, ..)| stands(name)) {
        page.row(vec![Cell::word(Role::Body, name), Cell::word(Role::Center, whom), Cell::word(Role::Body, what)]);
    }
}
