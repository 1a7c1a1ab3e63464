//! Words of what is reckoned in the cells of 指標一覧.

/// The target is met.
pub const ACHIEVED: &str = "達成";
/// The target is not met.
pub const MISSED: &str = "未達成";
/// Whether the target is met is not known.
pub const NOT_JUDGED: &str = "判定なし";
/// Another place of an indicator that is counted where it stands first.
pub const REPEATED: &str = "再掲";
/// No mark.
pub const NO_MARK: &str = "－";

/// What may be corrected on 指標一覧, and what follows.
pub const TO_CORRECT: &str = "色の付いた実績は直せる。直すと、その行の達成率・判定・集計区分と、概要の件数が変わる（求め方が「値」の行は変わらない）。直した値は、次に集計したとき修正表に載る。";
/// The heading of what counts are made of.
pub const CLASS: &str = "集計区分";
/// The heading of how rate and mark stand in a row.
pub const HOW: &str = "求め方";
/// By formulas.
pub const BY_FORMULA: &str = "数式";
/// As values.
pub const BY_VALUE: &str = "値";
/// Beside the counts of 概要.
pub const COUNTS_FOLLOW: &str = "件数は指標一覧の集計区分から数える。再掲は1件に数える。";
/// Beside why some are not judged.
pub const REASONS_STAY: &str = "理由ごとの件数は作成時点のもの。";
/// On pages that do not follow 指標一覧.
pub const AS_OF_RUN: &str = "作成時点のもので、指標一覧の実績を直しても変わらない。";
