//! Texts of the command line.

use crate::lang::Text;

/// `--annotate`.
pub static ANNOTATE: Text = Text {
    ja: "読み取った結果を色とメモで示したブックの写しを、このフォルダーに作る",
    en: "Writes copies of the workbooks to this folder, with colours and notes that show what was read",
};

/// What the program is.
pub static ABOUT: Text = Text {
    ja: "各課の評価シート（Excel）を読み取り、指標を一つの表にまとめ、目標と実績を照合して、総括表・議会報告・確認依頼・CSVを作ります。",
    en: "Reads departments' evaluation sheets, brings every indicator into one table, checks targets against actuals and writes workbooks and CSVs.",
};
/// `consolidate`.
pub static CONSOLIDATE: Text = Text {
    ja: "ファイルやフォルダーを読み取り、集計結果を作る",
    en: "Reads files and folders and writes the results",
};
/// `inspect`.
pub static INSPECT: Text = Text {
    ja: "どのセルから何を読み取ったか、使わなかったセルとその理由を示す（何も書き込まない）",
    en: "Shows what is read from which cell, and which cells are not used and why; writes nothing",
};
/// `verify`.
pub static VERIFY: Text = Text {
    ja: "出力フォルダーが出力したままか、データのシートとCSVが機械可読性のルール（30項目）に合うかを調べる",
    en: "Tells whether an output folder is as it was written, and its data keep to the 30 rules on machine-readable data",
};
/// Inputs of `verify`.
pub static VERIFIED: Text =
    Text { ja: "出力フォルダー、またはExcelブックやCSV", en: "Output folders, or workbooks and CSVs" };
/// `form`.
pub static FORM: Text = Text {
    ja: "様式定義（見出しだけでは読めない様式の説明）を調べる、作る",
    en: "Form definitions, for forms whose labels do not speak for themselves",
};
/// `form list`.
pub static FORM_LIST: Text = Text { ja: "様式定義の一覧", en: "Lists the form definitions" };
/// `form show`.
pub static FORM_SHOW: Text = Text { ja: "様式定義を一つ示す", en: "Shows a form definition" };
/// `form check`.
pub static FORM_CHECK: Text = Text {
    ja: "様式定義に書き間違いがないか、ファイルのシートに当てはまるかを調べる",
    en: "Tells mistakes in form definitions, and which sheets of files they fit",
};
/// `form draft`.
pub static FORM_DRAFT: Text = Text {
    ja: "読み切れないシートの様式定義の下書きを示す（分からないところは質問になる）",
    en: "Writes a first definition for sheets that are not read wholly; what is not known becomes questions",
};
/// The name of a definition.
pub static FORM_NAME: Text = Text { ja: "様式定義の名前", en: "Name of a form definition" };
/// `--forms`.
pub static FORMS: Text = Text {
    ja: "様式定義（*.toml）のフォルダー（省略時: matome.toml の forms）",
    en: "Folder of form definitions, *.toml (default: forms in matome.toml)",
};
/// No such definition.
pub static NO_SUCH_FORM: Text = Text { ja: "という様式定義はありません", en: "is no form definition" };
/// There are no definitions.
pub static NO_FORMS: Text = Text {
    ja: "様式定義はありません。見出しだけで読めない様式があれば、matome form draft で下書きを作れます。",
    en: "There are no form definitions. matome form draft writes a first one for a form that cannot be read by its labels.",
};
/// Definitions without a mistake.
pub static FORMS_FINE: Text =
    Text { ja: "様式定義 {n}件に書き間違いはありません。", en: "{n} form definitions, no mistakes." };
/// A definition fits a sheet.
pub static FORM_FITS: Text = Text { ja: "様式定義「{form}」に当てはまる", en: "is form {form}" };
/// A definition fits a sheet in part.
pub static FORM_NEARLY: Text = Text {
    ja: "様式定義「{form}」に似ているが、次の見出しがない: {missing}",
    en: "resembles form {form}, without the headings: {missing}",
};
/// No definition fits a sheet.
pub static FORM_NONE: Text = Text { ja: "当てはまる様式定義はない", en: "no form definition fits" };
/// `register`.
pub static REGISTERS: Text = Text { ja: "指標台帳を作る", en: "The indicator register" };
/// `register draft`.
pub static REGISTER_DRAFT: Text = Text {
    ja: "提出されたシートから、最初の指標台帳（Excel）を作る。埋める欄に色が付く",
    en: "Writes a first indicator register from sheets; what is to be filled in is marked",
};
/// `register draft --out`.
pub static REGISTER_OUT: Text = Text {
    ja: "作る台帳のファイル（.xlsx）。すでにあるファイルは上書きしない",
    en: "The register to write (.xlsx); a file that is there already is not overwritten",
};
/// `--register`.
pub static REGISTER: Text = Text {
    ja: "指標台帳のファイル（省略時: matome.toml の register）",
    en: "The indicator register (default: register in matome.toml)",
};
/// A register was drafted.
pub static REGISTER_WRITTEN: Text = Text {
    ja: "指標台帳の下書きを作りました: {out}（指標{indicators}件、名簿{roster}部署）。色のある欄を埋めて、--register で指定してください。",
    en: "A first register was written: {out} ({indicators} indicators, {roster} departments). Fill in what is marked, and name it with --register.",
};
/// The register cannot be read.
pub static NO_REGISTER: Text = Text { ja: "指標台帳として読めません", en: "cannot be read as a register" };
/// `rules`.
pub static RULES: Text =
    Text { ja: "確認規則の一覧、または一つの規則の説明", en: "Lists the rules, or explains one" };
