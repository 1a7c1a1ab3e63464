//! Rules of what was submitted, set beside what is registered.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Register among the inputs.
pub static REGISTER_IN_INPUTS: Rule = Rule {
    name: "register-in-inputs",
    severity: Severity::Note,
    title: Text { ja: "入力の中の指標台帳", en: "register among the inputs" },
    message: Text {
        ja: "このファイルは指標台帳と見られるため、各課の回答として集計していない。",
        en: "This file is a register; it was not consolidated as an answer of a department.",
    },
    why: Text {
        ja: "台帳の目標は、各課が提出した値ではない。",
        en: "The targets of a register are not what a department submitted.",
    },
    remedy: Text {
        ja: "台帳として使うときは、--register か、設定の register で指定する。",
        en: "Name it with --register, or under register in the settings, to use it as one.",
    },
    example: Text {
        ja: "入力フォルダーに置いた「指標台帳.xlsx」", en: "a register in the folder of answers"
    },
};

/// Indicator that is not registered.
pub static INDICATOR_UNREGISTERED: Rule = Rule {
    name: "indicator-unregistered",
    severity: Severity::Warning,
    title: Text { ja: "台帳にない指標", en: "indicator that is not registered" },
    message: Text { ja: "「{found}」は指標台帳にない。", en: "「{found}」 is not in the register." },
    why: Text {
        ja: "加わった指標か、名称が変わった指標のことがある。集計には入れている。",
        en: "It may be new, or an old one under another name. It is in the results.",
    },
    remedy: Text {
        ja: "新しい指標であれば台帳に加える。名称が変わったのであれば、台帳の「旧名称」に前の名称を書く。",
        en: "Add it to the register, or write its former name under 「旧名称」.",
    },
    example: Text { ja: "台帳にない「利用者数」", en: "an indicator that the register does not have" },
};

/// Not certain which registered indicator it is.
pub static MATCH_UNCERTAIN: Rule = Rule {
    name: "match-uncertain",
    severity: Severity::Warning,
    title: Text {
        ja: "台帳のどの指標か決められない", en: "not certain which registered indicator it is"
    },
    message: Text {
        ja: "「{found}」は、台帳のどの指標か決められない（候補: {expected}）。",
        en: "It is not certain which registered indicator 「{found}」 is (candidates: {expected}).",
    },
    why: Text {
        ja: "名称が少し違うか、同じ名称の指標が複数ある。推測で結び付けない。",
        en: "Its name differs a little, or several have it. Nothing is matched by guessing.",
    },
    remedy: Text {
        ja: "同じ指標であれば、シートの名称を台帳に合わせるか、台帳の「旧名称」にシートの名称を書く。",
        en: "If it is one of them, use its name on the sheet, or write the sheet's name under 「旧名称」.",
    },
    example: Text {
        ja: "シート「相談の件数」、台帳「相談件数」", en: "a sheet that has a particle more"
    },
};

/// Registered indicator that was not submitted.
pub static INDICATOR_MISSING: Rule = Rule {
    name: "indicator-missing",
    severity: Severity::Warning,
    title: Text { ja: "提出されていない指標", en: "registered indicator that was not submitted" },
    message: Text {
        ja: "台帳の「{indicator}」（{found}）が、どのシートにもない。",
        en: "「{indicator}」 ({found}) of the register is on no sheet.",
    },
    why: Text {
        ja: "指標が落ちたまま集計すると、前年度と数が合わない。",
        en: "Counts do not agree with those of the year before.",
    },
    remedy: Text {
        ja: "シートに加えて提出し直す。廃止した指標であれば、企画担当課に知らせる。",
        en: "Add it to the sheet and submit it again; if it was given up, tell the planning office.",
    },
    example: Text { ja: "台帳にあり、シートにない「受診率」", en: "an indicator that no sheet has" },
};

/// Name that is not the register's.
pub static INDICATOR_RENAMED: Rule = Rule {
    name: "indicator-renamed",
    severity: Severity::Note,
    title: Text { ja: "台帳と違う名称", en: "name that is not the register's" },
    message: Text {
        ja: "「{found}」を、台帳の「{expected}」とみなした（コードまたは旧名称が同じ）。",
        en: "「{found}」 was taken for 「{expected}」 of the register, by its code or a former name.",
    },
    why: Text {
        ja: "名称が変わった指標も、前年度までの値と続けて扱う。",
        en: "An indicator keeps its history under another name.",
    },
    remedy: Text {
        ja: "別の指標であれば、台帳の旧名称とコードを確かめる。",
        en: "If it is another indicator, check codes and former names in the register.",
    },
    example: Text {
        ja: "旧名称「子育て相談の件数」のままのシート", en: "a sheet with a former name"
    },
};

