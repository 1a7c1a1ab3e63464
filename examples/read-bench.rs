//! Measures reading against calamine, in turns: `scripts/bench-read.sh`.
//!
//! `corpus DIR THREADS PAIRS` reads all workbooks of a folder, from memory; `list FILE PAIRS` one large one, each time in a
//! process of its own, whose peak memory is told too; `make FILE` writes such a large one.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "it measures and tells; that is what it is for")]

use anyhow::{Context, Result, bail, ensure};
use calamine::{Reader as _, Xlsx};
use matome::read::{Reader, discover};
use rayon::prelude::*;
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

const ROWS: u32 = 100_000;
const TEXTS: u16 = 6;
const NUMBERS: u16 = 14;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments.as_slice() {
        ["corpus", folder, threads, pairs] => corpus(folder, threads.parse()?, pairs.parse()?),
        ["list", file, pairs] => list(file, pairs.parse()?),
        ["make", file] => make(file),
        ["one", way, file] => one(way, file),
        _ => bail!("read-bench corpus DIR THREADS PAIRS | list FILE PAIRS | make FILE"),
    }
}

/// Reads a folder of workbooks by our reader and by calamine, in turns.
fn corpus(folder: &str, threads: usize, pairs: usize) -> Result<()> {
    let files = discover(&[PathBuf::from(folder)])?.files.into_iter().filter(|file| file.name.ends_with(".xlsx"));
    let files: Vec<(String, Vec<u8>)> =
        files.map(|file| Ok((file.name, fs::read(&file.path)?))).collect::<Result<_>>()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let timed = |read: &(dyn Fn(&str, &[u8]) -> usize + Sync)| {
        let start = Instant::now();
        let cells: usize = pool.install(|| files.par_iter().map(|(name, bytes)| read(name, bytes)).sum());
        (start.elapsed().as_secs_f64(), cells)
    };
    let mut times = Vec::new();
    let mut counts = (0, 0);
    for pair in 0..=pairs {
        let (ours, our_cells) = timed(&|name, bytes| ours(name, bytes));
        let (theirs, their_cells) = timed(&|_, bytes| everything_by_calamine(bytes).unwrap_or_default());
        counts = (our_cells, their_cells);
        // The first pair does not count.
        if pair > 0 {
            times.push((ours, theirs));
        }
    }
    println!("{} workbooks, {threads} threads; filled cells: {} and {}", files.len(), counts.0, counts.1);
    tell("matome", times.iter().map(|(ours, _)| *ours), "s");
    tell("calamine", times.iter().map(|(_, theirs)| *theirs), "s");
    tell("matome / calamine", times.iter().map(|(ours, theirs)| ours / theirs), "");
    Ok(())
}

/// Reads a large list in three ways, in turns.
fn list(file: &str, pairs: usize) -> Result<()> {
    const WAYS: [&str; 3] = ["matome", "stream", "range"];
    let mut measured: Vec<Vec<(f64, f64)>> = vec![Vec::new(); WAYS.len()];
    for pair in 0..=pairs {
        for (way, results) in WAYS.iter().zip(&mut measured) {
            let output = Command::new(std::env::current_exe()?).args(["one", way, file]).output()?;
            ensure!(output.status.success(), "{way}: {}", String::from_utf8_lossy(&output.stderr));
            let text = String::from_utf8(output.stdout)?;
            let (seconds, peak) = text.trim().split_once(' ').context("two numbers")?;
            if pair > 0 {
                results.push((seconds.parse()?, peak.parse()?));
            }
        }
    }
    let [ours, stream, range] = measured.as_slice() else { bail!("three ways") };
    for (way, results) in WAYS.iter().zip(&measured) {
        tell(way, results.iter().map(|result| result.0), "s");
        tell(way, results.iter().map(|result| result.1), "MB");
    }
    tell("time: matome / stream", ours.iter().zip(stream).map(|(ours, theirs)| ours.0 / theirs.0), "");
    tell("memory: matome / range", ours.iter().zip(range).map(|(ours, theirs)| ours.1 / theirs.1), "");
    Ok(())
}

/// Reads a file once, and tells the seconds it took and the most memory this process had, in MB.
fn one(way: &str, file: &str) -> Result<()> {
    let start = Instant::now();
    let bytes = fs::read(file)?;
    let cells = match way {
        "matome" => ours(file, &bytes),
        "stream" => stream(&bytes)?,
        _ => range(&bytes)?,
    };
    let seconds = start.elapsed().as_secs_f64();
    ensure!(cells == (ROWS * u32::from(TEXTS + NUMBERS)) as usize, "{cells} cells");
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let peak: f64 = peak.trim().trim_end_matches(" kB").parse()?;
    println!("{seconds} {}", peak / 1024.0);
    Ok(())
}

/// How many cells our reader reads.
fn ours(name: &str, bytes: &[u8]) -> usize {
    let book = Reader::default().parse(name, bytes);
    let cells = book.as_ref().map_or(0, |book| book.sheets.iter().map(|sheet| sheet.cells.len()).sum());
    drop(black_box(book));
    cells
}

/// How many cells calamine reads: values, formulas and merges, as we do.
fn everything_by_calamine(bytes: &[u8]) -> Result<usize> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let mut cells = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name)?;
        black_box((book.worksheet_formula(&name)?, book.merge_cells_by_sheet_name(&name)?));
        cells += range.used_cells().count();
        black_box(range);
    }
    Ok(cells)
}

/// How many cells calamine's stream of cells gives; none is kept.
fn stream(bytes: &[u8]) -> Result<usize> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let name = book.sheet_names().into_iter().next().context("no sheet")?;
    let mut reader = book.worksheet_cells_reader(&name)?;
    let mut cells = 0;
    while let Some(cell) = reader.next_cell()? {
        black_box(cell);
        cells += 1;
    }
    Ok(cells)
}

/// How many cells calamine's range of the sheet has.
fn range(bytes: &[u8]) -> Result<usize> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let name = book.sheet_names().into_iter().next().context("no sheet")?;
    let range = book.worksheet_range(&name)?;
    let cells = range.used_cells().count();
    black_box(range);
    Ok(cells)
}

/// Writes a list as systems export them: texts of few and of many kinds, whole numbers and others.
fn make(file: &str) -> Result<()> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..ROWS {
        let kinds = [7, 40, 300, 5_000, 20_000, ROWS];
        for (col, kinds) in (0..TEXTS).zip(kinds) {
            sheet.write_string(row, col, format!("指標{}第{}号", col, row % kinds))?;
        }
        for col in TEXTS..TEXTS + NUMBERS {
            let number = f64::from(row * 31 + u32::from(col) * 977 % 100_003);
            sheet.write_number(row, col, if col % 2 == 0 { number } else { number / 8.0 })?;
        }
    }
    book.save(file)?;
    Ok(())
}

/// The median, least and most of some figures.
fn tell(name: &str, figures: impl Iterator<Item = f64>, unit: &str) {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    if let (Some(median), Some(least), Some(most)) = (figures.get(figures.len() / 2), figures.first(), figures.last()) {
        println!("{name:24} {median:9.3} {unit:2} ({least:.3}–{most:.3})");
    }
}
