//! The names of books that stand beside one that someone has open: 総括表（新）.xlsx beside 総括表.xlsx.

/// What stands behind the stem.
const NEW: &str = "（新";

/// The name of the `number`th book, from 1, beside one of that name.
pub fn beside(name: &str, number: u32) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let (stem, extension) = file.rsplit_once('.').map_or((file, ""), |(stem, extension)| (stem, extension));
    let (slash, dot) = (if folder.is_empty() { "" } else { "/" }, if extension.is_empty() { "" } else { "." });
    let number = if number > 1 { number.to_string() } else { String::new() };
    format!("{folder}{slash}{stem}{NEW}{number}）{dot}{extension}")
}

/// Whether `name` is a name of a book beside `other`.
pub fn is_beside(name: &str, other: &str) -> bool {
    let (Some((stem, extension)), Some((of_other, its_own))) = (name.rsplit_once('.'), other.rsplit_once('.')) else {
        return false;
    };
    let number = stem.strip_prefix(of_other).and_then(|rest| rest.strip_prefix(NEW)?.strip_suffix('）'));
    extension == its_own && number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_another_is_known_as_such() {
        for (name, first, second) in [
            ("総括表.xlsx", "総括表（新）.xlsx", "総括表（新2）.xlsx"),
            ("確認依頼/福祉課.xlsx", "確認依頼/福祉課（新）.xlsx", "確認依頼/福祉課（新2）.xlsx"),
        ] {
            assert_eq!([beside(name, 1), beside(name, 2)], [first, second]);
            assert!(is_beside(first, name) && is_beside(second, name) && !is_beside(name, name));
        }
        for other in ["総括表（旧）.xlsx", "総括表（新）.ods", "総括表（新 ）.xlsx", "統括表（新）.xlsx", "総括表"]
        {
            assert!(!is_beside(other, "総括表.xlsx"), "{other}");
        }
        assert_eq!(beside("run", 1), "run（新）");
    }
}
