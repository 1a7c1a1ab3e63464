//! Shared and inline strings: runs of text, struck-through ones (見え消し) apart, phonetics apart.

use super::colour::{self, Palette};
use crate::read::limits::{Budget, Exceeded};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{is_blank, some_text};
use crate::sheet::Run;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::sync::Arc;

/// A text, its struck-through runs apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// What is not struck through.
    pub(super) shown: Arc<str>,
    /// What is, if anything but blanks.
    pub(super) struck: Option<Arc<str>>,
}

/// What of a font matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Font {
    pub(super) struck: bool,
    /// As [`colour::named`] gives it.
    pub(super) colour: Option<u32>,
}

/// A string of the workbook, as it reads in a cell of whatever font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SharedString {
    /// In a cell whose font is not struck through.
    plain: Split,
    /// What there is to it if it has runs.
    rich: Option<Box<Rich>>,
    /// How it is read aloud.
    phonetic: Option<Arc<str>>,
}

/// The runs of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rich {
    /// Runs with a font of their own do not follow the cell's.
    in_struck_cell: Split,
    /// Each run; without a font if it has the cell's.
    runs: Box<[(Arc<str>, Option<Font>)]>,
    /// What they are in a cell of a plain font, if they do not all look alike there.
    in_plain_cell: Option<Arc<[Run]>>,
}

impl SharedString {
    /// The string as it reads in a cell whose font is struck through, or is not.
    pub(super) fn split(&self, struck_cell: bool) -> Split {
        match (struck_cell, &self.rich) {
            (false, _) => self.plain.clone(),
            (true, Some(rich)) => rich.in_struck_cell.clone(),
            (true, None) => Split { shown: Arc::default(), struck: some_text(&self.plain.shown) },
        }
    }

    /// How the string is read aloud, if the file says it.
    pub(super) fn phonetic(&self) -> Option<&Arc<str>> {
        self.phonetic.as_ref()
    }

    /// The runs as they look in a cell of this font, if they do not all look alike.
    pub(super) fn runs(
        &self,
        font: Font,
        palette: &Palette,
        budget: &mut Budget<'_>,
    ) -> Result<Option<Arc<[Run]>>, Exceeded> {
        let Some(rich) = &self.rich else { return Ok(None) };
        if font == Font::default() || rich.runs.iter().all(|(_, own)| own.is_some()) {
            return Ok(rich.in_plain_cell.clone());
        }
        // What many cells share is made again for each of them.
        budget.cells(rich.runs.len())?;
        Ok(rich.looking(font, palette))
    }

    /// Whether a run has a colour of the theme; `cells` says whether cells have such colours.
    pub(super) fn is_themed(&self, cells: bool) -> bool {
        let themed = |font: &Option<Font>| font.map_or(cells, |font| colour::is_of_theme(font.colour));
        self.rich.as_ref().is_some_and(|rich| rich.runs.iter().any(|(_, font)| themed(font)))
    }

    /// Resolves the colours of its runs again.
    pub(super) fn recolour(&mut self, palette: &Palette) {
        if let Some(rich) = &mut self.rich {
            rich.in_plain_cell = rich.looking(Font::default(), palette);
        }
    }

    /// The whole text, struck through or not.
    pub(super) fn whole(&self) -> Arc<str> {
        match &self.rich {
            Some(rich) => rich.runs.iter().map(|(text, _)| &**text).collect::<String>().into(),
            None => self.plain.shown.clone(),
        }
    }
}

impl Rich {
    fn looking(&self, font: Font, palette: &Palette) -> Option<Arc<[Run]>> {
        let mut runs: Vec<Run> = Vec::with_capacity(self.runs.len());
        for (text, own) in &self.runs {
            let font = own.unwrap_or(font);
            let colour = font.colour.and_then(|colour| palette.resolved(colour));
            match runs.last_mut() {
                Some(last) if last.struck == font.struck && last.colour == colour => {
                    last.text = [&*last.text, &**text].concat().into();
                }
                _ => runs.push(Run { text: text.clone(), struck: font.struck, colour }),
            }
        }
        (runs.len() > 1).then(|| runs.into())
    }
}

