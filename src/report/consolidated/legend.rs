//! 凡例・算定方法: what the words mean and how rates come about.

use super::super::{
    Source,
    judging::{Judging, ranges},
};
use crate::judgement::RateMethod;
use crate::messages::{self, STATUSES, sheet};
use crate::page::{Cell, Page, Role};

/// The page.
pub fn page(source: &Source) -> Page {
    let judging = Judging::of(source);
    let mut page = Page::new(sheet::LEGEND, vec![24.0, 66.0]);
    page.line(Role::Title, "凡例・算定方法");
    page.blank();
    let mut formulas = judging.formulas();
    formulas.extend([
        (
            "率を出せない指標（維持目標、基準値のない減少目標など）".to_owned(),
            messages::rate_method(RateMethod::Comparison),
        ),
        ("進捗率".to_owned(), "（実績値－基準値）÷（最終目標値－基準値）×100"),
    ]);
    let formulas: Vec<(&str, &str)> = formulas.iter().map(|(which, formula)| (which.as_str(), *formula)).collect();
    table(&mut page, "達成率の算定方法", ["方向", "算式"], &formulas);
    table(
        &mut page,
        "判定",
        ["項目", "意味"],
        &[
            ("判定", "次の判定区分による。率を出せないものは、目標値との大小で決まるときだけ判定する。"),
            ("達成・未達成", "判定区分のうち達成とする区分に入るかどうか。"),
            (
                "判定なし",
                "目標・実績の一方がない、方向が分からないなど、判定できないもの。理由を備考に示す。推測では判定しない。",
            ),
        ],
    );
    bands(&mut page, "判定区分", &judging.bands());
    for (scale, names) in &judging.others {
        bands(&mut page, &format!("判定区分：{}", messages::own_scale(&scale.name, names)), &ranges(&scale.bands));
    }
    let statuses: Vec<(&str, &str)> = STATUSES.iter().map(|(_, label, meaning)| (*label, *meaning)).collect();
    table(&mut page, "値がないときの表示", ["表示", "意味"], &statuses);
    table(
        &mut page,
        "確認事項の区分",
        ["区分", "意味"],
        &[("要修正", "値を使えない。部署に差し戻す。"), ("要確認", "値は使ったが、確認が必要。"), ("参考", "参考。")],
    );
    page.line(Role::Section, "注");
    for note in judging.notes() {
        page.line(Role::Note, &format!("※{note}"));
    }
    page.line(Role::Note, "※小数の桁は、元のシートに書かれたとおりに表示する。");
    page.line(Role::Note, "※「以上」「以下」などの付いた数は、その条件の目標値である。");
    page
}

fn bands(page: &mut Page, name: &str, bands: &[(String, String)]) {
    let bands: Vec<(&str, &str)> = bands.iter().map(|(label, range)| (label.as_str(), range.as_str())).collect();
    if !bands.is_empty() {
        table(page, name, ["判定", "達成率"], &bands);
    }
}

fn table(page: &mut Page, name: &str, headings: [&str; 2], rows: &[(&str, &str)]) {
    page.line(Role::Section, name);
    page.headings(&headings);
    for (left, right) in rows {
        page.row(vec![Cell::text(Role::Body, *left), Cell::text(Role::Body, *right)]);
    }
    page.blank();
}