/// Indicator submitted in two places.
pub static SUBMITTED_TWICE: Rule = Rule {
    name: "indicator-submitted-twice",
    severity: Severity::Warning,
    title: Text { ja: "二か所から提出された指標", en: "indicator submitted in two places" },
    message: Text {
        ja: "台帳の「{indicator}」が、{expected}からも提出されている。こちらは台帳と結び付けていない。",
        en: "「{indicator}」 of the register was also submitted in {expected}; this one is not matched.",
    },
    why: Text {
        ja: "どちらの値を使うか決められない。両方を別の指標として集計に入れている。",
        en: "It cannot be decided which values hold; both are in the results, as two indicators.",
    },
    remedy: Text {
        ja: "一方の提出をやめる。両方に載せる指標であれば、台帳に再掲の行を加える。",
        en: "Submit it once; if it belongs to both places, add a row with 「再掲」 to the register.",
    },
    example: Text {
        ja: "課の評価シートと戦略の一覧の両方にある指標",
        en: "an indicator on the sheets of two departments",
    },
};

/// Unit that is not the register's.
pub static UNIT_DIFFERS: Rule = Rule {
    name: "registered-unit-differs",
    severity: Severity::Warning,
    title: Text { ja: "単位が台帳と違う", en: "unit that is not the register's" },
    message: Text {
        ja: "「{indicator}」の単位「{found}」が、台帳（{expected}）と違う。台帳の目標・基準値は使っていない。",
        en: "The unit {found} of 「{indicator}」 is not that of the register ({expected}); targets and baseline of the register are not used.",
    },
    why: Text {
        ja: "単位が違うと、目標と実績を比べられない。",
        en: "Targets and actuals cannot be compared in different units.",
    },
    remedy: Text {
        ja: "シートか台帳の単位を直す。", en: "Correct the unit on the sheet or in the register."
    },
    example: Text { ja: "シート 千人、台帳 人", en: "sheet: thousands; register: persons" },
};

/// Direction that is not the register's.
pub static DIRECTION_DIFFERS: Rule = Rule {
    name: "registered-direction-differs",
    severity: Severity::Warning,
    title: Text { ja: "方向が台帳と違う", en: "direction that is not the register's" },
    message: Text {
        ja: "「{indicator}」の望ましい方向「{found}」が、台帳（{expected}）と違う。台帳の方向で判定している。",
        en: "The direction of 「{indicator}」 is {found} on the sheet and {expected} in the register, by which it is judged.",
    },
    why: Text {
        ja: "方向が逆であれば、達成と未達成が入れ替わる。",
        en: "The wrong direction turns achieved into missed.",
    },
    remedy: Text {
        ja: "正しい方向を確かめ、シートか台帳を直す。",
        en: "Find out which is right, and correct the other.",
    },
    example: Text { ja: "シート「維持」、台帳「増加」", en: "sheet: maintain; register: up" },
};

/// Baseline that is not the register's.
pub static BASELINE_DIFFERS: Rule = Rule {
    name: "registered-baseline-differs",
    severity: Severity::Warning,
    title: Text { ja: "基準値が台帳と違う", en: "baseline that is not the register's" },
    message: Text {
        ja: "「{indicator}」の基準値「{found}」が、台帳（{expected}）と違う。台帳の基準値で判定している。",
        en: "The baseline of 「{indicator}」 is {found} on the sheet and {expected} in the register, by which it is judged.",
    },
    why: Text {
        ja: "基準値が違うと、進捗率が変わる。", en: "Another baseline gives another rate of progress."
    },
    remedy: Text {
        ja: "正しい基準値を確かめ、シートか台帳を直す。",
        en: "Find out which is right, and correct the other.",
    },
    example: Text { ja: "シート 80、台帳 82", en: "sheet: 80; register: 82" },
};

