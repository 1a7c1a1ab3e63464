//! The few properties of CSS that change what a cell says.

use std::collections::BTreeMap;

/// What an element's style says of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Look {
    /// Whether it is struck through; none if the style does not say.
    pub(super) struck: Option<bool>,
    /// Whether it is not displayed.
    pub(super) hidden: bool,
    /// `mso-ignore:colspan`: the text only runs over into the next cells, nothing is merged.
    pub(super) runs_over: bool,
    /// `mso-ignore:vglayout2`: a table around a cell's text, for the sake of a picture in it.
    pub(super) around_picture: bool,
    /// `mso-element:comment-list`: what follows are the notes.
    pub(super) notes: bool,
    /// The number format, by name or code.
    pub(super) format: Option<String>,
}

/// The looks of classes.
#[derive(Debug, Default)]
pub(super) struct Styles {
    classes: BTreeMap<String, Look>,
}

impl Look {
    /// What a list of declarations says.
    pub(super) fn parse(declarations: &str) -> Self {
        let mut look = Self::default();
        for declaration in parts(declarations, ';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim();
            let has = |word: &str| value.to_ascii_lowercase().contains(word);
            match property.trim().to_ascii_lowercase().as_str() {
                "text-decoration" | "text-decoration-line" | "text-line-through" => {
                    look.struck = Some(has("line-through") || has("single") || has("double"));
                }
                "display" => look.hidden = has("none"),
                "mso-ignore" => {
                    look.runs_over |= has("colspan");
                    look.around_picture |= has("vglayout2");
                }
                "mso-element" => look.notes |= has("comment-list"),
                // Excel's own codes have 255 characters at most.
                "mso-number-format" if value.len() <= 2048 => {
                    look.format = Some(unescaped(value.trim_matches(['"', '\''])))
                }
                _ => {}
            }
        }
        look
    }

    /// This look, where `over` does not say otherwise.
    pub(super) fn under(mut self, over: Self) -> Self {
        self.struck = over.struck.or(self.struck);
        self.hidden |= over.hidden;
        self.runs_over |= over.runs_over;
        self.around_picture |= over.around_picture;
        self.notes |= over.notes;
        self.format = over.format.or(self.format);
        self
    }
}

impl Styles {
    /// Reads a style sheet; gives how many classes it has.
    pub(super) fn read(&mut self, sheet: &str) -> usize {
        let mut classes = 0usize;
        for block in parts(sheet, '}') {
            let Some((selectors, declarations)) = block.split_once('{') else { continue };
            let look = Look::parse(declarations);
            for selector in selectors.split(',') {
                // `.xl65` or `td.xl65`; what depends on where an element stands is not looked at.
                let selector = selector.rsplit("<!--").next().unwrap_or(selector).trim();
                let Some((element, class)) = selector.split_once('.') else { continue };
                if element.contains(char::is_whitespace) || class.contains([' ', '.', ':', '>', '#', '[']) {
                    continue;
                }
                classes += 1;
                let known = self.classes.entry(class.to_owned()).or_default();
                *known = std::mem::take(known).under(look.clone());
            }
        }
        classes
    }

    /// The look of an element with these classes and this style of its own.
    pub(super) fn of(&self, classes: &str, style: &str) -> Look {
        let named = classes.split_ascii_whitespace().filter_map(|class| self.classes.get(class));
        let look = named.fold(Look::default(), |look, class| look.under(class.clone()));
        if style.is_empty() { look } else { look.under(Look::parse(style)) }
    }
}

/// The parts between separators that stand outside quotes.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut escaped = false;
    text.split(move |char: char| {
        let plain = !std::mem::take(&mut escaped);
        match (quote, char) {
            (_, '\\') => escaped = plain,
            (None, '"' | '\'') if plain => quote = Some(char),
            (Some(open), _) if plain && char == open => quote = None,
            _ => {}
        }
        quote.is_none() && char == separator
    })
}

/// A value without its backslashes: `\0022` is a quote, `\@` is itself.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let code = after.get(..4).filter(|code| code.starts_with("00"));
        let char = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(char) = char {
            text.push(char);
            rest = after.get(4..).unwrap_or_default();
        } else {
            let mut chars = after.chars();
            text.extend(chars.next());
            rest = chars.as_str();
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_styles_of_their_own() {
        let mut styles = Styles::default();
        let sheet = "<!--table {a:b}\n@page {margin:1in}\n.xl65 {mso-style-parent:style0; mso-number-format:\"0\\.0%\";}\n\
            td.xl66, .x {text-decoration:line-through;}\ntd .no {display:none}-->";
        assert_eq!(styles.read(sheet), 3);
        assert_eq!(styles.of("xl65", "").format.as_deref(), Some("0.0%"));
        assert_eq!(styles.of("xl65 xl66", "").struck, Some(true));
        assert_eq!(styles.of("xl66", "text-decoration:none").struck, Some(false));
        assert_eq!(styles.of("no", ""), Look::default());
        assert!(styles.of("", "DISPLAY : NONE").hidden);
    }

    #[test]
    fn formats_lose_their_backslashes() {
        for (style, format) in [
            ("mso-number-format:\"ggge\\0022年\\0022m\\0022月\\0022\"", "ggge\"年\"m\"月\""),
            ("mso-number-format:\"\\#\\,\\#\\#0\\;△\\#\\,\\#\\#0\"", "#,##0;△#,##0"),
            ("mso-number-format:'\\@'", "@"),
            ("mso-number-format:Percent", "Percent"),
        ] {
            assert_eq!(Look::parse(style).format.as_deref(), Some(format));
        }
    }
}
