//! Rules of `read`: files that are, hold or take more than the limits allow.

use super::read::NONE_OF_IT;
use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of the limits.
pub const RULES: &[&Rule] = &[
    &TOO_LARGE,
    &TOO_MANY_SHEETS,
    &TOO_MANY_CELLS,
    &TOO_MANY_MERGES,
    &TOO_MANY_DETAILS,
    &TEXT_TOO_LONG,
    &TOO_SLOW,
    &TOO_DEMANDING,
    &TOO_MANY_FILES,
    &TOO_MANY_FINDINGS,
];

/// A file that is, or unpacks to, too many bytes.
pub static TOO_LARGE: Rule = Rule {
    name: "file-too-large",
    severity: Severity::Error,
    title: Text { ja: "ファイルが大きすぎる", en: "file is too large" },
    message: Text {
        ja: "このファイルは大きすぎて読めない（{found}）。",
        en: "This file is too large to be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "集計に要るシートだけを新しいブックに移し、要らない行や列や画像を消して保存し、もう一度提出する。",
        en: "Move the sheets that are needed to a new workbook, delete the rows, columns and pictures that are not, and submit that.",
    },
    example: Text { ja: "展開すると256 MBを超えるシート", en: "a sheet that unpacks to more than 256 MB" },
};

/// A workbook with too many sheets.
pub static TOO_MANY_SHEETS: Rule = Rule {
    name: "too-many-sheets",
    severity: Severity::Error,
    title: Text { ja: "シートが多すぎる", en: "too many sheets" },
    message: Text {
        ja: "このファイルはシートの数が限度を超えるため読めない（{found}枚）。",
        en: "This file has more sheets than can be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "要るシートだけを新しいブックに移して保存し、もう一度提出する。",
        en: "Move the sheets that are needed to a new workbook and submit that.",
    },
    example: Text {
        ja: "1,000枚を超えるシートのあるブック", en: "a workbook with more than 1,000 sheets"
    },
};

/// A workbook with too many cells that hold something.
pub static TOO_MANY_CELLS: Rule = Rule {
    name: "too-many-cells",
    severity: Severity::Error,
    title: Text { ja: "セルが多すぎる", en: "too many cells" },
    message: Text {
        ja: "このファイルは値のあるセルの数が限度を超えるため読めない（{found}個）。",
        en: "This file has more cells that hold something than can be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "集計に要るシートだけを新しいブックに移し、要らない行や列を消して保存し、もう一度提出する。",
        en: "Move the sheets that are needed to a new workbook, delete the rows and columns that are not, and submit that.",
    },
    example: Text {
        ja: "値のあるセルが300万を超えるブック",
        en: "a workbook with more than 3 million cells that hold something",
    },
};

/// A workbook with too many merged rectangles.
pub static TOO_MANY_MERGES: Rule = Rule {
    name: "too-many-merges",
    severity: Severity::Error,
    title: Text { ja: "セルの結合が多すぎる", en: "too many merged cells" },
    message: Text {
        ja: "このファイルは結合したセルの数が限度を超えるため読めない（{found}箇所）。",
        en: "This file has more merged cells than can be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "要らない行や列を消し、要らない結合を解いて保存し、もう一度提出する。",
        en: "Delete the rows and columns that are not needed, unmerge what need not be merged, and submit it once more.",
    },
    example: Text {
        ja: "結合が50万箇所を超えるブック", en: "a workbook with more than 500,000 merged rectangles"
    },
};

/// A workbook with too many notes, validations, names or styles.
pub static TOO_MANY_DETAILS: Rule = Rule {
    name: "too-many-details",
    severity: Severity::Error,
    title: Text { ja: "設定が多すぎる", en: "too many settings" },
    message: Text {
        ja: "このファイルはメモ、入力規則、名前、書式などの数が限度を超えるため読めない（{found}件）。",
        en: "This file has more notes, validations, names or styles than can be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "値だけを新しいブックに貼り付けて保存し、もう一度提出する。",
        en: "Paste the values alone into a new workbook and submit that.",
    },
    example: Text {
        ja: "名前の定義が50万件を超えるブック", en: "a workbook that defines more than 500,000 names"
    },
};

