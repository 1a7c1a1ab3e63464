//! Every text that users see and that is not a rule's: labels, names of sheets, headings, notes.

pub mod form;
pub mod inspection;

use crate::judgement::{NotJudged, RateMethod};
use crate::lang::Text;
use crate::model::{Direction, IndicatorKind, Look, Measurement, Status, SubmissionStatus};
use crate::period::{FiscalYear, Part, Period, wareki};
use crate::rule::Severity;

/// Words of the notes in an annotated copy.
pub mod annotation {
    /// A cell whose content was used.
    pub const USED: &str = "使用：施策・部署・年度などとして読み取った";
    /// A heading.
    pub const LABEL: &str = "見出し";
    /// A cell that was left out on purpose.
    pub const IGNORED: &str = "除外";
    /// A cell that nothing was made of.
    pub const UNREAD: &str = "未使用：何のセルか分からない";
    /// The name of an indicator.
    pub const NAME: &str = "指標名";
    /// A baseline.
    pub const BASELINE: &str = "の基準値";
    /// A final target.
    pub const FINAL_TARGET: &str = "の最終目標";
    /// A target.
    pub const TARGET: &str = "の目標値";
    /// An actual.
    pub const ACTUAL: &str = "の実績値";
    /// An amount of money.
    pub const COST: &str = "事業費";
    /// A mark of an evaluation.
    pub const EVALUATION: &str = "評価";
    /// A listed action.
    pub const ACTION: &str = "取組項目";
    /// A text under a heading.
    pub const NARRATIVE: &str = "記述";
    /// A node of the plan tree.
    pub const MEASURE: &str = "施策・事業の名称";
}

/// What a sheet without an indicator looks like.
pub fn look(look: &Look) -> String {
    let text = match look {
        Look::Told => "",
        Look::NotUnderstood => "表の形が分からない",
        Look::EmptyForm => "様式のままで、何も記入されていない",
        Look::Instructions => "記入例・記入要領と見られる",
        Look::Costs => "予算・決算などの金額の表",
        Look::Kind(kind) => return format!("{kind}と見られる"),
        Look::Words => "表題や文章だけで、表がない",
        Look::Table => "指標名・目標・実績の見出しのない表",
        Look::Drawing => "グラフや図だけで、セルに何も書かれていない",
        Look::Empty => "どのシートにも、読めるものが書かれていない",
    };
    text.to_owned()
}

/// 区分 of a finding, as staff read it.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text { ja: "要修正", en: "error" },
        Severity::Warning => Text { ja: "要確認", en: "warning" },
        Severity::Note => Text { ja: "参考", en: "note" },
    }
}

/// 区分 of a finding, as the department it goes back to reads it.
pub const fn request(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "差戻し",
        Severity::Warning => "要確認",
        Severity::Note => "参考",
    }
}

/// Why a figure has no number, or what its number is; empty where there is nothing to say.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Value | Status::NoSlot | Status::Text => "",
        Status::Provisional => "速報値",
        Status::Forecast => "見込値",
        Status::Blank => "未記入",
        Status::None => "－",
        Status::Pending => "集計中",
        Status::Undetermined => "未定",
        Status::NotSurveyed => "調査なし",
        Status::NotApplicable => "対象外",
        Status::Discontinued => "中止・廃止",
        Status::FirstYear => "初年度",
        Status::NotDue => "未到来",
        Status::Suppressed => "秘匿",
        Status::Unreadable => "読取不能",
    }
}

/// What each status means.
pub const STATUSES: [(Status, &str, &str); 16] = [
    (Status::Value, "（値）", "値がある。0も値である。文章の実績（設置、取組中など）も含む。"),
    (Status::Provisional, "速報値", "速報値・暫定値。"),
    (Status::Forecast, "見込値", "見込みの値。判定しない。"),
    (Status::Blank, "未記入", "記入欄が空のまま。"),
    (Status::None, "－", "「－」「該当なし」と書かれている。"),
    (Status::Pending, "集計中", "集計中・未公表。"),
    (Status::Undetermined, "未定", "まだ決まっていない。"),
    (Status::NotSurveyed, "調査なし", "その年度に調査がない。"),
    (Status::NotApplicable, "対象外", "対象外と書かれている。"),
    (Status::Discontinued, "中止・廃止", "中止・廃止された。"),
    (Status::FirstYear, "初年度", "初年度のため値がない。"),
    (Status::NotDue, "未到来", "まだ把握する時期でない。"),
    (Status::NoSlot, "（欄なし）", "シートに記入欄がない。"),
    (Status::Suppressed, "秘匿", "公表しないとされている。"),
    (Status::Text, "（文章）", "目標が文章で書かれている（設置、前年度以上など）。"),
    (Status::Unreadable, "読取不能", "値として読めない。確認事項に記載。"),
];

