//! Rules of the settings: what the user wrote and the run had no use for.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of the settings.
pub const RULES: &[&Rule] = &[&EXCEPTION_UNUSED, &INDICATOR_SETTING_UNUSED, &INDICATOR_SETTINGS_DIFFER];

/// An exception in the settings that accepts nothing.
pub static EXCEPTION_UNUSED: Rule = Rule {
    name: "exception-unused",
    severity: Severity::Warning,
    title: Text { ja: "使われていない例外", en: "exception not used" },
    message: Text {
        ja: "設定の例外に当てはまる確認事項がない（{found}）。",
        en: "No finding matches this exception of the settings ({found}).",
    },
    why: Text {
        ja: "指摘がすでに直っているか、ファイル名や指標名が変わっている。残しておくと、将来の別の誤りを見逃すことがある。",
        en: "Either it has been mended, or a file or indicator has another name now. Left in place, it may hide another mistake later.",
    },
    remedy: Text {
        ja: "直っていれば設定ファイルからこの [[accept]] を消す。名前が変わったのであれば書き直す。",
        en: "If it has been mended, take this [[accept]] out of the settings; if a name changed, correct it.",
    },
    example: Text {
        ja: "[[accept]] rule = \"value-jump\", file = \"相談.xlsx\" と書いたが、相談.xlsx に value-jump の指摘がない",
        en: "[[accept]] rule = \"value-jump\", file = \"a.xlsx\", while a.xlsx has no such finding",
    },
};

/// What the settings say of an indicator that there is not.
pub static INDICATOR_SETTING_UNUSED: Rule = Rule {
    name: "indicator-setting-unused",
    severity: Severity::Warning,
    title: Text { ja: "使われていない指標の設定", en: "indicator setting not used" },
    message: Text {
        ja: "設定の [[indicator]] に当てはまる指標がない（{found}）。",
        en: "No indicator matches this [[indicator]] of the settings ({found}).",
    },
    why: Text {
        ja: "指標名や施策コードが変わったか、その指標のシートが届いていない。その指標だけの向きや判定区分は使われていない。",
        en: "A name or a code changed, or the sheet of that indicator did not come. What was given for it alone is not used.",
    },
    remedy: Text {
        ja: "指標名を、総括表の指標一覧にあるとおりに書き直す。指標がなくなったのであれば、設定から消す。",
        en: "Write the name as it stands in the list of indicators; if the indicator is gone, take the setting out.",
    },
    example: Text {
        ja: "[[indicator]] name = \"ごみ排出量\" と書いたが、シートの指標名は「1人1日ごみ排出量」",
        en: "[[indicator]] name = \"waste\", while the sheet calls it 「1人1日ごみ排出量」",
    },
};

/// Settings that say different things of one indicator.
pub static INDICATOR_SETTINGS_DIFFER: Rule = Rule {
    name: "indicator-settings-differ",
    severity: Severity::Warning,
    title: Text { ja: "食い違う指標の設定", en: "indicator settings contradict each other" },
    message: Text {
        ja: "「{indicator}」に当てはまる [[indicator]] の内容が食い違うため、食い違う項目は使っていない（設定の{found}行目）。",
        en: "The [[indicator]] settings for 「{indicator}」 contradict each other; what they contradict in is not used (lines {found}).",
    },
    why: Text {
        ja: "同じ指標に違う向きや判定区分が書かれていると、どちらを使うべきか決められない。",
        en: "With two directions or scales for one indicator it cannot be decided which is meant.",
    },
    remedy: Text {
        ja: "どちらか一つにするか、measure_code、department、file を書いて指標を分ける。",
        en: "Keep one of them, or tell the indicators apart with measure_code, department or file.",
    },
    example: Text {
        ja: "「相談件数」に、一方は direction = \"up\"、他方は direction = \"down\" と書いた",
        en: "two settings for one name, one with direction = \"up\" and one with direction = \"down\"",
    },
};