/// A workbook with a text that no cell can hold.
pub static TEXT_TOO_LONG: Rule = Rule {
    name: "text-too-long",
    severity: Severity::Error,
    title: Text { ja: "文字列が長すぎる", en: "text is too long" },
    message: Text {
        ja: "このファイルには長すぎる文字列があるため読めない（{found}字）。",
        en: "This file has a text that is too long to be read ({found} characters).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "Excelで開けるか確かめ、「名前を付けて保存」で保存し直して、もう一度提出する。",
        en: "Check that Excel opens it; if so, save it again under a new name and submit it once more.",
    },
    example: Text {
        ja: "100万字を超える文字列のあるファイル",
        en: "a file with a text of more than a million characters",
    },
};

/// A file that takes too long.
pub static TOO_SLOW: Rule = Rule {
    name: "file-too-slow",
    severity: Severity::Error,
    title: Text { ja: "読むのに時間がかかりすぎる", en: "file takes too long to read" },
    message: Text {
        ja: "このファイルは読み終わるまでに時間がかかりすぎるため、途中でやめた（{found}）。",
        en: "Reading this file took too long and was given up ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "Excelで開き、要るシートだけを新しいブックに移して保存し、もう一度提出する。",
        en: "Open it in Excel, move the sheets that are needed to a new workbook and submit that.",
    },
    example: Text {
        ja: "読むのに15秒を超えるファイル", en: "a file that takes more than 15 seconds to read"
    },
};

/// A file that takes too much memory.
pub static TOO_DEMANDING: Rule = Rule {
    name: "file-too-demanding",
    severity: Severity::Error,
    title: Text { ja: "読むのにメモリーが足りない", en: "file takes too much memory" },
    message: Text {
        ja: "このファイルを読むにはメモリーが足りない（{found}）。",
        en: "This file takes more memory to read than there may be ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "離れた場所にある要らないセルを消し、「Excel ブック (*.xlsx)」で保存し直して、もう一度提出する。",
        en: "Delete stray cells far from the rest, save it as an Excel Workbook (*.xlsx) and submit it once more.",
    },
    example: Text {
        ja: "A1と最後のセルだけに値がある古い形式（.xls）のブック",
        en: "a workbook in the old format (.xls) with values in A1 and in the very last cell only",
    },
};

/// An archive with too many files.
pub static TOO_MANY_FILES: Rule = Rule {
    name: "too-many-files",
    severity: Severity::Error,
    title: Text { ja: "圧縮ファイルの中のファイルが多すぎる", en: "archive holds too many files" },
    message: Text {
        ja: "この圧縮ファイルは中のファイルの数が限度を超えるため読めない（{found}個）。",
        en: "This archive holds more files than can be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "展開し、要るファイルだけをフォルダーに置く。",
        en: "Unpack it, and put the files that are needed into the folder.",
    },
    example: Text { ja: "1万を超えるファイルの入った .zip", en: "a .zip of more than 10,000 files" },
};

/// A sheet with more findings of one kind than anybody reads.
pub static TOO_MANY_FINDINGS: Rule = Rule {
    name: "too-many-findings",
    severity: Severity::Warning,
    title: Text { ja: "同じ確認事項が多すぎる", en: "too many findings of one kind" },
    message: Text {
        ja: "このシートには「{found}」がほかに{expected}件ある。はじめの1,000件だけを示した。",
        en: "This sheet has {expected} more of {found}; only the first 1,000 are told.",
    },
    why: Text {
        ja: "一つの原因が多くのセルに及んでいることが多い。", en: "Mostly one cause is behind all of them."
    },
    remedy: Text {
        ja: "示した確認事項を直し、もう一度集計する。",
        en: "Put right what is told, and consolidate once more.",
    },
    example: Text {
        ja: "10万行の表で、どの行の値も読めない場合",
        en: "a list of 100,000 rows in which no value can be read",
    },
};
