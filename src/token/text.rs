//! Texts made comparable: what is the same word must have the same key.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A text's key: NFKC, without white space and control characters, every dash `-`, letters lower-case.
///
/// 「施策　ＮＯ．」 and 「施策NO.」 have the same key. The long-vowel mark ー counts as a dash only between digits.
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .filter(|c| !c.is_ascii_whitespace() && !c.is_ascii_control())
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    let mut folded = String::with_capacity(text.len());
    if text.chars().all(is_settled) {
        let visible = text.chars().map(narrow).filter(|c| !c.is_whitespace() && !c.is_control());
        folded.extend(visible.map(|c| plain_dash(c).to_ascii_lowercase()));
    } else {
        let visible = text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c));
        folded.extend(visible.flat_map(|c| plain_dash(c).to_lowercase()));
    }
    if folded.contains('ー') { dash_between_digits(&folded) } else { folded }
}

/// Whether NFKC leaves a character as it is, alone and beside its neighbours, or only makes a wide one narrow, and it
/// has one case at most besides ASCII.
fn is_settled(c: char) -> bool {
    matches!(
        c,
        '\0'..='\x7f' | '\u{3000}'..='\u{3020}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | '\u{4e00}'..='\u{9fff}' | '！'..='～'
    )
}

/// The ASCII character of a wide one.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Every hyphen, dash and minus as `-`; other characters as they are.
pub fn plain_dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        other => other,
    }
}

fn dash_between_digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let around = |at: usize| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    chars.iter().enumerate().map(|(at, c)| if *c == 'ー' && around(at) { '-' } else { *c }).collect()
}

/// A text on one line: padding and line breaks removed, runs of white space inside it as one space.
///
/// A line break between two wide characters disappears; beside a narrow one it becomes a space.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = text.contains(['\n', '\r', '\t']);
    if !breaks && text.trim() == text && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for part in text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
        if line.chars().next_back().is_some_and(|c| c.is_ascii())
            || (!line.is_empty() && part.starts_with(|c: char| c.is_ascii()))
        {
            line.push(' ');
        }
        let mut gap = false;
        for c in part.chars() {
            let space = matches!(c, ' ' | '\t');
            if !(space && gap) {
                line.push(if space { ' ' } else { c });
            }
            gap = space;
        }
    }
    Cow::Owned(line)
}

/// Marks that decorate a name and do not belong to it: ● ○ ◎ ■ □ ・ ※ ≪指標名≫ and the like at its start.
const DECORATION: &[char] = &['●', '○', '◎', '■', '□', '◆', '◇', '▼', '▽', '★', '☆', '・', '･', '•', '◯', '⚫', '❍'];

/// A name without the marks that decorate it.
pub fn undecorated(name: &str) -> &str {
    name.trim().trim_start_matches(|c: char| DECORATION.contains(&c) || c.is_whitespace())
}

/// A measure's code as ASCII with `-`: `１－１－１`, `１―１―１` → `1-1-1`; `1-(1)`, `1-1)` → `1-1`; leading zeros kept.
pub fn code(text: &str) -> String {
    let folded = key(text);
    let mut code = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            '(' | ')' | '[' | ']' | '<' | '>' | '「' | '」' => {}
            'ー' | '~' | '_' => code.push('-'),
            c => code.push(c),
        }
    }
    code.trim_matches(['-', '.', ':', ',', '、', '。']).to_uppercase()
}

/// A code of several parts at the start of a name, apart from it: 「１－１　子育て支援」 → (1-1, 子育て支援).
///
/// A single number is no code: 「100周年事業」 keeps it.
pub fn code_and_name(text: &str) -> (String, String) {
    let end = text.find(|c: char| !is_code_char(c)).unwrap_or(text.len());
    let (number, name) = text.split_at_checked(end).unwrap_or(("", text));
    let parts = code(number);
    let name =
        name.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．' | '、' | ':' | '：' | '・'));
    if parts.contains('-') && !name.is_empty() {
        (parts, name.to_owned())
    } else {
        (String::new(), text.trim().to_owned())
    }
}

/// Whether a character can stand in a code: a digit, a dash, a bracket or dot between parts.
pub fn is_code_char(c: char) -> bool {
    c.is_numeric() || matches!(c, '-' | '－' | '―' | '‐' | '–' | 'ー' | '−' | '(' | ')' | '（' | '）' | '.' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_has_the_same_key() {
        for (one, other) in [
            ("施策　ＮＯ．", "施策NO."),
            ("中 項 目", "中項目"),
            ("目標\n値", "目標値"),
            ("１ー２ー３", "1-2-3"),
            ("１―２－２", "1-2-2"),
            ("ｻｰﾋﾞｽ", "サービス"),
            ("％", "%"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("データ"), key("デ-タ"));
    }

    #[test]
    fn the_short_way_to_a_key_is_as_good_as_the_long_one() {
        let settled = (0..=0xffff).filter_map(char::from_u32).filter(|c| is_settled(*c));
        for c in settled {
            let text = format!("値{c}A");
            let visible = text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c));
            let long: String = visible.flat_map(|c| plain_dash(c).to_lowercase()).collect();
            assert_eq!(key(&text), long, "{c:?}");
        }
    }

    #[test]
    fn names_lose_breaks_and_decoration_but_nothing_else() {
        assert_eq!(one_line(" その他\n（対象） "), "その他（対象）");
        assert_eq!(one_line("KPI\nrate"), "KPI rate");
        assert_eq!(undecorated("●　子どもの割合"), "子どもの割合");
    }

    #[test]
    fn codes_become_ascii() {
        for (written, expected) in [
            ("１－１－１", "1-1-1"),
            ("１―２－２", "1-2-2"),
            ("1-(1)", "1-1"),
            ("1-1)", "1-1"),
            ("0412", "0412"),
            ("Ａ１", "A1"),
        ] {
            assert_eq!(code(written), expected);
        }
    }
}
