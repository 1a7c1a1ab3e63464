//! Rules of corrections (修正表) and memos: what staff wrote into 総括表 besides decisions.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of what the office writes: no department can mend it.
pub const OF_THE_OFFICE: &[&Rule] = &[
    &CORRECTION_PROPOSED,
    &CORRECTION_WITHOUT_REASON,
    &CORRECTION_UNCLEAR,
    &CORRECTION_UNREADABLE,
    &CORRECTION_OUTDATED,
    &CORRECTION_CONTRADICTED,
    &CORRECTION_WITHOUT_PLACE,
    &EDIT_NOT_TAKEN,
    &MEMO_WITHOUT_PLACE,
];

/// What a department is told of a correction.
pub const OF_THE_DEPARTMENT: &[&Rule] = &[&CORRECTION_APPLIED];

/// A correction waits for a decision.
pub static CORRECTION_PROPOSED: Rule = Rule {
    name: "correction-proposed",
    severity: Severity::Warning,
    title: Text { ja: "実績の修正の提案がある", en: "correction proposed" },
    message: Text {
        ja: "総括表で、読み取った実績「{expected}」を「{found}」とする修正が提案されている。採否がないため、集計は読み取った値のままとしている。",
        en: "A correction of the actual 「{expected}」 to 「{found}」 is proposed in the book; until it is decided, the value that was read stands.",
    },
    why: Text {
        ja: "提出された値を、誰がなぜ変えたのかが残らないまま変えない。",
        en: "What was submitted is never changed without a record of who changed it and why.",
    },
    remedy: Text {
        ja: "総括表の「修正表」で、理由・記入者・日付を記入し、採否で「採用」か「却下」を選ぶ。",
        en: "Give the reason, who and when in 「修正表」 of the book, and choose 「採用」 or 「却下」.",
    },
    example: Text {
        ja: "「指標一覧」の対象年度の実績を、98から100に書き直した総括表",
        en: "a book in whose 「指標一覧」 the actual 98 was changed to 100",
    },
};

/// 採用 and no reason.
pub static CORRECTION_WITHOUT_REASON: Rule = Rule {
    name: "correction-without-reason",
    severity: Severity::Warning,
    title: Text { ja: "修正の理由がない", en: "correction without a reason" },
    message: Text {
        ja: "実績「{expected}」を「{found}」とする修正は「採用」とあるが、理由がないため、適用していない。",
        en: "The correction of the actual 「{expected}」 to 「{found}」 is adopted without a reason; it is not applied.",
    },
    why: Text {
        ja: "なぜ提出された値と違うのかを、後任の人が説明できるように。",
        en: "Whoever comes later must be able to say why the figure is not the one that was submitted.",
    },
    remedy: Text {
        ja: "「修正表」のその行の理由に記入する。適用しないのであれば「却下」とする。",
        en: "Give the reason in that row of 「修正表」, or choose 「却下」.",
    },
    example: Text {
        ja: "採否が「採用」で理由が空の行", en: "a row with 「採用」 and nothing in 「理由」"
    },
};

/// Neither 採用 nor 却下.
pub static CORRECTION_UNCLEAR: Rule = Rule {
    name: "correction-unclear",
    severity: Severity::Warning,
    title: Text { ja: "修正の採否が分からない", en: "correction adopted or not" },
    message: Text {
        ja: "実績「{expected}」を「{found}」とする修正の採否が「採用」でも「却下」でもないため、適用していない。",
        en: "Whether the correction of 「{expected}」 to 「{found}」 is adopted is not clear; it is not applied.",
    },
    why: Text { ja: "採用したものと推測しない。", en: "That something is adopted is never guessed." },
    remedy: Text {
        ja: "「修正表」のその行の採否で「採用」か「却下」を選ぶ。決まらない間は空にする。",
        en: "Choose 「採用」 or 「却下」 in that row of 「修正表」; leave it empty until it is decided.",
    },
    example: Text {
        ja: "採否に「たぶん採用」とある行", en: "a row with 「たぶん採用」 in 「採否」"
    },
};

/// No exact number.
pub static CORRECTION_UNREADABLE: Rule = Rule {
    name: "correction-unreadable",
    severity: Severity::Warning,
    title: Text { ja: "修正値を読めない", en: "correction that is no number" },
    message: Text {
        ja: "実績「{expected}」の修正値「{found}」は、一つの数として読めないか、単位が指標と違うため、適用しない。",
        en: "「{found}」, to which the actual 「{expected}」 is to be corrected, is not exactly one number in the indicator's unit; it is not applied.",
    },
    why: Text {
        ja: "「約80」を80とするような推測はしない。", en: "About 80 is not 80; nothing is guessed."
    },
    remedy: Text {
        ja: "「修正表」のその行の修正値を一つの数に直す。修正をやめるのであれば「却下」とする。",
        en: "Put one number into 「修正値」 of that row of 「修正表」, or choose 「却下」.",
    },
    example: Text {
        ja: "「指標一覧」の実績を「約80」に書き直した総括表",
        en: "a book in whose 「指標一覧」 an actual was changed to 「約80」",
    },
};

/// The department says something else by now.
pub static CORRECTION_OUTDATED: Rule = Rule {
    name: "correction-outdated",
    severity: Severity::Warning,
    title: Text {
        ja: "修正した後に提出値が変わった", en: "submitted value changed after its correction"
    },
    message: Text {
        ja: "「{found}」とする修正の後で、部署の提出した値が変わった（{expected}）。修正は適用していない。",
        en: "After it was corrected to 「{found}」, the department submitted another value ({expected}); the correction is not applied.",
    },
    why: Text {
        ja: "採用は、そのとき読み取った値に対するものである。部署が直した値を、古い修正で上書きしない。",
        en: "A decision is about the value that stood there; what the department mended is not overwritten by an old correction.",
    },
    remedy: Text {
        ja: "今の値を見て、「修正表」でもう一度採否を選ぶ。",
        en: "Look at the value of now and decide again in 「修正表」.",
    },
    example: Text {
        ja: "98を100とする修正を採用した後で、部署が99と再提出した指標",
        en: "an actual corrected from 98 to 100 that was then submitted as 99",
    },
};

