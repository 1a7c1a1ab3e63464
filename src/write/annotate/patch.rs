//! XML parts with something put into them; every byte that was there stays.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// The children of a worksheet in the order in which they must stand (ECMA-376, CT_Worksheet).
const WORKSHEET: [&str; 40] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "AlternateContent",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// The children of a style sheet, likewise (CT_Stylesheet).
const STYLE_SHEET: [&str; 11] = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// A child of a part's root.
pub(super) struct Child {
    /// Its name without prefix.
    pub(super) name: String,
    /// Where it starts, and where its start tag ends.
    pub(super) start: usize,
    pub(super) open_end: usize,
    /// Where its content ends, and where it ends; of an empty element both are `open_end`.
    pub(super) close_start: usize,
    pub(super) end: usize,
    /// Whether it is written without content: `<dxfs/>`.
    pub(super) empty: bool,
}

/// A part, looked at from its root.
pub(super) struct Part<'x> {
    pub(super) xml: &'x str,
    /// The prefix of the root's name with its colon, or nothing.
    pub(super) prefix: String,
    pub(super) children: Vec<Child>,
    /// Where the root's content ends.
    pub(super) root_end: usize,
}

impl<'x> Part<'x> {
    /// Looks at a part; `None` if it is no well-formed element with content.
    pub(super) fn of(xml: &'x str) -> Option<Self> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0usize;
        let mut prefix = None;
        let mut children: Vec<Child> = Vec::new();
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().ok()?;
            let end = position(&reader)?;
            match event {
                Event::Start(element) => {
                    let name = element.name().into_inner();
                    match depth {
                        0 => {
                            prefix =
                                Some(name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:")))
                        }
                        1 => children.push(Child {
                            name: local(name).to_owned(),
                            start,
                            open_end: end,
                            close_start: end,
                            end,
                            empty: false,
                        }),
                        _ => {}
                    }
                    depth += 1;
                }
                Event::Empty(element) if depth == 1 => {
                    let name = local(element.name().into_inner()).to_owned();
                    children.push(Child { name, start, open_end: end, close_start: end, end, empty: true });
                }
                Event::End(_) => {
                    depth = depth.checked_sub(1)?;
                    match depth {
                        0 => return Some(Self { xml, prefix: prefix?, children, root_end: start }),
                        1 => {
                            let child = children.last_mut()?;
                            (child.close_start, child.end) = (start, end);
                        }
                        _ => {}
                    }
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    }

    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Child> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Where in a worksheet an element of that name may stand.
    pub(super) fn place_in_worksheet(&self, name: &str) -> usize {
        self.place(name, &WORKSHEET)
    }

    /// Where in a style sheet an element of that name may stand.
    pub(super) fn place_in_style_sheet(&self, name: &str) -> usize {
        self.place(name, &STYLE_SHEET)
    }

    fn place(&self, name: &str, order: &[&str]) -> usize {
        let rank = |name: &str| order.iter().position(|known| *known == name);
        let wanted = rank(name);
        // one that is not known stands where it stands, and is no place to look at
        let after = self.children.iter().find(|child| rank(&child.name).is_some_and(|rank| Some(rank) > wanted));
        after.map_or(self.root_end, |child| child.start)
    }
}

/// A text with others put into it, each before the byte it names; those of one place keep their order.
pub(super) fn with(text: &str, mut insertions: Vec<(usize, String)>) -> Option<String> {
    insertions.sort_by_key(|(at, _)| *at);
    let more: usize = insertions.iter().map(|(_, more)| more.len()).sum();
    let mut whole = String::with_capacity(text.len() + more);
    let mut done = 0;
    for (at, more) in insertions {
        whole.push_str(text.get(done..at)?);
        whole.push_str(&more);
        done = at;
    }
    whole.push_str(text.get(done..)?);
    Some(whole)
}

/// A text without what stands in these places, of which each lies behind the one before it.
pub(super) fn without(text: &str, spans: impl Iterator<Item = Range<usize>>) -> Option<String> {
    let mut whole = String::with_capacity(text.len());
    let mut done = 0;
    for span in spans {
        whole.push_str(text.get(done..span.start)?);
        done = span.end;
    }
    whole.push_str(text.get(done..)?);
    Some(whole)
}

/// A text as XML character data.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let clean: String = text.chars().filter(allowed).collect();
    quick_xml::escape::escape(clean.as_str()).into_owned()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn position(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_goes_where_its_kind_stands() {
        let sheet = "<x:worksheet xmlns:x='n'><x:sheetData><x:row/></x:sheetData><x:mergeCells/><x:pageMargins/><x:extLst/></x:worksheet>";
        let part = Part::of(sheet).unwrap();
        assert_eq!(part.prefix, "x:");
        for (name, before) in
            [("conditionalFormatting", "<x:pageMargins/>"), ("legacyDrawing", "<x:extLst/>"), ("cols", "<x:sheetData>")]
        {
            assert!(sheet[part.place_in_worksheet(name)..].starts_with(before), "{name}");
        }
        let bare = "<worksheet><sheetData/></worksheet>";
        let part = Part::of(bare).unwrap();
        let patched = with(bare, vec![(part.place_in_worksheet("legacyDrawing"), "<legacyDrawing/>".to_owned())]);
        assert_eq!(patched.unwrap(), "<worksheet><sheetData/><legacyDrawing/></worksheet>");
    }

    #[test]
    fn what_is_no_part_is_none() {
        for text in ["", "<a>", "<a><b></a>", "text", "<a/>"] {
            assert!(Part::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a<b>&\"\u{1}\n"), "a&lt;b&gt;&amp;&quot;\n");
    }
}
