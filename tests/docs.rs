//! The pages hold together: every link leads somewhere, every option and command they name is there.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the pages")]

mod folder;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    for (page, text) in &pages {
        for link in links(text) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { page.clone() } else { beside(page, path) };
            assert!(target.exists(), "{}: {link} leads nowhere", page.display());
            if !anchor.is_empty() {
                let headings = anchors(&pages[&target]);
                assert!(headings.iter().any(|known| known == anchor), "{}: no heading for {link}", page.display());
            }
        }
    }
}

#[test]
fn every_path_in_code_style_is_there() {
    for (page, text) in pages() {
        for code in inline_code(&text) {
            let is_path = ["src/", "docs/", "tests/", "templates/", "examples/", "scripts/", ".ci/"]
                .iter()
                .any(|top| code.starts_with(top))
                && !code.contains(['<', '*', ' ', '{']);
            assert!(!is_path || Path::new(&code).exists(), "{}: there is no {code}", page.display());
        }
    }
}

#[test]
fn every_option_that_a_page_names_is_there() {
    let mut known = vec!["--example".to_owned(), "--release".to_owned(), "--json".to_owned(), "--help".to_owned()];
    let command = matome::cli::command(matome::lang::Lang::Ja);
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        known.extend(command.get_arguments().filter_map(|option| Some(format!("--{}", option.get_long()?))));
    }
    for (page, text) in pages().into_iter().filter(|(page, _)| !page.starts_with("examples")) {
        for code in inline_code(&text) {
            for option in code.split([' ', '=']).filter(|word| word.starts_with("--") && word.len() > 2) {
                assert!(known.iter().any(|known| known == option), "{}: there is no {option}", page.display());
            }
        }
    }
}

#[test]
fn every_command_is_explained() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    for command in matome::cli::command(matome::lang::Lang::Ja).get_subcommands() {
        let row = format!("| `matome {}` |", command.get_name());
        assert!(readme.contains(&row), "README.md has no row {row}");
    }
}

/// Every page, by its path, without its blocks of code.
fn pages() -> BTreeMap<PathBuf, String> {
    let mut paths = vec!["README.md".into(), "CHANGELOG.md".into(), "examples/samples/README.md".into()];
    paths.extend(folder::files(Path::new("docs")).into_keys().map(|name| format!("docs/{name}")));
    let outside_blocks =
        |text: String| text.split("\n```").step_by(2).map(str::to_owned).collect::<Vec<_>>().join("\n");
    let page = |path: String| (PathBuf::from(&path), outside_blocks(std::fs::read_to_string(path).unwrap()));
    paths.into_iter().filter(|path| path.ends_with(".md")).map(page).collect()
}

fn links(text: &str) -> Vec<String> {
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    ends.map(str::to_owned).collect()
}

fn inline_code(text: &str) -> Vec<String> {
    let of_line = |line: &str| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    text.lines().flat_map(of_line).collect()
}

/// The anchors of a page's headings: small letters, spaces as hyphens, no other marks.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let anchor = |heading: &str| {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    headings.map(anchor).collect()
}

/// A path that a page names, from the top of the repository.
fn beside(page: &Path, path: &str) -> PathBuf {
    let mut whole = page.parent().unwrap().to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => assert!(whole.pop()),
            part => whole.push(part),
        }
    }
    whole
}