/// Inputs.
pub static INPUT: Text = Text {
    ja: "読み取るファイルやフォルダー（フォルダーは中まで読む）",
    en: "Files or folders to read (folders with all below them)",
};
/// `--out`.
pub static OUT: Text = Text {
    ja: "出力先のフォルダー（省略時: --period があれば 集計/YYYY-MM、なければ 入力名_集計）",
    en: "Output folder (default: 集計/YYYY-MM with --period, else the input's name with _集計)",
};
/// `--period`.
pub static PERIOD: Text = Text {
    ja: "対象月。表題に入り、その月末日を基準日とする",
    en: "The month reported on; stands in titles, its last day is the date judged by",
};
/// `--as-of`.
pub static AS_OF: Text = Text {
    ja: "基準日。省略時は日付によることは判定しない",
    en: "The date judged by; without it nothing that depends on a date is judged",
};
/// `--config`.
pub static CONFIG: Text = Text {
    ja: "設定ファイル（省略時: このフォルダーの matome.toml）",
    en: "Settings file (default: matome.toml in this folder)",
};
/// `--ledger`.
pub static LEDGER: Text = Text {
    ja: "セルの台帳: summary（種類ごと）か full（セルごと）",
    en: "Cell ledger: by kind, or one line per cell",
};
/// `--password-file`.
pub static PASSWORD_FILE: Text = Text {
    ja: "保護されたファイルに試すパスワードのファイル（1行に一つ）",
    en: "Passwords to try on protected files, one a line",
};
/// `--lang`.
pub static LANG: Text = Text {
    ja: "メッセージの言語（帳票は常に日本語）",
    en: "Language of messages (workbooks are always Japanese)",
};
/// `--format`.
pub static FORMAT: Text = Text { ja: "画面への出力の形式", en: "Form of what goes to the terminal" };
/// `--jobs`.
pub static JOBS: Text = Text {
    ja: "同時に動かす処理の数（結果は変わらない）",
    en: "Threads; the results do not depend on it",
};
/// `--quiet`.
pub static QUIET: Text = Text { ja: "進み具合とまとめを表示しない", en: "No progress and no summary" };
/// The name of a rule.
pub static RULE_NAME: Text = Text { ja: "規則の名前", en: "Name of a rule" };
/// `--help`.
pub static HELP: Text = Text { ja: "この説明を表示する", en: "Shows this help" };
/// `--version`.
pub static VERSION: Text = Text { ja: "版を表示する", en: "Shows the version" };
/// The heading of the commands.
pub static COMMANDS: Text = Text { ja: "コマンド", en: "Commands" };
/// The help of a command.
pub static TEMPLATE: Text = Text {
    ja: "{about}\n\n使い方: {usage}\n\n引数:\n{positionals}\n\nオプション:\n{options}\n",
    en: "{about}\n\nUsage: {usage}\n\nArguments:\n{positionals}\n\nOptions:\n{options}\n",
};
/// The help of the program.
pub static TOP_TEMPLATE: Text = Text {
    ja: "{name} {version}\n{about}\n\n使い方: {usage}\n\nコマンド:\n{subcommands}\n\nオプション:\n{options}\n\n終了状態: 0 正常、1 要修正の事項あり（出力済み）、2 使い方か設定の誤り（出力なし）、3 書き込めない\n",
    en: "{name} {version}\n{about}\n\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n\nExit status: 0 done, 1 done with findings at error level, 2 wrong usage or settings (nothing written), 3 not writable\n",
};
/// Before an error.
pub static ERROR: Text = Text { ja: "エラー", en: "error" };
/// An input is not there.
pub static MISSING: Text =
    Text { ja: "そのファイルやフォルダーはありません", en: "no such file or folder" };
/// Nothing to read.
pub static NOTHING: Text = Text {
    ja: "読み取れるファイル（xlsx、xlsm、xls、xlsb、ods、csv、tsv）がありません。評価シートの入ったフォルダーを指定してください",
    en: "holds no file that can be read (xlsx, xlsm, xls, xlsb, ods, csv, tsv); name the folder with the evaluation sheets",
};
/// The output folder is or holds an input.
pub static OUT_IS_INPUT: Text = Text {
    ja: "入力のあるフォルダーや今いるフォルダーは出力先にできません。別のフォルダーを --out で指定してください",
    en: "holds the inputs or is the current folder and cannot be the output folder; name another with --out",
};
/// A word that is neither a path nor a command.
pub static NO_SUCH_WORD: Text =
    Text { ja: "というコマンドもファイルもありません", en: "is neither a command nor a file" };
