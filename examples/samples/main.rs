//! Makes the sample workbooks: a month of みほん市, a city that does not exist.
//!
//! `cargo run --example samples -- [DIR]` writes them, into `samples/` if no folder is named.
//! `--sources DIR` writes the workbooks that `convert.sh` turns into .xls and .ods, `--indicators` prints the list
//! of all indicators they hold.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "this program's job is to write files")]

pub mod book;
mod csv_list;
mod faulty;
mod indicator_lists;
mod ink;
mod monthly;
mod paper;
mod plan_table;
mod project_sheet;
mod projects;
mod reform;
mod strategy;
mod three_rows;
mod town_list;
mod wide_list;
mod years_down;

use anyhow::Result;
use book::Sample;
use std::path::Path;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--indicators"] => print!("{}", indicator_list()?),
        ["--sources", dir] => write_all(&sources()?.into_iter().map(as_xlsx).collect::<Vec<_>>(), Path::new(dir))?,
        [dir] => write_all(&generated()?, Path::new(dir))?,
        _ => write_all(&generated()?, Path::new("samples"))?,
    }
    Ok(())
}

/// The files this program writes into `samples/`.
pub fn generated() -> Result<Vec<Sample>> {
    let learning = indicator_lists::learning()?;
    let children = projects::children()?;
    let copy = faulty::copy_of(&learning, "教育委員会/生涯学習課_施策指標一覧_R6 - コピー.xlsx");
    let cut_off = faulty::cut_off(&children, "建設部/上下水道課_事務事業評価シート.xlsx");
    Ok(vec![
        projects::elderly()?,
        children,
        projects::waste()?,
        learning,
        copy,
        indicator_lists::roads()?,
        three_rows::health()?,
        strategy::strategy()?,
        wide_list::wide_list()?,
        monthly::tourism()?,
        reform::reform()?,
        csv_list::budget()?,
        years_down::commerce()?,
        faulty::letter()?,
        cut_off,
        faulty::lock_file("総務部/~$行政経営課_経営改革大綱_取組一覧.xlsx"),
        faulty::thumbnails("環境部/Thumbs.db"),
    ])
}

/// The workbooks that stand in `samples/` in another format.
pub fn sources() -> Result<Vec<Sample>> {
    Ok(vec![plan_table::plan()?, town_list::town()?])
}

/// Every indicator: file, sheet, the cell of its name, its name.
pub fn indicator_list() -> Result<String> {
    let mut samples = generated()?;
    samples.extend(sources()?);
    samples.sort_by(|one, other| one.path.cmp(&other.path));
    let mut table = csv::Writer::from_writer(vec![]);
    table.write_record(["file", "sheet", "cell", "indicator"])?;
    for sample in &samples {
        for [sheet, cell, name] in &sample.indicators {
            table.write_record([&sample.path, sheet, cell, name])?;
        }
    }
    Ok(String::from_utf8(table.into_inner()?)?)
}

/// Under its own suffix.
fn as_xlsx(sample: Sample) -> Sample {
    let stem = sample.path.rsplit_once('.').map_or(sample.path.as_str(), |(stem, _)| stem);
    Sample { path: format!("{stem}.xlsx"), ..sample }
}

/// Writes them below a folder.
pub fn write_all(samples: &[Sample], dir: &Path) -> Result<()> {
    for sample in samples {
        let path = dir.join(&sample.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, &sample.bytes)?;
    }
    Ok(())
}
