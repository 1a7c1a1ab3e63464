//! Rules of `read`: files that could not be read, or not wholly.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[
    &FILE_UNREADABLE,
    &FILE_PASSWORD,
    &FILE_EMPTY,
    &FILE_NOT_A_SPREADSHEET,
    &SHEET_UNREADABLE,
    &CELL_UNREADABLE,
    &MERGE_UNREADABLE,
    &DETAIL_UNREADABLE,
    &MACRO_SHEET,
    &EXTERNAL_LINK,
];

pub(super) const NONE_OF_IT: Text = Text {
    ja: "中の指標が一つも集計に入っていない。",
    en: "None of the indicators in it are in the results.",
};

/// A file that looks like a spreadsheet and cannot be opened.
pub static FILE_UNREADABLE: Rule = Rule {
    name: "file-unreadable",
    severity: Severity::Error,
    title: Text { ja: "ファイルが読めない", en: "file cannot be read" },
    message: Text {
        ja: "このファイルは壊れているか、途中で切れているか、開く権限がないため読めない。",
        en: "This file cannot be read ({found}).",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "Excelで開けるか確かめ、開ければ「名前を付けて保存」で保存し直して、もう一度提出する。",
        en: "Check that Excel opens it; if so, save it again under a new name and submit it once more.",
    },
    example: Text { ja: "途中で切れた .xlsx ファイル", en: "an .xlsx file that was cut off" },
};

/// A file that a password protects from being opened.
pub static FILE_PASSWORD: Rule = Rule {
    name: "file-password",
    severity: Severity::Error,
    title: Text { ja: "パスワードで保護されている", en: "file is protected by a password" },
    message: Text {
        ja: "このファイルは開くのにパスワードが要る。", en: "This file needs a password to be opened."
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "Excelで開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを消して保存し、もう一度提出する。",
        en: "Open it in Excel, clear the password under File, Info, Protect Workbook, Encrypt with Password, save it and submit it once more.",
    },
    example: Text {
        ja: "「パスワードを使用して暗号化」で保存した .xlsx ファイル",
        en: "an .xlsx file saved with Encrypt with Password",
    },
};

/// A file in which nothing stands.
pub static FILE_EMPTY: Rule = Rule {
    name: "file-empty",
    severity: Severity::Error,
    title: Text { ja: "ファイルが空である", en: "file is empty" },
    message: Text { ja: "このファイルには何も入っていない。", en: "There is nothing in this file." },
    why: Text {
        ja: "コピーやメールの送信が途中で止まると、名前だけのファイルができる。",
        en: "A copy or a mail that was interrupted leaves a file with a name and nothing else.",
    },
    remedy: Text {
        ja: "元のファイルを確かめ、もう一度提出する。",
        en: "Check the original file and submit it once more.",
    },
    example: Text { ja: "0バイトの .xlsx ファイル", en: "an .xlsx file of 0 bytes" },
};

/// A file that is something else than its name says.
pub static FILE_NOT_A_SPREADSHEET: Rule = Rule {
    name: "file-not-a-spreadsheet",
    severity: Severity::Error,
    title: Text { ja: "中身が表計算のファイルではない", en: "file is not a spreadsheet" },
    message: Text {
        ja: "このファイルの中身は、読み取れる表計算の形式ではない（{found}）。",
        en: "What is in this file is not a spreadsheet format that can be read ({found}).",
    },
    why: Text {
        ja: "システムから書き出した「.xls」は、名前だけがExcelで中身はウェブページなどのことがある。",
        en: "A .xls exported by another system may be Excel by name only, and a web page inside.",
    },
    remedy: Text {
        ja: "Excelで開き、「名前を付けて保存」でファイルの種類を「Excel ブック (*.xlsx)」にして保存し、もう一度提出する。",
        en: "Open it in Excel, save it as an Excel Workbook (*.xlsx) and submit it once more.",
    },
    example: Text { ja: "中身がHTMLの .xls ファイル", en: "an .xls file that holds HTML" },
};

/// A sheet of a file that was read.
pub static SHEET_UNREADABLE: Rule = Rule {
    name: "sheet-unreadable",
    severity: Severity::Error,
    title: Text { ja: "シートが読めない", en: "sheet cannot be read" },
    message: Text {
        ja: "このシートは読めない（{found}）。ほかのシートは読んだ。",
        en: "This sheet cannot be read ({found}). The other sheets were read.",
    },
    why: Text {
        ja: "シートの中の指標が一つも集計に入っていない。",
        en: "None of the indicators on this sheet are in the results.",
    },
    remedy: Text {
        ja: "Excelで開いてシートの中身を確かめ、「名前を付けて保存」で保存し直して、もう一度提出する。",
        en: "Open it in Excel, check the sheet, save it again under a new name and submit it once more.",
    },
    example: Text {
        ja: "シートの一つが壊れている .xlsx ファイル", en: "an .xlsx file with one damaged sheet"
    },
};

