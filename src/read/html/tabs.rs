//! The sheets that Excel lists in a page that it saved: names, who sees them, where they are.

use crate::read::limits::{Budget, Exceeded};
use crate::read::xml::unescaped;
use crate::sheet::Visibility;

/// A sheet as Excel lists it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// The file that holds it, without its folder, where it is another.
    pub(super) source: String,
}

/// The sheets listed in a comment or an element of Excel's own markup.
pub(super) fn of(markup: &str, budget: &mut Budget<'_>) -> Result<Vec<Tab>, Exceeded> {
    let mut tabs = Vec::new();
    for sheet in markup.split("<x:ExcelWorksheet>").skip(1) {
        budget.detail()?;
        let sheet = sheet.split("</x:ExcelWorksheet>").next().unwrap_or(sheet);
        let Some(name) = between(sheet, "<x:Name>", "</x:Name>") else { continue };
        let source = between(sheet, "HRef=\"", "\"").unwrap_or_default();
        let visibility = match between(sheet, "<x:Visible>", "</x:Visible>").map(str::trim) {
            Some("SheetHidden") => Visibility::Hidden,
            Some("SheetVeryHidden") => Visibility::VeryHidden,
            _ => Visibility::Visible,
        };
        tabs.push(Tab {
            name: unescaped(name.trim()).into_owned(),
            visibility,
            source: unescaped(last_part(source)).into_owned(),
        });
    }
    Ok(tabs)
}

/// The file that an address ends with.
pub(super) fn last_part(address: &str) -> &str {
    address.rsplit(['/', '\\']).next().unwrap_or(address)
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, after) = text.split_once(start)?;
    after.split_once(end).map(|(inside, _)| inside)
}