/// The texts of one string, being collected; kept from string to string for its memory.
#[derive(Default)]
pub(super) struct Collector {
    /// The text, run by run.
    text: String,
    /// Where in it each run ends, and its font if it has one of its own. Empty if there are no runs.
    runs: Vec<(usize, Option<Font>)>,
    phonetic: String,
    raw: String,
}

impl Collector {
    /// Reads a `si`, `is` or `text` element, which has just started.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        palette: &Palette,
        budget: &mut Budget<'_>,
    ) -> Result<SharedString, PartError> {
        self.clear();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "t" => {
                        self.read_t(xml, keeps_space(&element))?;
                        self.text.push_str(&unescaped(&self.raw));
                    }
                    "r" => self.read_run(xml, budget)?,
                    "rPh" => self.read_phonetic(xml)?,
                    _ => xml::skip(xml)?,
                },
                Event::End(_) => {
                    budget.text(&self.text)?;
                    budget.text(&self.phonetic)?;
                    return Ok(self.string(palette));
                }
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.phonetic.clear();
    }

    fn read_run(&mut self, xml: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<(), PartError> {
        if self.runs.is_empty() && !self.text.is_empty() {
            // Text before the first run has the cell's font.
            self.runs.push((self.text.len(), None));
        }
        // None: the run has no font of its own and follows the cell's.
        let mut font = None;
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "rPr" => font = Some(read_font(xml)?),
                    "t" => {
                        self.read_t(xml, keeps_space(&element))?;
                        self.text.push_str(&unescaped(&self.raw));
                    }
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) if xml::local(element.name().into_inner()) == "rPr" => {
                    font = Some(Font::default());
                }
                Event::End(_) => break,
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.1 == font || last.0 == end => last.0 = end,
            _ => {
                budget.cells(1)?;
                self.runs.push((end, font));
            }
        }
        Ok(())
    }

    /// Reads an `rPh`, which has just started: how a part of the text is read aloud.
    fn read_phonetic(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        loop {
            match xml.read_event()? {
                Event::Start(element) if xml::local(element.name().into_inner()) == "t" => {
                    self.read_t(xml, keeps_space(&element))?;
                    self.phonetic.push_str(&unescaped(&self.raw));
                }
                Event::Start(_) => xml::skip(xml)?,
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn read_t(&mut self, xml: &mut Xml<'_>, keeps_space: bool) -> Result<(), PartError> {
        self.raw.clear();
        xml::read_text(xml, &mut self.raw)?;
        if !keeps_space {
            // Excel drops plain blanks at both ends unless told to keep them; the full-width one is a character.
            let kept = self.raw.trim_matches([' ', '\t', '\r', '\n']);
            if kept.len() < self.raw.len() {
                self.raw = kept.to_owned();
            }
        }
        Ok(())
    }

    fn string(&self, palette: &Palette) -> SharedString {
        let phonetic = some_text(&self.phonetic);
        if self.runs.is_empty() {
            let plain = Split { shown: self.text.as_str().into(), struck: None };
            return SharedString { plain, rich: None, phonetic };
        }
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut start = 0;
        for (end, font) in &self.runs {
            runs.push((Arc::from(self.text.get(start..*end).unwrap_or_default()), *font));
            start = *end;
        }
        let mut rich = Rich { in_struck_cell: split(&runs, true), runs: runs.into(), in_plain_cell: None };
        rich.in_plain_cell = rich.looking(Font::default(), palette);
        SharedString { plain: split(&rich.runs, false), rich: Some(Box::new(rich)), phonetic }
    }
}

/// The runs that are struck through apart from the others; those without a font have the cell's.
fn split(runs: &[(Arc<str>, Option<Font>)], struck_cell: bool) -> Split {
    let (mut shown, mut struck) = (String::new(), String::new());
    for (text, font) in runs {
        let into = if font.map_or(struck_cell, |font| font.struck) { &mut struck } else { &mut shown };
        into.push_str(text);
    }
    Split { shown: shown.into(), struck: some_text(&struck) }
}

/// Reads the shared strings.
pub(super) fn read(text: &str, palette: &Palette, budget: &mut Budget<'_>) -> Result<Vec<SharedString>, PartError> {
    let mut strings = Vec::new();
    let mut collector = Collector::default();
    let mut xml = xml::reader(text, budget);
    loop {
        match xml.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "si" => {
                strings.push(collector.read(&mut xml, palette, budget)?);
            }
            Event::Empty(element) if xml::local(element.name().into_inner()) == "si" => {
                collector.clear();
                strings.push(collector.string(palette));
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "sst" => return Ok(strings),
            Event::Empty(element) if xml::local(element.name().into_inner()) == "sst" => return Ok(strings),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
        if strings.len() > budget.limits.cells {
            return Err(Exceeded::Cells(budget.limits.cells).into());
        }
    }
}

/// Reads the font that has just started, of a run (`rPr`).
fn read_font(xml: &mut Xml<'_>) -> Result<Font, PartError> {
    let mut font = Font::default();
    loop {
        match xml.read_event()? {
            Event::Empty(element) | Event::Start(element) => font.take(&element),
            Event::End(element) if xml::local(element.name().into_inner()) == "rPr" => return Ok(font),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

impl Font {
    /// Takes what an element inside the font says.
    pub(super) fn take(&mut self, element: &BytesStart<'_>) {
        match xml::local(element.name().into_inner()) {
            "strike" => self.struck = xml::attribute(element, "val").is_none_or(xml::is_yes),
            "color" => self.colour = colour::named(element),
            _ => {}
        }
    }
}

fn keeps_space(element: &BytesStart<'_>) -> bool {
    xml::attribute(element, "xml:space") == Some("preserve")
}

/// A text with `_xHHHH_` turned into the characters they stand for, and one kind of line break.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        decoded.push_str(before);
        match escaped(after) {
            Some((char, after)) => {
                decoded.push(char);
                rest = after;
            }
            None => {
                decoded.push_str("_x");
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The character of `HHHH_`, or of two such in a row that are halves of one, and what follows.
fn escaped(text: &str) -> Option<(char, &str)> {
    let unit = |text: &str| -> Option<u16> {
        let hex = text.get(..4)?.bytes().all(|byte| byte.is_ascii_hexdigit());
        (hex && text.as_bytes().get(4) == Some(&b'_')).then(|| u16::from_str_radix(text.get(..4)?, 16).ok())?
    };
    let first = unit(text)?;
    let rest = text.get(5..)?;
    if let Some(char) = char::from_u32(u32::from(first)) {
        return Some((char, rest));
    }
    let second = rest.strip_prefix("_x").and_then(|rest| Some((unit(rest)?, rest.get(5..)?)));
    let (second, rest) = second?;
    let char = char::decode_utf16([first, second]).next()?.ok()?;
    Some((char, rest))
}

impl Split {
    /// Whether it shows nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.struck.is_none() && is_blank(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;

    fn string(si: &str) -> SharedString {
        let text = format!("<sst><si>{si}</si></sst>");
        read(&text, &Palette::default(), &mut Budget::new(&Limits::default())).unwrap().remove(0)
    }

    fn only(si: &str, struck_cell: bool) -> (String, Option<String>) {
        let split = string(si).split(struck_cell);
        (split.shown.to_string(), split.struck.map(|struck| struck.to_string()))
    }

    #[test]
    fn struck_runs_stand_apart() {
        let old = "<r><rPr><strike/><sz val='11'/></rPr><t>120件</t></r>";
        let new = "<r><rPr><sz val='11'/></rPr><t>135件</t></r>";
        let not_struck = "<r><rPr><strike val='0'/></rPr><t>135件</t></r>";
        let bare = "<r><t>約</t></r>";
        for (si, struck_cell, shown, struck) in [
            (format!("{old}{new}"), false, "135件", Some("120件")),
            (format!("{old}{not_struck}"), false, "135件", Some("120件")),
            (old.to_owned(), false, "", Some("120件")),
            (new.to_owned(), false, "135件", None),
            (format!("{bare}{new}"), false, "約135件", None),
            (format!("{bare}{new}"), true, "135件", Some("約")),
            ("<t>135件</t>".to_owned(), true, "", Some("135件")),
        ] {
            assert_eq!(only(&si, struck_cell), (shown.to_owned(), struck.map(str::to_owned)), "{si}");
        }
    }

    #[test]
    fn runs_are_told_where_their_look_changes() {
        let red = "<r><rPr><color rgb='FFFF0000'/><b/></rPr><t>赤</t></r>";
        let struck = "<r><rPr><strike/><color indexed='10'/></rPr><t>旧</t></r>";
        let bold = "<r><rPr><b/><color theme='1'/></rPr><t>太</t></r>";
        let bare = "<r><t>素</t></r>";
        let grey = Font { struck: true, colour: Some(0x80_8080) };
        for (si, font, expected) in [
            (format!("{bare}{red}"), Font::default(), &[("素", false, None), ("赤", false, Some(0xFF_0000))][..]),
            (format!("{bold}{bare}"), Font::default(), &[]),
            (format!("{bold}{bare}"), grey, &[("太", false, None), ("素", true, Some(0x80_8080))]),
            (
                format!("{red}{struck}{struck}"),
                grey,
                &[("赤", false, Some(0xFF_0000)), ("旧旧", true, Some(0xFF_0000))],
            ),
            (red.to_owned(), Font::default(), &[]),
            ("<t>素</t>".to_owned(), grey, &[]),
        ] {
            let limits = Limits::default();
            let runs = string(&si).runs(font, &Palette::default(), &mut Budget::new(&limits)).unwrap();
            let told = |run: &Run| (run.text.to_string(), run.struck, run.colour);
            let expected: Vec<_> =
                expected.iter().map(|(text, struck, colour)| ((*text).to_owned(), *struck, *colour)).collect();
            assert_eq!(runs.iter().flat_map(|runs| runs.iter()).map(told).collect::<Vec<_>>(), expected, "{si}");
        }
    }

    #[test]
    fn phonetics_stand_apart() {
        let si = "<r><t>担当</t></r><r><t>部署</t></r><rPh sb='0' eb='2'><t>タントウ</t></rPh><rPh sb='2' eb='4'><t>ブショ</t></rPh>";
        assert_eq!(string(si).phonetic().map(|text| &**text), Some("タントウブショ"));
        assert_eq!(&*string(si).whole(), "担当部署");
        assert_eq!(string("<t>部署</t>").phonetic(), None);
    }

    #[test]
    fn phonetics_are_left_out_and_blanks_kept_where_told() {
        for (si, shown) in [
            ("<t>課題</t><rPh sb='0' eb='2'><t>カダイ</t></rPh><phoneticPr fontId='1'/>", "課題"),
            ("<t> A </t>", "A"),
            ("<t xml:space='preserve'> A </t>", " A "),
            ("<t>　A　</t>", "　A　"),
            ("<t><![CDATA[<a>]]>&amp;&#x4EF6;</t>", "<a>&件"),
            ("<t/>", ""),
            ("<t>a_x000D_\nb</t>", "a\nb"),
            ("<t>_x4E00_</t>", "一"),
            ("<t>_x005F_x4E00_</t>", "_x4E00_"),
            ("<t>_xD83D__xDE00_</t>", "😀"),
            ("<t>_xD83D_ _xyz_ _x</t>", "_xD83D_ _xyz_ _x"),
        ] {
            assert_eq!(only(si, false).0, shown, "{si}");
        }
    }
}
