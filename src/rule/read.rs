//! Rules of `read`: files that could not be read, or not wholly.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[
    &FILE_UNREADABLE,
    &FILE_FORBIDDEN,
    &FILE_IN_USE,
    &FILE_NOT_LOADED,
    &FILE_PASSWORD,
    &FILE_EMPTY,
    &FILE_NOT_A_SPREADSHEET,
    &FILE_OPEN,
    &FOLDER_UNREADABLE,
    &FILE_IS_A_DOCUMENT,
    &FILE_OLD_FORMAT,
    &SHEET_UNREADABLE,
    &CELL_UNREADABLE,
    &MERGE_UNREADABLE,
    &FILE_DECRYPTED,
    &FORMAT_PARTLY_KNOWN,
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
        ja: "このファイルは壊れているか、途中で切れているため読めない。",
        en: "This file is damaged or was cut off, and cannot be read.",
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
        ja: "Excelで開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを消して保存し、もう一度提出する。外せないときは、集計する人が --password-file でパスワードを渡す。",
        en: "Open it in Excel, clear the password under File, Info, Protect Workbook, Encrypt with Password, save it and submit it once more. Where it must stay, give the password with --password-file.",
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

/// A file that someone had open.
pub static FILE_OPEN: Rule = Rule {
    name: "file-open",
    severity: Severity::Note,
    title: Text { ja: "ファイルが開かれたままである", en: "file was open" },
    message: Text {
        ja: "このファイルはだれかが開いたままで（{found}）、最後に保存された内容を読んだ。",
        en: "Someone had this file open ({found}); what was last saved is what was read.",
    },
    why: Text {
        ja: "開いている人がまだ保存していない入力は、集計に入っていない。",
        en: "What they entered and had not saved yet is not in the results.",
    },
    remedy: Text {
        ja: "開いている人に保存して閉じてもらい、もう一度集計する。だれも開いていなければ、同じ場所の「~$」で始まるファイルを消す。",
        en: "Have them save and close it and run this again. If nobody has it open, delete the file beside it that begins with ~$.",
    },
    example: Text { ja: "「評価.xlsx」の隣に「~$評価.xlsx」がある", en: "~$a.xlsx lies beside a.xlsx" },
};

/// A folder whose files the disk does not show.
pub static FOLDER_UNREADABLE: Rule = Rule {
    name: "folder-unreadable",
    severity: Severity::Error,
    title: Text { ja: "フォルダーが開けない", en: "folder cannot be opened" },
    message: Text {
        ja: "このフォルダーは開けないため、中のファイルを読んでいない。",
        en: "This folder cannot be opened ({found}), so no file in it was read.",
    },
    why: Text {
        ja: "中にあるファイルの指標が一つも集計に入っていない。",
        en: "None of the indicators in its files are in the results.",
    },
    remedy: Text {
        ja: "フォルダーを開く権限があるか確かめ、なければ管理者に頼むか、開ける場所に写してもらう。",
        en: "Check that you may open the folder; if not, ask for access or for a copy elsewhere.",
    },
    example: Text {
        ja: "ほかの課だけが開けるフォルダー", en: "a folder that only another department may open"
    },
};