/// The nearest command.
pub static NEAREST: Text = Text { ja: "もしかして", en: "did you mean" };
/// No input at all.
pub static NO_INPUT: Text = Text {
    ja: "読み取るファイルやフォルダーを指定するか、matome.toml の inputs に書いてください",
    en: "name files or folders to read, or list them under inputs in matome.toml",
};
/// No such rule.
pub static NO_SUCH_RULE: Text = Text { ja: "という規則はありません", en: "is no rule" };
/// Heads of the terminal's summary.
pub static SUMMARY: Text = Text {
    ja: "{files}ファイルから指標{indicators}件（{observations}行）、取組{actions}件、事業費{costs}件を読み取りました。",
    en: "Read {indicators} indicators ({observations} rows), {actions} actions and {costs} amounts from {files} files.",
};
/// Findings in the summary.
pub static FINDINGS: Text = Text {
    ja: "確認事項: 要修正 {errors}件、要確認 {warnings}件、参考 {notes}件",
    en: "Findings: {errors} errors, {warnings} warnings, {notes} notes",
};
/// Findings beside those of the run before, in the summary.
pub const SINCE_BEFORE: Text = Text {
    ja: "前回との比較: 新規 {new}件、継続 {continuing}件、解消 {resolved}件、了承 {accepted}件",
    en: "Since the run before: {new} new, {continuing} continuing, {resolved} resolved, {accepted} accepted",
};
/// Accepted findings, in the summary.
pub const ACCEPTED: Text = Text { ja: "了承したもの: {accepted}件", en: "Accepted: {accepted}" };
/// Rules that ran, and those that did not.
pub static RULES_RUN: Text = Text {
    ja: "規則: 調べたもの {run}、調べていないもの {not_run}（理由は総括表の概要）",
    en: "Rules: {run} run, {not_run} not run (why: 総括表, 概要)",
};
/// Without a date.
pub static NO_DATE: Text = Text {
    ja: "基準日（--as-of または --period）がないため、日付によることは判定していません。",
    en: "No date (--as-of or --period) was given: nothing that depends on a date was judged.",
};
/// Where the outputs are.
pub static WRITTEN: Text = Text { ja: "出力先", en: "Written to" };
/// Progress.
pub static READING: Text = Text { ja: "読み取り中", en: "reading" };
/// Heads of `inspect`.
pub static TARGET: Text = Text { ja: "目標", en: "target" };
/// Heads of `inspect`.
pub static ACTUAL: Text = Text { ja: "実績", en: "actual" };
/// The actual of the same month a year before.
pub static YEAR_BEFORE: Text = Text { ja: "前年同期", en: "a year before" };
/// Of a sheet, in `inspect`: what is known besides its cells.
pub static KNOWN: [Text; 5] = [
    Text { ja: "非表示の行 {n}", en: "hidden rows {n}" },
    Text { ja: "非表示の列 {n}", en: "hidden columns {n}" },
    Text { ja: "コメント {n}", en: "notes {n}" },
    Text { ja: "入力規則 {n}", en: "validations {n}" },
    Text { ja: "テーブル {n}", en: "tables {n}" },
];
/// Of a file, in `inspect`.
pub static NAMES: Text = Text { ja: "名前の定義 {n}", en: "defined names {n}" };
/// Of a file, in `inspect`.
pub static LINKS: Text = Text { ja: "リンク先のファイル", en: "linked files" };
/// Between the parts of such a line.
pub static COMMA: Text = Text { ja: "、", en: ", " };
/// Over the reasons for which the ledger leaves cells out.
pub static IGNORED: Text = Text {
    ja: "セルを除外する理由（matome inspect に出るもの）",
    en: "Why cells are ignored (as matome inspect says)",
};
/// Heads of such a reason's page.
pub static WHICH_CELLS: Text = Text { ja: "どのセルか", en: "Which cells" };
/// Heads of a rule's page.
pub static WHY: Text = Text { ja: "なぜ", en: "Why" };
/// Heads of a rule's page.
pub static REMEDY: Text = Text { ja: "直し方", en: "How to mend it" };
/// Heads of a rule's page.
pub static EXAMPLE: Text = Text { ja: "例", en: "Example" };

/// `--encoding`.
pub static ENCODING: Text = Text {
    ja: "CSVの文字コード（省略時: utf-8）。cp932 では、表せない文字を csv/unencodable.csv に並べる",
    en: "Encoding of the CSVs (default: utf-8); with cp932, characters without a place are listed in csv/unencodable.csv",
};
/// `--previous`.
pub static PREVIOUS: Text = Text {
    ja: "前回の出力フォルダー（値の変化、確認事項の経過を調べる）",
    en: "Output folder of the run before; what changed since, and which findings are new",
};
/// Its state cannot be used.
pub static NO_STATE: Text =
    Text { ja: "前回の state.jsonl を読めません", en: "the state.jsonl of the run before cannot be read" };