/// Why there is no judgement.
pub const fn not_judged(reason: NotJudged) -> Text {
    match reason {
        NotJudged::NoTarget => Text { ja: "目標値がない", en: "no target" },
        NotJudged::NoActual => Text { ja: "実績値がない", en: "no actual" },
        NotJudged::ForecastOnly => Text { ja: "実績が見込値", en: "the actual is a forecast" },
        NotJudged::TargetInWords => Text { ja: "目標が文章", en: "the target is in words" },
        NotJudged::ActualInWords => Text { ja: "実績が文章", en: "the actual is in words" },
        NotJudged::Unreadable => Text { ja: "値が読めない", en: "a value cannot be read" },
        NotJudged::DirectionUnknown => {
            Text { ja: "増減どちらが望ましいか不明", en: "it is not known which way is better" }
        }
        NotJudged::NoBaseline => Text { ja: "基準値がない", en: "no baseline" },
        NotJudged::TargetEqualsBaseline => {
            Text { ja: "目標値と基準値が同じ", en: "target and baseline are the same" }
        }
        NotJudged::TargetZero => Text { ja: "目標値が0", en: "the target is 0" },
        NotJudged::TargetSpansYears => {
            Text { ja: "目標が複数年の累計", en: "the target counts several years" }
        }
        NotJudged::UnitsDiffer => Text { ja: "目標と実績の単位が違う", en: "the units differ" },
        NotJudged::NotYetOver => Text { ja: "期間が終わっていない", en: "the period is not over" },
        NotJudged::NoFormula => {
            Text { ja: "算式を当てはめられない", en: "the formula does not apply to these numbers" }
        }
        NotJudged::NoTerm => Text {
            ja: "基準値・最終目標の年度が不明",
            en: "the years of baseline and final target are not known",
        },
        NotJudged::NoPreviousYear => Text { ja: "前年度の実績値がない", en: "no actual of the year before" },
    }
}

/// What became of a file.
pub const fn submission(status: SubmissionStatus) -> Text {
    match status {
        SubmissionStatus::Received => Text { ja: "提出済", en: "received" },
        SubmissionStatus::Missing => Text { ja: "未提出", en: "missing" },
        SubmissionStatus::Late => Text { ja: "期限後", en: "late" },
        SubmissionStatus::Duplicate => Text { ja: "重複", en: "duplicate" },
        SubmissionStatus::Unchanged => Text { ja: "前回と同じ", en: "unchanged" },
        SubmissionStatus::OldForm => Text { ja: "旧様式", en: "old form" },
        SubmissionStatus::Unexpected => Text { ja: "予定外", en: "unexpected" },
        SubmissionStatus::Rejected => Text { ja: "読取不能", en: "rejected" },
    }
}

/// Which way is better.
pub const fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Up) => "増加",
        Some(Direction::Down) => "減少",
        Some(Direction::Maintain) => "維持",
        Some(Direction::Range) => "範囲",
        None => "",
    }
}

/// 指標の種類.
pub const fn kind(kind: Option<IndicatorKind>) -> &'static str {
    match kind {
        Some(IndicatorKind::Outcome) => "成果",
        Some(IndicatorKind::Output) => "活動",
        Some(IndicatorKind::Input) => "対象・投入",
        None => "",
    }
}

/// 主観 or 客観.
pub const fn measurement(measurement: Option<Measurement>) -> &'static str {
    match measurement {
        Some(Measurement::Perception) => "主観（意識調査）",
        Some(Measurement::Objective) => "客観（数値）",
        None => "",
    }
}

/// The formula of a rate.
pub const fn rate_method(method: RateMethod) -> &'static str {
    match method {
        RateMethod::Ratio => "実績値÷目標値×100",
        RateMethod::Progress => "（実績値－基準値）÷（目標値－基準値）×100（下限0・上限100）",
        RateMethod::Way => "（実績値－基準値）÷（目標値－基準値）×100",
        RateMethod::Level => "100±（実績値－目標値）÷目標値の大きさ×100（増加が望ましい指標は＋、減少は－）",
        RateMethod::Expectation => "実績値÷（最終目標値×経過年数÷期間の年数）×100",
        RateMethod::ExpectedWay => "（実績値－基準値）÷（（最終目標値－基準値）×経過年数÷期間の年数）×100",
        RateMethod::Comparison => "率を出さず、目標値との大小で判定",
    }
}