/// A sheet of a file that was read.
pub static SHEET_UNREADABLE: Rule = Rule {
    name: "sheet-unreadable",
    severity: Severity::Error,
    title: Text { ja: "シートが読めない", en: "sheet cannot be read" },
    message: Text {
        ja: "このシートは壊れているため読めない。ほかのシートは読んだ。",
        en: "This sheet is damaged and cannot be read. The other sheets were read.",
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

/// A file that one of the office's passwords opened.
pub static FILE_DECRYPTED: Rule = Rule {
    name: "file-decrypted",
    severity: Severity::Note,
    title: Text { ja: "パスワードで開いた", en: "file was opened with a password" },
    message: Text {
        ja: "このファイルはパスワードで保護されているので、指定されたパスワードのファイルにあるもので開いて読んだ。",
        en: "This file is protected by a password; it was opened with one from the given file of passwords.",
    },
    why: Text {
        ja: "保護されたファイルの中身が、保護のない集計結果に入る。",
        en: "What stands in a protected file is now in results that are not protected.",
    },
    remedy: Text {
        ja: "集計結果の取扱いに注意する。保護が要らないファイルは、パスワードを外して保存し直す。",
        en: "Handle the results with care. Where no protection is needed, save the file without its password.",
    },
    example: Text {
        ja: "課のパスワードで保護した .xlsx ファイル",
        en: "an .xlsx file protected by the department's password",
    },
};

/// A file in a format of which only the values are read.
pub static FORMAT_PARTLY_KNOWN: Rule = Rule {
    name: "format-partly-known",
    severity: Severity::Note,
    title: Text { ja: "値のほかは読めない形式である", en: "only the values of this format are read" },
    message: Text {
        ja: "このファイルはバイナリ形式（.xlsb）なので値だけを読んだ。セルの結合、％の表示、取消線、非表示の行や列は見ていない。",
        en: "This file is a binary workbook (.xlsb); only its values were read. Merged cells, percent formats, strike-through, hidden rows and columns are not seen.",
    },
    why: Text {
        ja: "％で表示した値が100分の1で読まれたり、取消線で消した値が生きているものとして読まれたりすることがある。",
        en: "A value shown as a percentage may be read as a hundredth of it, and a value that was struck through as if it held.",
    },
    remedy: Text {
        ja: "Excelで開き、「名前を付けて保存」でファイルの種類を「Excel ブック (*.xlsx)」にして保存し、もう一度提出する。",
        en: "Open it in Excel, save it as an Excel Workbook (*.xlsx) and submit it once more.",
    },
    example: Text {
        ja: "「Excel バイナリ ブック (*.xlsb)」で保存したファイル",
        en: "a file saved as an Excel Binary Workbook (*.xlsb)",
    },
};

/// A file that whoever runs the program may not read.
pub static FILE_FORBIDDEN: Rule = Rule {
    name: "file-forbidden",
    severity: Severity::Error,
    title: Text { ja: "開く権限がない", en: "no permission to open the file" },
    message: Text {
        ja: "このファイルは開く権限がないため読めない。",
        en: "This file cannot be read: there is no permission to open it.",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "フォルダーの持ち主に読み取りの権限を付けてもらうか、自分のパソコンにコピーしてもらい、もう一度実行する。",
        en: "Have whoever owns the folder allow reading, or have a copy made, and run the program once more.",
    },
    example: Text {
        ja: "ほかの課だけが開けるフォルダーにあるファイル",
        en: "a file in a folder that only another department may open",
    },
};

/// A file that someone has open.
pub static FILE_IN_USE: Rule = Rule {
    name: "file-in-use",
    severity: Severity::Error,
    title: Text { ja: "ほかの人が開いている", en: "file is open elsewhere" },
    message: Text {
        ja: "このファイルはほかの人かほかのプログラムが開いているため読めない。",
        en: "This file cannot be read: someone or another program has it open.",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "開いている人に閉じてもらうか、閉じるまで待って、もう一度実行する。",
        en: "Have it closed, or wait until it is, and run the program once more.",
    },
    example: Text {
        ja: "共有フォルダーでExcelが開いているファイル", en: "a file on a share that is open in Excel"
    },
};

/// A file that the disk or the network does not give.
pub static FILE_NOT_LOADED: Rule = Rule {
    name: "file-not-loaded",
    severity: Severity::Error,
    title: Text { ja: "ファイルを取り出せない", en: "file cannot be loaded" },
    message: Text {
        ja: "ディスクかネットワークからこのファイルを取り出せなかった。",
        en: "The disk or the network did not give this file.",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "共有フォルダーにつながっているか、ファイルが移されていないかを確かめ、もう一度実行する。",
        en: "Check that the share is connected and the file has not been moved, and run the program once more.",
    },
    example: Text {
        ja: "読んでいる途中でネットワークが切れた共有フォルダーのファイル",
        en: "a file on a share whose network was lost while it was read",
    },
};

/// A document of another program under the name of a spreadsheet.
pub static FILE_IS_A_DOCUMENT: Rule = Rule {
    name: "file-is-a-document",
    severity: Severity::Error,
    title: Text { ja: "表計算ではない文書である", en: "file is a document, not a spreadsheet" },
    message: Text {
        ja: "このファイルの中身は{found}の文書で、表計算のファイルではない。",
        en: "What is in this file is a {found} document, not a spreadsheet.",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "元の様式のExcelファイルに記入して、もう一度提出する。",
        en: "Fill in the original Excel form and submit that.",
    },
    example: Text { ja: "名前を .xlsx に変えたPDF", en: "a PDF renamed to .xlsx" },
};

/// A workbook of Excel 2 to 4.
pub static FILE_OLD_FORMAT: Rule = Rule {
    name: "file-old-format",
    severity: Severity::Error,
    title: Text { ja: "古すぎるExcelの形式である", en: "file is in too old a format" },
    message: Text {
        ja: "このファイルはExcel 4.0以前の形式で、読み取れない。",
        en: "This file is in the format of Excel 4.0 or earlier, which cannot be read.",
    },
    why: NONE_OF_IT,
    remedy: Text {
        ja: "Excelで開き、「名前を付けて保存」でファイルの種類を「Excel ブック (*.xlsx)」にして保存し、もう一度提出する。",
        en: "Open it in Excel, save it as an Excel Workbook (*.xlsx) and submit it once more.",
    },
    example: Text { ja: "1992年に保存した .xls ファイル", en: "an .xls file saved in 1992" },
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
