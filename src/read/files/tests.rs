//! What is found in folders and archives.

use super::*;

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    root
}

fn names(found: &Found) -> Vec<&str> {
    found.files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn folders_are_searched_and_the_rest_is_told() {
    let root = tree(&[
        ("福祉課/b.xlsx", ""),
        ("福祉課/a.XLSX", ""),
        ("か\u{3099}.csv", ""),
        ("全角．ｘｌｓｘ", ""),
        ("~$a.xlsx", ""),
        ("Thumbs.db", ""),
        (".hidden.xlsx", ""),
        (".git/a.xlsx", ""),
        ("note.docx", ""),
        ("folder.xlsx/c.ods", ""),
        ("集計/2025-10/run.json", "{ \"program\" : \"matome\" }"),
        ("集計/2025-10/総括表.xlsx", ""),
        ("other/run.json", "{\"program\":\"else\"}"),
        ("other/d.xls", ""),
    ]);
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(
        names(&found),
        ["folder.xlsx/c.ods", "other/d.xls", "が.csv", "全角．ｘｌｓｘ", "福祉課/a.XLSX", "福祉課/b.xlsx"]
    );
    let skipped: Vec<(&str, Skip)> = found.skipped.iter().map(|(name, skip)| (name.as_str(), *skip)).collect();
    assert_eq!(
        skipped,
        [
            (".git", Skip::System),
            (".hidden.xlsx", Skip::System),
            ("Thumbs.db", Skip::System),
            ("note.docx", Skip::Extension),
            ("other/run.json", Skip::Extension),
            ("~$a.xlsx", Skip::Lock),
            ("集計/2025-10", Skip::Output),
        ]
    );
}

#[test]
fn names_are_made_distinct_and_a_file_is_taken_once() {
    let root = tree(&[("one/a.xlsx", ""), ("two/a.xlsx", ""), ("three/two/a.xlsx", ""), ("one/b.xlsx", "")]);
    let at = |name: &str| root.path().join(name);
    let inputs = [at("one"), at("two"), at("one/b.xlsx"), at("three/two/a.xlsx"), at("three/two")];
    let found = discover(&inputs).unwrap();
    assert_eq!(names(&found), ["b.xlsx", "one/a.xlsx", "two/a.xlsx", "two/a.xlsx (2)"]);
}

#[cfg(unix)]
#[test]
fn links_that_go_round_end() {
    let root = tree(&[("a/b.xlsx", "")]);
    std::os::unix::fs::symlink(root.path(), root.path().join("a/up")).unwrap();
    assert_eq!(names(&discover(&[root.path().to_owned()]).unwrap()), ["a/b.xlsx"]);
}

#[test]
fn an_input_that_is_not_there_is_an_error() {
    assert!(discover(&[PathBuf::from("/no/such/folder")]).is_err());
}

/// An archive of these entries: names as bytes, and contents.
fn archive(entries: &[(&[u8], &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut kept: Vec<(String, &[u8])> = Vec::new();
    for (index, (name, content)) in entries.iter().enumerate() {
        // The writer knows UTF-8 only; other names are put in their places afterwards.
        let held = match std::str::from_utf8(name) {
            Ok(name) => name.to_owned(),
            Err(_) => format!("{}{index}", "x".repeat(name.len() - 1)),
        };
        zip.start_file(&*held, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
        kept.push((held, name));
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    for (held, name) in kept {
        let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(held.as_bytes())).collect();
        for at in places.into_iter().filter(|_| held.as_bytes() != name) {
            bytes[at..at + name.len()].copy_from_slice(name);
        }
    }
    bytes
}

fn skips(found: &Found) -> Vec<(&str, Skip)> {
    found.skipped.iter().map(|(name, skip)| (name.as_str(), *skip)).collect()
}

#[test]
fn what_programs_leave_behind_is_passed_over_and_copies_are_not() {
    let root = tree(&[
        ("~WRL0001.tmp", ""),
        ("評価.bak", ""),
        ("評価 のバックアップ.xlk", ""),
        ("評価.xlsx~", ""),
        ("評価.xlsx.crdownload", ""),
        ("評価 - コピー.xlsx", ""),
        ("評価.xlsx ", ""),
        ("Backup of 評価.xlsx", ""),
        (".~lock.評価.xlsx#", ",yamada,pc,;"),
        ("髙㈱﨑.xlsx", ""),
    ]);
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(names(&found), ["Backup of 評価.xlsx", "評価 - コピー.xlsx", "評価.xlsx ", "髙㈱﨑.xlsx"]);
    assert_eq!(
        skips(&found),
        [
            (".~lock.評価.xlsx#", Skip::Lock),
            ("~WRL0001.tmp", Skip::Temporary),
            ("評価 のバックアップ.xlk", Skip::Backup),
            ("評価.bak", Skip::Backup),
            ("評価.xlsx.crdownload", Skip::Temporary),
            ("評価.xlsx~", Skip::Backup),
        ]
    );
    assert!(found.findings.is_empty(), "the file of the lock is not there");
}

#[test]
fn a_file_that_someone_has_open_is_told() {
    let root = tree(&[
        ("課/評価.xlsx", ""),
        ("課/~$評価.xlsx", "\u{4}yuki"),
        ("課/~$別.xlsx", ""),
        ("b.ods", ""),
        (".~lock.b.ods#", ",yamada,pc,;"),
    ]);
    let found = discover(&[root.path().to_owned()]).unwrap();
    let told: Vec<(&str, &str)> = found.findings.iter().map(|one| (one.file.as_str(), one.found.as_str())).collect();
    assert_eq!(told, [("b.ods", "yamada"), ("課/評価.xlsx", "yuki")]);
    assert!(found.findings.iter().all(|one| one.rule.name == "file-open"));
}

#[test]
fn pages_are_read_if_excel_made_them_or_someone_names_them() {
    let root = tree(&[
        ("a.htm", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"),
        ("b.html", "<html><table><tr><td>1</table>"),
        ("c.xml", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
        ("d.xml", "<a/>"),
        ("e.mht", "MIME-Version: 1.0\r\nX-Document-Type: Workbook"),
        ("f.txt", "a,b"),
    ]);
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(names(&found), ["a.htm", "c.xml", "e.mht"]);
    let named = discover(&["b.html", "d.xml", "f.txt"].map(|name| root.path().join(name))).unwrap();
    assert_eq!(names(&named), ["b.html", "d.xml", "f.txt"]);
}

#[test]
fn workbooks_in_archives_are_found_and_loaded() {
    let inner = archive(&[("二.csv".as_bytes(), b"2"), (b"deep.zip", &archive(&[(b"x.csv", b"")]))]);
    let sjis = encoding_rs::SHIFT_JIS.encode("表計課/評価ソ.csv").0;
    let bytes = archive(&[
        (&sjis, b"1"),
        ("福祉課/か\u{3099}.csv".as_bytes(), b"3"),
        (b"../../etc/up.csv", b"4"),
        (b"back\\slash.csv", b"5"),
        (b"inner.zip", &inner),
        (b"book.zip", &archive(&[(b"[Content_Types].xml", b""), (b"xl/workbook.xml", b"")])),
        (b"__MACOSX/._a.xlsx", b""),
        (b"~$a.xlsx", b""),
        (b"Thumbs.db", b""),
        (b"photo.jpg", b""),
        (b"folder/", b""),
    ]);
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("提出.zip"), &bytes).unwrap();
    fs::write(root.path().join("book.zip"), archive(&[(b"[Content_Types].xml", b""), (b"xl/workbook.xml", b"")]))
        .unwrap();
    fs::write(root.path().join("broken.zip"), &bytes[..bytes.len() / 2]).unwrap();
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(
        names(&found),
        [
            "book.zip",
            "broken.zip",
            "提出.zip/back/slash.csv",
            "提出.zip/book.zip",
            "提出.zip/etc/up.csv",
            "提出.zip/inner.zip/deep.zip",
            "提出.zip/inner.zip/二.csv",
            "提出.zip/福祉課/が.csv",
            "提出.zip/表計課/評価ソ.csv",
        ]
    );
    assert_eq!(
        skips(&found),
        [
            ("提出.zip/Thumbs.db", Skip::System),
            ("提出.zip/__MACOSX/._a.xlsx", Skip::System),
            ("提出.zip/photo.jpg", Skip::Extension),
            ("提出.zip/~$a.xlsx", Skip::Lock),
        ]
    );
    let loaded = |name: &str| {
        let file = found.files.iter().find(|file| file.name.ends_with(name)).unwrap();
        load(file, 1000).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    for (name, content) in [("評価ソ.csv", "1"), ("二.csv", "2"), ("が.csv", "3"), ("up.csv", "4"), ("slash.csv", "5")]
    {
        assert_eq!(loaded(name).unwrap(), content, "{name}");
    }
    let few = Limits { archive_files: 5, ..Limits::default() };
    let found = discover_within(&[root.path().join("提出.zip")], &few).unwrap();
    assert_eq!(names(&found), ["提出.zip"]);
    assert_eq!(load(&found.files[0], 1000).unwrap_err().finding("a").rule.name, "too-many-files");
    let small = Limits { archive_bytes: 3, ..Limits::default() };
    let found = discover_within(&[root.path().join("提出.zip")], &small).unwrap();
    assert_eq!(load(&found.files[0], 1000).unwrap_err().finding("a").rule.name, "file-too-large");
}

#[test]
fn an_entry_with_a_password_is_rejected_for_it() {
    // The flag of encryption, in both headers of the one entry.
    let mut bytes = archive(&[(b"a.csv", b"1")]);
    for (mark, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let at = (0..bytes.len()).find(|at| bytes[*at..].starts_with(mark)).unwrap();
        bytes[at + flags] |= 1;
    }
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.zip"), bytes).unwrap();
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(names(&found), ["a.zip/a.csv"]);
    assert_eq!(load(&found.files[0], 1000).unwrap_err().finding("a").rule.name, "file-password");
}

#[test]
fn names_may_be_long_and_folders_deep() {
    let root = tempfile::tempdir().unwrap();
    let long = format!("{}.csv", "長".repeat(83));
    assert_eq!(long.len(), 253);
    fs::write(root.path().join(&long), "1").unwrap();
    let deep: PathBuf = (0..100).map(|_| "課").collect();
    fs::create_dir_all(root.path().join(&deep)).unwrap();
    fs::write(root.path().join(&deep).join("b.csv"), "2").unwrap();
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(found.files.len(), 2);
    assert!(found.files.iter().all(|file| load(file, 10).is_ok()));
}

#[test]
fn a_file_that_is_gone_when_it_is_loaded_is_rejected() {
    let root = tree(&[("a.csv", "1")]);
    let found = discover(&[root.path().to_owned()]).unwrap();
    fs::remove_file(root.path().join("a.csv")).unwrap();
    assert_eq!(load(&found.files[0], 10).unwrap_err().finding("a").rule.name, "file-not-loaded");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_told_and_pipes_never_opened() {
    let root = tree(&[("b.csv", "")]);
    std::os::unix::fs::symlink("none.xlsx", root.path().join("a.xlsx")).unwrap();
    std::os::unix::fs::symlink("none.txt", root.path().join("a.txt")).unwrap();
    let pipe = |name: &str| std::process::Command::new("mkfifo").arg(root.path().join(name)).status().unwrap();
    for name in ["pipe.xlsx", "pipe.zip", "~$b.csv", "run.json"] {
        assert!(pipe(name).success());
    }
    let found = discover(&[root.path().to_owned()]).unwrap();
    assert_eq!(names(&found), ["a.xlsx", "b.csv"]);
    assert_eq!(load(&found.files[0], 10).unwrap_err().finding("a").rule.name, "file-not-loaded");
    let device = |name| (name, Skip::Device);
    assert_eq!(
        skips(&found),
        [("a.txt", Skip::Extension), device("pipe.xlsx"), device("pipe.zip"), device("run.json"), device("~$b.csv")]
    );
    let file = InputFile { path: root.path().join("pipe.xlsx"), ..InputFile::default() };
    assert!(load(&file, 10).is_err());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_opened_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let root = tree(&[("秘密/a.csv", ""), ("b.csv", "")]);
    let secret = root.path().join("秘密");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may do everything is not kept out.
    let kept_out = fs::read_dir(&secret).is_err();
    let found = discover(&[root.path().to_owned()]).unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o755)).unwrap();
    if kept_out {
        assert_eq!(names(&found), ["b.csv"]);
        assert_eq!((found.findings[0].rule.name, found.findings[0].file.as_str()), ("folder-unreadable", "秘密"));
    } else {
        assert_eq!(names(&found), ["b.csv", "秘密/a.csv"]);
    }
}