/// Target that is not the register's.
pub static TARGET_DIFFERS: Rule = Rule {
    name: "registered-target-differs",
    severity: Severity::Warning,
    title: Text { ja: "目標が台帳と違う", en: "target that is not the register's" },
    message: Text {
        ja: "「{indicator}」の目標「{found}」が、台帳（{expected}）と違う。台帳の目標で判定している。",
        en: "A target of 「{indicator}」 is {found} on the sheet and {expected} in the register, by which it is judged.",
    },
    why: Text {
        ja: "目標が知らないうちに変わると、達成かどうかが変わる。",
        en: "A target that changes unnoticed changes what counts as achieved.",
    },
    remedy: Text {
        ja: "台帳の目標に直す。目標を改めたのであれば、台帳の「目標改定」に加える。",
        en: "Use the target of the register; if it was revised, add it to the table of revisions.",
    },
    example: Text { ja: "シート 105、台帳 110", en: "sheet: 105; register: 110" },
};

/// Aggregation that is not the register's.
pub static AGGREGATION_DIFFERS: Rule = Rule {
    name: "registered-aggregation-differs",
    severity: Severity::Warning,
    title: Text { ja: "集計のしかたが台帳と違う", en: "aggregation that is not the register's" },
    message: Text {
        ja: "「{indicator}」の実績は、シートでは{found}、台帳では{expected}である。シートの値はそのまま使っている。",
        en: "The actuals of 「{indicator}」 are {found} on the sheet and {expected} in the register; the sheet's are used as they are.",
    },
    why: Text {
        ja: "単年の値を累計の目標と比べると、達成率を誤る。",
        en: "An annual value set beside a cumulative target gives a wrong rate.",
    },
    remedy: Text {
        ja: "どちらの値かを確かめ、シートか台帳を直す。",
        en: "Find out which it is, and correct the other.",
    },
    example: Text { ja: "シート「単年度」、台帳「累計」", en: "sheet: annual; register: cumulative" },
};

/// Target from before its revision.
pub static TARGET_OUTDATED: Rule = Rule {
    name: "target-outdated",
    severity: Severity::Warning,
    title: Text { ja: "改定前の目標のまま", en: "target from before its revision" },
    message: Text {
        ja: "「{indicator}」の目標「{found}」は改定前のもので、新しい目標は「{expected}」である。新しい目標で判定している。",
        en: "The target {found} of 「{indicator}」 was revised to {expected}, by which it is judged.",
    },
    why: Text {
        ja: "改定前の目標で判定すると、達成かどうかを誤る。",
        en: "The old target would give a wrong judgement.",
    },
    remedy: Text { ja: "シートの目標を新しいものに直す。", en: "Write the new target on the sheet." },
    example: Text {
        ja: "目標改定 100→120 の後もシートは 100",
        en: "a sheet that still has 100 after a revision to 120",
    },
};

/// Empty actual after the month it is known.
pub static ACTUAL_OVERDUE: Rule = Rule {
    name: "actual-overdue",
    severity: Severity::Warning,
    title: Text { ja: "把握月を過ぎた実績の空欄", en: "empty actual after the month it is known" },
    message: Text {
        ja: "「{indicator}」の{found}の実績が空欄だが、台帳の把握月（{expected}）は過ぎている。",
        en: "The actual of 「{indicator}」 for {found} is empty, and the month in which it is known ({expected}) is over.",
    },
    why: Text {
        ja: "値が分かっているはずのものが集計に入らない。",
        en: "A value that should be known is missing from the results.",
    },
    remedy: Text {
        ja: "実績を記入する。まだ分からなければ、「集計中」などその理由を書く。",
        en: "Fill in the actual, or write why there is none yet.",
    },
    example: Text {
        ja: "把握月 当年度10月、10月末の時点で空欄", en: "known in October, empty at its end"
    },
};

/// No answer.
pub static SUBMISSION_MISSING: Rule = Rule {
    name: "submission-missing",
    severity: Severity::Warning,
    title: Text { ja: "提出がない", en: "no answer" },
    message: Text {
        ja: "「{found}」からの提出がない（期限: {expected}）。",
        en: "Nothing has come from 「{found}」 (due: {expected}).",
    },
    why: Text {
        ja: "この部署の指標が集計に入っていない。", en: "Its indicators are not in the results."
    },
    remedy: Text { ja: "評価シートを提出する。", en: "Submit the sheet." },
    example: Text {
        ja: "名簿にあり、ファイルのない部署", en: "a department on the roster without a file"
    },
};

/// Answer after the date.
pub static SUBMISSION_LATE: Rule = Rule {
    name: "submission-late",
    severity: Severity::Note,
    title: Text { ja: "期限後の提出", en: "answer after the date" },
    message: Text {
        ja: "提出日 {found} が、期限 {expected} の後である。",
        en: "It came on {found}, after {expected}.",
    },
    why: Text {
        ja: "期限の見直しや、次回の依頼の時期を考える材料になる。",
        en: "It shows whether dates are right, and when to ask next time.",
    },
    remedy: Text { ja: "特に要らない。", en: "Nothing needs to be done." },
    example: Text { ja: "期限 10月25日、受領日 10月28日", en: "due on the 25th, received on the 28th" },
};