/// Two that are adopted.
pub static CORRECTION_CONTRADICTED: Rule = Rule {
    name: "correction-contradicted",
    severity: Severity::Warning,
    title: Text { ja: "採用した修正が重なっている", en: "corrections that contradict each other" },
    message: Text {
        ja: "同じ実績「{expected}」に、採用とした修正が二つ以上あり（その一つが「{found}」）、どれも適用していない。",
        en: "More than one correction of the same actual 「{expected}」 is adopted, 「{found}」 among them; none is applied.",
    },
    why: Text { ja: "どちらが正しいかを推測しない。", en: "Which of them is right is never guessed." },
    remedy: Text {
        ja: "「修正表」で、適用しないほうを「却下」とする。",
        en: "Choose 「却下」 in 「修正表」 for those that are not right.",
    },
    example: Text {
        ja: "同じ指標・期間の実績を100とする行と101とする行が、どちらも「採用」",
        en: "two rows of one actual, to 100 and to 101, both with 「採用」",
    },
};

/// Nothing to correct.
pub static CORRECTION_WITHOUT_PLACE: Rule = Rule {
    name: "correction-without-place",
    severity: Severity::Warning,
    title: Text { ja: "修正の当てはまる実績がない", en: "correction of nothing submitted" },
    message: Text {
        ja: "「{found}」とする修正に当てはまる指標・期間（{expected}）が、今回の提出物に一つに決まる形ではない。修正は適用していない。",
        en: "What is to be corrected to 「{found}」 ({expected}) was not submitted, or is not the only one; the correction is not applied.",
    },
    why: Text {
        ja: "指標がなくなったとき、名称が変わったときに、修正が黙って消えないように。",
        en: "A correction is not to vanish when its indicator is dropped or renamed.",
    },
    remedy: Text {
        ja: "指標の提出と、「修正表」のその行のコード・指標名・期間を確かめる。もういらなければ「却下」とする。",
        en: "See whether the indicator was submitted, and the code, name and period of that row; if it is not needed any more, choose 「却下」.",
    },
    example: Text {
        ja: "修正した指標のファイルが、翌月には提出されなかったとき",
        en: "a corrected indicator whose file did not come the next month",
    },
};

/// A change in 指標一覧 that is no correction.
pub static EDIT_NOT_TAKEN: Rule = Rule {
    name: "edit-not-taken",
    severity: Severity::Warning,
    title: Text { ja: "修正として扱わない書き換え", en: "change that is no correction" },
    message: Text {
        ja: "「指標一覧」の実績「{expected}」が、空、数式、または提出された値に変えられている（「{found}」）。修正として扱っていない。",
        en: "The actual 「{expected}」 in 「指標一覧」 was emptied, replaced by a formula or put back to what was submitted (「{found}」); that is not taken for a correction.",
    },
    why: Text {
        ja: "誤って消した欄や、式の計算結果を、修正とはしない。",
        en: "Neither a cell emptied by mistake nor the result of a formula is anybody's word.",
    },
    remedy: Text {
        ja: "修正するときは値を数で書く。適用中の修正をやめるときは、「修正表」の採否を「却下」とする。",
        en: "Write a number to correct it; to take back a correction that is applied, choose 「却下」 in 「修正表」.",
    },
    example: Text {
        ja: "「指標一覧」の実績の欄を消した総括表",
        en: "a book in whose 「指標一覧」 an actual was cleared",
    },
};

/// A memo about what is not there.
pub static MEMO_WITHOUT_PLACE: Rule = Rule {
    name: "memo-without-place",
    severity: Severity::Note,
    title: Text { ja: "メモの当てはまる行がない", en: "memo without a row" },
    message: Text {
        ja: "メモ「{found}」の当てはまる行が、今回の総括表にない。",
        en: "The row to which the memo 「{found}」 belongs is not in this book.",
    },
    why: Text { ja: "書かれたメモが黙って消えないように。", en: "What was noted is not to vanish." },
    remedy: Text {
        ja: "「修正表」の下にある「行のなくなったメモ」を見て、要るものは書き写し、いらないものは消す。",
        en: "See the memos at the foot of 「修正表」; copy what is needed, clear what is not.",
    },
    example: Text {
        ja: "メモのある指標のファイルが提出されなかったとき",
        en: "an indicator with a memo whose file did not come",
    },
};

/// What the department should mend.
pub static CORRECTION_APPLIED: Rule = Rule {
    name: "correction-applied",
    severity: Severity::Warning,
    title: Text { ja: "提出後に修正した実績", en: "actual corrected after submission" },
    message: Text {
        ja: "提出された実績「{found}」を、「{expected}」に修正して集計している。ファイルの値は提出されたままである。",
        en: "The actual 「{found}」 that was submitted is reported as 「{expected}」; the file still says what was submitted.",
    },
    why: Text {
        ja: "ファイルが直されないと、翌月も翌年も同じ値が提出される。",
        en: "Unless the file is mended, the same value comes again next month and next year.",
    },
    remedy: Text {
        ja: "修正後の値が正しければ、ファイルの値を直して再提出する。違うときは企画担当に連絡する。",
        en: "If the corrected value is right, mend the file and send it again; if not, tell the planning office.",
    },
    example: Text {
        ja: "「修正表」で採用とした修正のある実績", en: "an actual with an adopted correction"
    },
};
