//! Mutations that add what has nothing to do with the indicators: lists, notes, marks.

use crate::mutant::{Mutant, Mutation, pick};
use matome::cell::CellRef;
use matome::sheet::Raw;

pub const ALL: &[(&str, Mutation)] = &[
    ("table below", table_below),
    ("table beside", table_beside),
    ("note below", note_below),
    ("note beside", note_beside),
    ("mark above", mark_above),
    ("other sheet", other_sheet),
];

/// Lists as they stand on such sheets; cells by `|`.
const TABLES: [&[&str]; 6] = [
    &["担当者一覧", "氏名|職名|内線", "山田太郎|課長|2101", "佐藤花子|主査|2105", "鈴木一郎|主事|2110"],
    &["部署|電話番号|FAX", "総務課|0120-00-0001|0120-00-0002", "企画課|0120-00-0003|0120-00-0004"],
    &["会議名|開催日|出席者数", "第1回庁内検討会|令和5年5月10日|12", "第2回庁内検討会|令和5年9月4日|15"],
    &["備品|数量|単価", "机|12|35000", "椅子|24|12000", "書架|3|48000"],
    &["地区|世帯数|人口", "東地区|1204|3011", "西地区|987|2456"],
    &["改訂履歴", "版|日付|改訂者", "1.0|2023/4/1|山田", "1.1|2023/10/1|佐藤"],
];

/// Texts that explain; none says anything of a year or a value.
const NOTES: [&str; 5] = [
    "※ 端数処理のため、合計と内訳が一致しないことがあります。",
    "注）数値は各課からの報告による。",
    "（注）記入に当たっては、別に配布した手引を参照してください。",
    "※１　欄が足りないときは行を追加してください。",
    "注２　黄色のセルだけに入力してください。",
];

/// What stands on the first line of such sheets.
const MARKS: [&str; 5] = ["（様式第３号）", "【取扱注意】", "別紙２", "（内部資料）", "1/2ページ"];

fn table(lines: &[&str], at: CellRef) -> Vec<(CellRef, Raw)> {
    let lines = lines.iter().zip(at.row..);
    let cells = lines.flat_map(|(line, row)| line.split('|').zip(at.col..).map(move |(text, col)| (row, col, text)));
    let raw = |text: &str| text.parse().map(Raw::number).unwrap_or_else(|_| Raw::text(text));
    cells.map(|(row, col, text)| (CellRef::new(row, col), raw(text))).collect()
}

fn table_below(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (lines, rest) = pick(&TABLES, number)?;
    let (row, left) = (mutant.end().row + 3, mutant.cols().first().copied()?);
    Some(mutant.with(table(lines, CellRef::new(row, left + count(rest % 3))), []))
}

fn table_beside(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (lines, rest) = pick(&TABLES, number)?;
    let (row, _) = pick(&mutant.rows(), rest)?;
    Some(mutant.with(table(lines, CellRef::new(row, mutant.end().col + 3)), []))
}

fn note_below(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (note, rest) = pick(&NOTES, number)?;
    let at = CellRef::new(mutant.end().row + 1 + count(rest % 3), mutant.cols().first().copied()?);
    Some(mutant.with([(at, Raw::text(note))], []))
}

fn note_beside(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (note, rest) = pick(&NOTES, number)?;
    let (row, _) = pick(&mutant.rows(), rest)?;
    Some(mutant.with([(CellRef::new(row, mutant.end().col + 2), Raw::text(note))], []))
}

fn mark_above(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (mark, rest) = pick(&MARKS, number)?;
    let (col, _) = pick(&mutant.cols(), rest)?;
    Some(mutant.stretched(vec![0; 2], vec![]).with([(CellRef::new(0, col), Raw::text(mark))], []))
}

fn other_sheet(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (lines, _) = pick(&TABLES, number)?;
    let mut other = mutant.renamed("名簿");
    (other.sheet.cells, other.sheet.merges) = (Vec::new(), Vec::new());
    let mut mutant = mutant.clone();
    mutant.beside = vec![other.with(table(lines, CellRef::new(1, 1)), []).sheet];
    Some(mutant)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap()
}
