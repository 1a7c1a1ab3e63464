//! The way from one folder to a file, as a link of a workbook says it.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The path of `file` seen from `folder`, `/` between its parts; the folder need not be there yet. `None` if they are on
/// different drives, or the path cannot be said in Unicode.
pub fn way(folder: &Path, file: &Path) -> Option<String> {
    fs::metadata(file).ok()?;
    between(&resolved(folder)?, &resolved(file)?)
}

/// A path without links and steps back, of which the end need not be there yet: of what a drive cannot resolve, as it is
/// with long paths on some drives of Windows, the end is taken as it is given.
fn resolved(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let (there, known) = path.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)))?;
    Some(known.join(path.strip_prefix(there).ok()?))
}

fn between(folder: &Path, file: &Path) -> Option<String> {
    let (from, to): (Vec<Component>, Vec<Component>) = (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let drive = |parts: &[Component]| parts.iter().take_while(|part| !matches!(part, Component::Normal(_))).count();
    if shared < drive(&from).max(drive(&to)) {
        return None;
    }
    let up = std::iter::repeat_n(Some(".."), from.len() - shared);
    let down = to.iter().skip(shared).map(|part| part.as_os_str().to_str());
    Some(up.chain(down).collect::<Option<Vec<_>>>()?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_to_the_shared_folder_and_down_again() {
        for (folder, file, way) in [
            ("/office/集計/2024-10", "/office/回答/福祉部/a.xlsx", "../../回答/福祉部/a.xlsx"),
            ("/office", "/office/a b#%'.xlsx", "a b#%'.xlsx"),
            ("/one/two", "/three/a.xlsx", "../../three/a.xlsx"),
        ] {
            assert_eq!(between(Path::new(folder), Path::new(file)).as_deref(), Some(way));
        }
    }

    #[test]
    fn a_folder_that_is_not_there_yet_has_ways_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("回答.xlsx");
        fs::write(&file, "").unwrap();
        assert_eq!(way(&folder.path().join("集計/2024-10"), &file).as_deref(), Some("../../回答.xlsx"));
        assert_eq!(way(&folder.path().join("集計"), &folder.path().join("ない.xlsx")), None);
    }
}
