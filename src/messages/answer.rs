//! The headings and labels by which the program finds again what people wrote into its own books.

/// 確認事項: whether the office accepts it.
pub const MARK: &str = "了承";
/// 確認事項: why.
pub const REASON: &str = "了承の理由";
/// 確認事項: what the department replied. Not what is asked for in a 確認依頼.
pub const REPLIED: &str = "部署の回答";
/// 確認依頼: the reply.
pub const REPLY: &str = "回答";
/// The id of the finding.
pub const ID: &str = "確認番号";
/// The indicator.
pub const INDICATOR: &str = "指標名";
/// What stands there.
pub const FOUND: &str = "今の値";
/// What was expected.
pub const EXPECTED: &str = "あるべき値";
/// What is wrong.
pub const MESSAGE: &str = "内容";
/// What to do.
pub const REMEDY: &str = "お願い";
/// 確認依頼: who replies.
pub const BY: &str = "回答者";
/// 確認依頼: until when.
pub const DUE: &str = "回答期限";

/// Stands in 了承 where the settings accept it: not for the office to fill in.
pub const BY_SETTINGS: &str = "設定";
/// Stands in 了承 where the office accepts it.
pub const ACCEPTED: &str = "○";
/// What the office may choose there.
pub const MARKS: &[&str] = &[ACCEPTED];

/// The title of a 確認依頼.
pub fn title(department: &str) -> String {
    format!("確認依頼（{department}）")
}

/// The department in such a title.
pub fn department(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once("確認依頼（")?;
    rest.rsplit_once('）').map(|(department, _)| department)
}
