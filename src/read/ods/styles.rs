//! Styles: which of them strike text through, colour it, or hide what has them.

use crate::read::limits::{Budget, Exceeded};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many styles stand behind one another at most; more is a circle.
const DEEP: usize = 32;

/// The styles that matter.
#[derive(Default)]
pub(super) struct Styles {
    texts: FxHashMap<String, Style>,
    cells: FxHashMap<String, Style>,
    /// Tables, rows and columns, which share no names with one another or the rest.
    hidden: FxHashSet<String>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    says: Says,
}

/// What of a look is said; what is not said is as it is around.
#[derive(Clone, Copy, Default)]
struct Says {
    struck: Option<bool>,
    colour: Option<Option<u32>>,
}

/// How text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Look {
    pub(super) struck: bool,
    /// RRGGBB, where a style names one.
    pub(super) colour: Option<u32>,
}

impl Styles {
    /// How text of the style `name` looks inside text that looks like `around`.
    pub(super) fn text(&self, name: Option<&str>, around: Look) -> Look {
        resolved(&self.texts, name, around)
    }

    /// How text in a cell of the style `name` looks.
    pub(super) fn cell(&self, name: Option<&str>) -> Look {
        resolved(&self.cells, name, Look::default())
    }

    /// Whether a table, a row or a column of this style is hidden.
    pub(super) fn is_hidden(&self, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.hidden.contains(name))
    }

    /// Reads styles up to the end of the element `until`, which has just started.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, until: &str, budget: &mut Budget<'_>) -> Result<(), PartError> {
        // Of the style at hand: its name, and where it belongs.
        let mut name = String::new();
        let mut family = Family::Other;
        loop {
            match xml.read_event()? {
                Event::Start(element) | Event::Empty(element) => match element.name().into_inner() {
                    "style:style" => {
                        name = xml::unescaped(xml::attribute(&element, "style:name").unwrap_or_default()).into_owned();
                        family = Family::of(xml::attribute(&element, "style:family"));
                        self.start(&name, family, &element, budget)?;
                    }
                    "style:text-properties" => {
                        for styles in self.of(family) {
                            if let Some(style) = styles.get_mut(&name) {
                                style.says.take(&element);
                            }
                        }
                    }
                    "style:table-properties" if xml::attribute(&element, "table:display") == Some("false") => {
                        self.hidden.insert(name.clone());
                    }
                    "style:table-row-properties" if is_nothing(&element, "style:row-height") => {
                        self.hidden.insert(name.clone());
                    }
                    "style:table-column-properties" if is_nothing(&element, "style:column-width") => {
                        self.hidden.insert(name.clone());
                    }
                    _ => {}
                },
                Event::End(element) if element.name().into_inner() == until => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn start(
        &mut self,
        name: &str,
        family: Family,
        element: &BytesStart<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), Exceeded> {
        budget.detail()?;
        let parent = xml::attribute(element, "style:parent-style-name").map(|name| xml::unescaped(name).into_owned());
        for styles in self.of(family) {
            styles.insert(name.to_owned(), Style { parent: parent.clone(), says: Says::default() });
        }
        Ok(())
    }

    fn of(&mut self, family: Family) -> Vec<&mut FxHashMap<String, Style>> {
        match family {
            Family::Text => vec![&mut self.texts],
            Family::Cell => vec![&mut self.cells],
            Family::Unsaid => vec![&mut self.texts, &mut self.cells],
            Family::Other => Vec::new(),
        }
    }
}

#[derive(Clone, Copy)]
enum Family {
    Text,
    Cell,
    /// The file does not say, so it may be either.
    Unsaid,
    Other,
}

impl Family {
    fn of(family: Option<&str>) -> Self {
        match family {
            Some("text") => Self::Text,
            Some("table-cell") => Self::Cell,
            Some(_) => Self::Other,
            None => Self::Unsaid,
        }
    }
}

impl Says {
    fn take(&mut self, element: &BytesStart<'_>) {
        for (name, value) in xml::attributes(element) {
            match name {
                // Two attributes say it; either is enough, unless one says no and is alone.
                "style:text-line-through-style" | "style:text-line-through-type" => {
                    self.struck = Some(value != "none" || self.struck == Some(true));
                }
                "fo:color" => {
                    let hex = value.strip_prefix('#').filter(|hex| hex.len() == 6);
                    self.colour = Some(hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()));
                }
                "style:use-window-font-color" if value == "true" => self.colour = Some(None),
                _ => {}
            }
        }
    }
}

fn resolved(styles: &FxHashMap<String, Style>, name: Option<&str>, around: Look) -> Look {
    let mut says = Says::default();
    let mut next = name;
    for _ in 0..DEEP {
        let Some(style) = next.and_then(|name| styles.get(name)) else { break };
        says.struck = says.struck.or(style.says.struck);
        says.colour = says.colour.or(style.says.colour);
        next = style.parent.as_deref();
    }
    Look { struck: says.struck.unwrap_or(around.struck), colour: says.colour.unwrap_or(around.colour) }
}

/// Whether a length is said to be nothing: `0cm`, `0in`.
fn is_nothing(element: &BytesStart<'_>, attribute: &str) -> bool {
    let length = xml::attribute(element, attribute).map(|length| length.trim_end_matches(char::is_alphabetic));
    length.is_some_and(|length| length.parse() == Ok(0.0))
}