/// A period as offices write it: 令和7年度, 令和7年度第1四半期, 令和7年10月.
pub fn period(period: Period) -> String {
    match period.part {
        Part::Year => wareki(period.fiscal_year),
        Part::Quarter(quarter) => format!("{}第{quarter}四半期", wareki(period.fiscal_year)),
        Part::Month(place) => {
            let month = (place + 3) % 12 + 1;
            let year = period.fiscal_year + i32::from(month < 4);
            // The new era began in May 2019; the months before it still counted by the old one.
            let era_year = if year == 2019 && month < 5 { "平成31年".to_owned() } else { calendar_year(year) };
            format!("{era_year}{month}月")
        }
    }
}

fn calendar_year(year: FiscalYear) -> String {
    wareki(year).replace("年度", "年")
}

/// Names of sheets.
pub mod sheet {
    /// What was read.
    pub const OVERVIEW: &str = "概要";
    /// Counts by measure.
    pub const SUMMARY: &str = "体系別総括";
    /// One row per indicator.
    pub const INDICATORS: &str = "指標一覧";
    /// Not achieved.
    pub const BEHIND: &str = "未達成・遅れ";
    /// Findings.
    pub const FINDINGS: &str = "確認事項";
    /// Submissions.
    pub const SUBMISSIONS: &str = "提出状況";
    /// Legend.
    pub const LEGEND: &str = "凡例・算定方法";
    /// What stands before the title of a data sheet.
    pub const DATA: &str = "データ_";
    /// The columns of the data sheets.
    pub const DICTIONARY: &str = "データ_項目定義";
    /// The codes in the data sheets.
    pub const CODES: &str = "データ_コード表";
    /// Cover of the council's book.
    pub const COVER: &str = "表紙";
    /// Summary of the council's book.
    pub const COUNCIL_SUMMARY: &str = "総括";
    /// Notes of the council's book.
    pub const NOTES: &str = "注記";
    /// The sheet of a request.
    pub const REQUEST: &str = "確認依頼";
}

/// Names of the output files.
pub mod file {
    /// Staff's workbook.
    pub const CONSOLIDATED: &str = "総括表.xlsx";
    /// The council's workbook.
    pub const COUNCIL: &str = "議会報告.xlsx";
    /// The folder of the requests.
    pub const REQUESTS: &str = "確認依頼";
    /// What findings of no known department are filed under.
    pub const NO_DEPARTMENT: &str = "所属不明";
    /// Where outputs go that someone has changed by hand.
    pub const KEPT: &str = "控え";
}

/// Stands for the measure of indicators whose sheets name none.
pub const NO_MEASURE: &str = "（施策の記載なし）";

/// Stands in the title of whatever leaves the office before its figures are confirmed.
pub const UNCONFIRMED: &str = "【未確定】";

/// Notes on how the counts and rates come about; for staff and for the council alike.
pub const COUNTING_NOTES: [&str; 3] = [
    "指標数は、実指標数（再掲を除く。）である。体系の各行には再掲の指標も含むため、行の計と合計は一致しないことがある。上位の行は下位の行を含む。",
    "達成・未達成の割合は、判定した指標の数（達成と未達成の計）を分母とする。判定なしの指標は、分母に含まない。",
    "割合は小数第2位を四捨五入しているため、合計が100％にならないことがある。",
];

/// What marks and signs mean.
pub const SIGNS_NOTE: &str =
    "△は負の値を示す。（速報）は速報値・暫定値、（見込）は見込値である。「－」は、該当する値がないことを示す。";

/// Where nothing says which way is better.
pub const UNKNOWN_IS_UP: &str = "増減どちらが望ましいか書かれていない指標は、増加が望ましいものとして判定している。";

/// How rates are rounded before they are judged.
pub fn rounding_note(decimals: Option<u64>) -> String {
    let judged = match decimals {
        None => "四捨五入する前の値".to_owned(),
        Some(0) => "整数に四捨五入した値".to_owned(),
        Some(decimals) => format!("小数第{decimals}位までに四捨五入した値"),
    };
    format!("判定は{judged}で行い、達成率は小数第2位を四捨五入して表示している。")
}

/// What a band looks at, before its bounds; nothing for the target.
pub fn reference(word: &str) -> &'static str {
    match word {
        "baseline" => "基準値の",
        "previous" => "前年度の",
        _ => "",
    }
}

/// The mark of what is not judged.
pub fn not_judged_note(mark: &str) -> String {
    format!("判定できないものは「{mark}」で示す。")
}

/// Why a file was not looked into.
pub fn skipped(reason: &str) -> &'static str {
    match reason {
        "lock" => "Excelの作業用ファイル（名前が「~$」で始まるもの）",
        "temporary" => "保存やダウンロードの途中で残った一時ファイル",
        "backup" => "保存する前の控え（.bak、.xlkなど）",
        "device" => "ファイルでないもの（装置、リンクなど）",
        "system" => "隠しファイルなど、システムのもの（Thumbs.dbなど）",
        "extension" => "表計算ソフトのファイルでないもの（Word、PDFなど）",
        "output" => "このプログラムが以前に作ったもの",
        "unlistable" => "開けないフォルダー",
        _ => "",
    }
}

