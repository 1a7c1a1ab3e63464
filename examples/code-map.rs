//! Writes the code map of `docs/architecture.md` from the first sentence of every file: `cargo run --example code-map`.
#![expect(clippy::disallowed_methods, reason = "it reads the code and writes a page; that is what it is for")]

use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The page that holds the map.
pub const PAGE: &str = "docs/architecture.md";
/// The folders that are stages, in order; the folders of nouns follow.
const STAGES: [&str; 7] = ["read", "locate", "normalize", "reconcile", "check", "report", "write"];
const BEGIN: &str = "<!-- code map: cargo run --example code-map -->\n";
const END: &str = "<!-- end of the code map -->\n";

fn main() -> Result<()> {
    Ok(fs::write(PAGE, page()?)?)
}

/// The page as it should be.
pub fn page() -> Result<String> {
    let page = fs::read_to_string(PAGE)?.replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).context("the page marks no beginning of the map")?;
    let (_, after) = rest.split_once(END).context("the page marks no end of the map")?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", map()?))
}

/// A table per folder: the files straight under `src` first, then each folder with all below it, stages in order.
fn map() -> Result<String> {
    let mut map = String::from("| file | what it is for |\n|---|---|\n");
    let mut folders = Vec::new();
    for entry in fs::read_dir("src")? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort_by_key(|folder| {
        let stage = STAGES.iter().position(|stage| folder.ends_with(stage)).unwrap_or(STAGES.len());
        (stage, folder.clone())
    });
    rows(&mut map, Path::new("src"), 1)?;
    for folder in folders {
        let name = folder.file_name().context("a folder has a name")?.to_string_lossy().into_owned();
        write!(map, "\n### `{name}/`\n\n| file | what it is for |\n|---|---|\n")?;
        rows(&mut map, &folder, usize::MAX)?;
    }
    Ok(map)
}

/// A row per file of a folder: `mod.rs` under the folder's name first, then by name.
fn rows(map: &mut String, folder: &Path, depth: usize) -> Result<()> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).max_depth(depth) {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let name = entry.path().strip_prefix("src")?.to_string_lossy().replace('\\', "/");
            let shown = name.strip_suffix("mod.rs").unwrap_or(&name).to_owned();
            files.push((shown, purpose(&fs::read_to_string(entry.path())?)));
        }
    }
    files.sort();
    for (name, purpose) in files {
        writeln!(map, "| `{name}` | {purpose} |")?;
    }
    Ok(())
}

/// The first sentence of a file.
fn purpose(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ").replace('|', "\\|");
    paragraph.split_once(". ").map_or(paragraph.clone(), |(first, _)| format!("{first}."))
}
