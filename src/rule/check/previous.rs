//! Rules about what is not as it was in the run before.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Another target than last time, and nothing says that it was revised.
pub static TARGET_CHANGED: Rule = Rule {
    name: "target-changed",
    severity: Severity::Warning,
    title: Text { ja: "目標値が前回と違う", en: "target changed" },
    message: Text {
        ja: "目標値が {found} となっているが、前回の集計では {expected} だった。改定の記載がない。",
        en: "The target is {found}; in the run before it was {expected}, and nothing says that it was revised.",
    },
    why: Text {
        ja: "目標を後から変えると、同じ実績でも達成になる。改定したことが分からないまま、議会に報告してはならない。",
        en: "A target changed afterwards turns the same actual into a success; a council must be told of a revision.",
    },
    remedy: Text {
        ja: "改定したのであれば、旧い目標値と改定の年度・理由が分かるように書く。改定していなければ、元の目標値に戻す。",
        en: "If it was revised, show the old value, the year and the reason; if not, restore the old value.",
    },
    example: Text {
        ja: "相談件数 | R6目標 前回 110 → 今回 105 | R6実績 106",
        en: "Consultations | 2024 target then 110, now 105 | 2024 actual 106",
    },
};