/// Why there is no judgement, in words for those outside; `None` where there is nothing for the year.
pub const fn not_judged_outside(reason: Option<NotJudged>) -> &'static str {
    match reason {
        Some(NotJudged::NoTarget) => "目標値なし",
        Some(NotJudged::NoActual | NotJudged::Unreadable) => "実績値なし",
        Some(NotJudged::TargetInWords | NotJudged::ActualInWords) => "数値でないため判定なし",
        Some(NotJudged::ForecastOnly) => "見込値のため判定なし",
        Some(NotJudged::NotYetOver) => "期間中のため判定なし",
        Some(NotJudged::TargetSpansYears) => "複数年の累計目標",
        Some(NotJudged::TargetZero) => "目標値が0",
        Some(
            NotJudged::DirectionUnknown
            | NotJudged::NoBaseline
            | NotJudged::TargetEqualsBaseline
            | NotJudged::UnitsDiffer
            | NotJudged::NoFormula
            | NotJudged::NoTerm
            | NotJudged::NoPreviousYear,
        ) => "判定なし",
        None => "対象年度の値なし",
    }
}

/// Texts of `write`'s errors.
pub mod output {
    use crate::lang::Text;

    /// A file or folder could not be written.
    pub static NOT_WRITTEN: Text = Text { ja: "書き込めません", en: "cannot be written" };
    /// A file of that name is not the program's.
    pub static FOREIGN: Text = Text {
        ja: "同じ名前のファイルがあり、このプログラムが作ったものではないため上書きしません。名前を変えるか、別の出力先を指定してください",
        en: "a file of that name stands there that this program did not write; rename it or choose another output folder",
    };
    /// The folder could not be replaced, probably because a file in it is open.
    pub static OPEN: Text = Text {
        ja: "フォルダーを入れ替えられません。中のファイルがExcelなどで開かれていれば、閉じてからもう一度実行してください",
        en: "the folder cannot be replaced; close any of its files that are open in Excel and run again",
    };
    /// Not a folder that can be replaced.
    pub static NO_FOLDER: Text = Text {
        ja: "出力先にできるフォルダーではありません",
        en: "is not a folder that can hold outputs",
    };
    /// Another run writes the same folder.
    pub static BUSY: Text = Text {
        ja: "別の実行が同じ出力先に書き込んでいます",
        en: "another run is writing the same folder",
    };
    /// Nothing was changed.
    pub static UNCHANGED: Text =
        Text { ja: "出力先は元のままです。", en: "The output folder is as it was." };
}

/// Texts of the command line.
pub mod cli {
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
    pub static FORMS_FINE: Text = Text {
        ja: "様式定義 {n}件に書き間違いはありません。",
        en: "{n} form definitions, no mistakes.",
    };
    /// A definition fits a sheet.
    pub static FORM_FITS: Text = Text { ja: "様式定義「{form}」に当てはまる", en: "is form {form}" };
    /// A definition fits a sheet in part.
    pub static FORM_NEARLY: Text = Text {
        ja: "様式定義「{form}」に似ているが、次の見出しがない: {missing}",
        en: "resembles form {form}, without the headings: {missing}",
    };
    /// No definition fits a sheet.
    pub static FORM_NONE: Text = Text { ja: "当てはまる様式定義はない", en: "no form definition fits" };
    /// `rules`.
    pub static RULES: Text = Text {
        ja: "確認規則の一覧、または一つの規則の説明",
        en: "Lists the rules, or explains one",
    };
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
    pub static QUIET: Text =
        Text { ja: "進み具合とまとめを表示しない", en: "No progress and no summary" };
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
    /// Rules that had nothing to look at or were switched off.
    pub static RULES_RUN: Text = Text {
        ja: "規則: 調べたもの {run}、対象がないか止めてあるもの {not_run}",
        en: "Rules: {run} run, {not_run} without anything to look at or switched off",
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_offices_do() {
        assert_eq!(period(Period::year(2025)), "令和7年度");
        assert_eq!(period(Period::month(2026, 1)), "令和8年1月");
        assert_eq!(period(Period::month(2019, 4)), "平成31年4月");
        assert_eq!(period(Period::month(2019, 5)), "令和元年5月");
        assert_eq!(period(Period::quarter(2025, 1)), "令和7年度第1四半期");
    }

    #[test]
    fn the_list_of_statuses_says_what_the_cells_say() {
        for (each, label, meaning) in STATUSES {
            assert!(status(each).is_empty() || status(each) == label);
            assert!(!meaning.is_empty());
        }
    }
}