/// Answer that was not expected.
pub static SUBMISSION_UNEXPECTED: Rule = Rule {
    name: "submission-unexpected",
    severity: Severity::Note,
    title: Text { ja: "名簿にない部署からの提出", en: "answer that was not expected" },
    message: Text {
        ja: "「{found}」は名簿にない。集計には入れている。",
        en: "「{found}」 is not on the roster. Its file is in the results.",
    },
    why: Text {
        ja: "部署名の違いか、名簿の漏れのことがある。",
        en: "Its name may be another one, or it is missing from the roster.",
    },
    remedy: Text {
        ja: "名簿に加えるか、組織改正の表に旧部署名を書く。",
        en: "Add it to the roster, or its former name to the table of renamed offices.",
    },
    example: Text { ja: "名簿にない部署のファイル", en: "a file of an office that is not listed" },
};

/// Former name of a department.
pub static DEPARTMENT_RENAMED: Rule = Rule {
    name: "department-renamed",
    severity: Severity::Note,
    title: Text { ja: "旧部署名", en: "former name of a department" },
    message: Text {
        ja: "「{found}」を、組織改正後の「{expected}」とした。",
        en: "「{found}」 was taken as 「{expected}」, as it is called now.",
    },
    why: Text { ja: "確認依頼は新しい部署に送る。", en: "Requests go to the department as it is now." },
    remedy: Text { ja: "シートの部署名を新しいものに直す。", en: "Use the new name on the sheet." },
    example: Text { ja: "旧部署名のままのシート", en: "a sheet with the old name" },
};

/// Renamed department not certain.
pub static DEPARTMENT_AMBIGUOUS: Rule = Rule {
    name: "department-ambiguous",
    severity: Severity::Warning,
    title: Text { ja: "組織改正後の部署を決められない", en: "renamed department not certain" },
    message: Text {
        ja: "「{found}」は組織改正で複数の部署（{expected}）に分かれたため、どの部署か決められない。",
        en: "「{found}」 became several departments ({expected}); it is not certain which is meant.",
    },
    why: Text { ja: "確認依頼の送り先が決まらない。", en: "It is not known whom to ask." },
    remedy: Text {
        ja: "シートに新しい部署名を書くか、台帳の所管課を直す。",
        en: "Write the new name on the sheet, or correct the department in the register.",
    },
    example: Text { ja: "二つの課に分かれた課", en: "an office that was divided" },
};

/// Department that is not known.
pub static DEPARTMENT_UNKNOWN: Rule = Rule {
    name: "department-unknown",
    severity: Severity::Warning,
    title: Text { ja: "名簿にない部署名", en: "department that is not known" },
    message: Text {
        ja: "部署名「{found}」は、名簿にも組織改正の表にもない（近いもの: {expected}）。",
        en: "「{found}」 is neither on the roster nor among the renamed offices (nearest: {expected}).",
    },
    why: Text {
        ja: "書き間違いであれば、確認依頼が届かない。", en: "If it is a slip, requests do not arrive."
    },
    remedy: Text {
        ja: "部署名を直す。正しければ名簿に加える。", en: "Correct the name, or add it to the roster."
    },
    example: Text { ja: "| 担当課 |\n| 健康増進化 |", en: "| 担当課 |\n| 健康増進化 |" },
};

/// Places of one indicator with other actuals.
pub static PLACES_DIFFER: Rule = Rule {
    name: "registered-places-differ",
    severity: Severity::Warning,
    title: Text { ja: "再掲の実績が違う", en: "places of one indicator that differ" },
    message: Text {
        ja: "「{indicator}」の実績「{found}」が、再掲の{expected}と違う。",
        en: "The actual {found} of 「{indicator}」 is not that of its other place, {expected}.",
    },
    why: Text {
        ja: "1件に数える指標に、値が二つある。", en: "An indicator that is counted once has two values."
    },
    remedy: Text {
        ja: "正しい値を確かめ、一方を直す。別の指標であれば、台帳の「再掲」を消す。",
        en: "Find out which is right and correct the other; if they are two indicators, clear 「再掲」 in the register.",
    },
    example: Text {
        ja: "施策1では 98、再掲の施策3では 89", en: "98 under one measure, 89 under the other"
    },
};