/// A cell of a sheet that was read.
pub static CELL_UNREADABLE: Rule = Rule {
    name: "cell-unreadable",
    severity: Severity::Error,
    title: Text { ja: "セルが読めない", en: "cell cannot be read" },
    message: Text {
        ja: "このセルの値は正しく読めない（{found}）。",
        en: "The value of this cell cannot be read as it should be ({found}).",
    },
    why: Text {
        ja: "ファイルの中の書き方が表計算の決まりに合わず、値を信じてよいか分からない。",
        en: "What the file says of it breaks the rules of its format, so the value cannot be relied on.",
    },
    remedy: Text {
        ja: "Excelで開いてこのセルを確かめ、値を入力し直して保存し、もう一度提出する。",
        en: "Open it in Excel, check this cell, enter its value again, save it and submit it once more.",
    },
    example: Text {
        ja: "数値の型なのに「N/A」と書かれたセル", en: "a cell of type number that says N/A"
    },
};

/// A merged rectangle of a sheet that was read.
pub static MERGE_UNREADABLE: Rule = Rule {
    name: "merge-unreadable",
    severity: Severity::Warning,
    title: Text { ja: "セルの結合が読めない", en: "merged cells cannot be read" },
    message: Text {
        ja: "セルの結合「{found}」は読めないので、結合していないものとして読んだ。",
        en: "The merged cells {found} cannot be read; they were read as if they were not merged.",
    },
    why: Text {
        ja: "結合したセルの見出しが、どの列や行に及ぶか分からなくなる。",
        en: "How far a heading in merged cells reaches may no longer be seen.",
    },
    remedy: Text {
        ja: "Excelで開いて結合を確かめ、列や行の全体ではなく要るセルだけを結合して保存する。",
        en: "Open it in Excel, check what is merged, and merge only the cells needed, not whole columns or rows.",
    },
    example: Text { ja: "列全体「A:B」の結合", en: "the whole columns A:B merged" },
};

/// What a sheet that was read says besides its cells.
pub static DETAIL_UNREADABLE: Rule = Rule {
    name: "detail-unreadable",
    severity: Severity::Warning,
    title: Text { ja: "コメントなどが読めない", en: "notes and the like cannot be read" },
    message: Text {
        ja: "このシートのコメント、テーブル、入力規則などに読めないものがある（{found}）。セルは読んだ。",
        en: "Notes, tables, validations or the like of this sheet cannot be read ({found}). Its cells were read.",
    },
    why: Text {
        ja: "値に付けた説明や注意が、確認の際に見落とされるおそれがある。",
        en: "What someone remarked on a value may be overlooked when it is checked.",
    },
    remedy: Text {
        ja: "Excelで開いてコメントや入力規則を確かめ、「名前を付けて保存」で保存し直して、もう一度提出する。",
        en: "Open it in Excel, check its notes and validations, save it again under a new name and submit it once more.",
    },
    example: Text {
        ja: "コメントの部分が壊れている .xlsx ファイル", en: "an .xlsx file whose notes are damaged"
    },
};

/// A sheet that holds no values but a program.
pub static MACRO_SHEET: Rule = Rule {
    name: "macro-sheet",
    severity: Severity::Warning,
    title: Text { ja: "Excel 4.0 のマクロシートがある", en: "there is a macro sheet of Excel 4.0" },
    message: Text {
        ja: "このシートは古い形式のマクロ（Excel 4.0）なので読まなかった。ほかのシートは読んだ。",
        en: "This sheet holds macros in an old format (Excel 4.0) and was not read. The other sheets were read.",
    },
    why: Text {
        ja: "この形式のマクロは今の様式では使われず、ウイルスに悪用されることが多い。",
        en: "Forms no longer use macros of this format, and viruses often do.",
    },
    remedy: Text {
        ja: "作成した課に用途を確かめる。要らなければシートを削除して保存し、もう一度提出する。",
        en: "Ask the department what it is for. If it is not needed, delete the sheet, save the file and submit it once more.",
    },
    example: Text {
        ja: "「Macro1」というマクロシートのある .xlsm ファイル",
        en: "an .xlsm file with a macro sheet Macro1",
    },
};

/// Values that a file takes from other files.
pub static EXTERNAL_LINK: Rule = Rule {
    name: "external-link",
    severity: Severity::Note,
    title: Text { ja: "ほかのファイルの値を使っている", en: "values come from other files" },
    message: Text {
        ja: "このセルなどの数式は、ほかのファイル（{found}）の値を使っている。保存された値を読んだ。",
        en: "Formulas in this cell and perhaps others take values from other files ({found}). The stored values were read.",
    },
    why: Text {
        ja: "参照先のファイルが後から直されていても、リンクを更新して保存するまでは古い値のままになる。",
        en: "If those files were changed later, the values here stay the old ones until the links are updated and the file is saved.",
    },
    remedy: Text {
        ja: "Excelで開き、「データ」→「リンクの編集」（または「ブックのリンク」）で値を更新して確かめる。提出するときは「リンクの解除」で値に置き換えるとよい。",
        en: "Open it in Excel and update the values under Data, Edit Links (or Workbook Links). Before it is submitted, Break Link turns them into plain values.",
    },
    example: Text { ja: "数式「=[1]Sheet1!$A$1」のセル", en: "a cell with the formula =[1]Sheet1!$A$1" },
};
