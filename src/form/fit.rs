//! Which definition a sheet is of, and what has changed if it is of none any more.

use super::{Form, Forms};
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::nearest::nearest;
use crate::rule::form as rules;
use crate::sheet::{Content, Sheet};
use crate::token::text::{key, one_line};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Headings stand in the first so many rows.
const ROWS: u32 = 200;

/// How a definition fits a sheet.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The definition.
    pub form: Arc<Form>,
    /// Those of its headings that are not on the sheet, each with the text there that it has probably become.
    pub missing: Vec<(String, Option<String>)>,
}

impl Forms {
    /// The definition that a sheet is of, and what is to be told: that two fit it, or that one no longer does.
    pub fn of(&self, sheet: &Sheet) -> (Option<Arc<Form>>, Vec<Finding>) {
        let fits = self.fits(sheet);
        let told = |rule, found: &str, expected: &str| Finding::of_sheet(rule, &sheet.id, found).expecting(expected);
        let whole: Vec<&Fit> = fits.iter().filter(|fit| fit.missing.is_empty()).collect();
        let most = whole.iter().map(|fit| fit.form.headings.len()).max();
        match whole.iter().filter(|fit| Some(fit.form.headings.len()) == most).collect::<Vec<_>>().as_slice() {
            [fit] => (Some(fit.form.clone()), Vec::new()),
            [one, other, ..] => (None, vec![told(&rules::FORM_AMBIGUOUS, &one.form.name, &other.form.name)]),
            [] => {
                let changed = fits.iter().flat_map(|fit| {
                    fit.missing.iter().map(|(heading, now)| {
                        let found = match now {
                            Some(now) => format!("{heading} → {now}"),
                            None => heading.clone(),
                        };
                        told(&rules::FORM_CHANGED, &found, &fit.form.name)
                    })
                });
                (None, changed.collect())
            }
        }
    }

    /// The definitions that a sheet could be of: those of whose headings it has all, or most.
    pub fn fits(&self, sheet: &Sheet) -> Vec<Fit> {
        let name = key(&sheet.id.sheet);
        // Where a name alone rules out all forms, the texts are not looked at.
        let named: Vec<&Arc<Form>> = self.0.iter().filter(|form| name.contains(&key(&form.sheet))).collect();
        if named.is_empty() {
            return Vec::new();
        }
        let texts = texts(sheet);
        let fit = |form: &Arc<Form>| {
            let missing: Vec<&String> = form.headings.iter().filter(|it| !texts.contains_key(&*key(it))).collect();
            let there = form.headings.len() - missing.len();
            let enough = missing.is_empty() || there >= 2 && there * 2 >= form.headings.len();
            enough.then(|| Fit {
                form: form.clone(),
                missing: missing
                    .into_iter()
                    .map(|heading| (heading.clone(), become_of(heading, form, &texts)))
                    .collect(),
            })
        };
        named.into_iter().filter_map(fit).collect()
    }
}

/// The texts that can be headings of a sheet, by their keys.
fn texts(sheet: &Sheet) -> FxHashMap<Rc<str>, &str> {
    let near = sheet.cells.iter().take_while(|cell| cell.at.row < ROWS);
    let texts = near.filter(|cell| matches!(cell.raw.content, Content::Text | Content::Date(_)));
    texts.map(|cell| (Lexicon::standard().meaning(&cell.raw.text).key, &*cell.raw.text)).collect()
}

/// What a heading has probably become: the nearest text of the sheet that is none of the form's other headings.
fn become_of(heading: &str, form: &Form, texts: &FxHashMap<Rc<str>, &str>) -> Option<String> {
    let headings: Vec<String> = form.headings.iter().map(|heading| key(heading)).collect();
    let mut others: Vec<&str> =
        texts.keys().map(|key| &**key).filter(|key| !headings.iter().any(|heading| heading == key)).collect();
    others.sort_unstable();
    let now = nearest(&key(heading), others)?;
    texts.get(now).map(|text| one_line(text).into_owned())
}
