//! Rules of what people wrote into the program's own books.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of the books that come back.
pub const RULES: &[&Rule] = &[
    &ACCEPTANCE_WITHOUT_REASON,
    &ACCEPTANCE_UNCLEAR,
    &ACCEPTANCE_UNMATCHED,
    &REPLY_UNMATCHED,
    &ANSWERS_UNREADABLE,
    &OWN_OUTPUT,
];

/// ○ in 了承 and nothing in 了承の理由.
pub static ACCEPTANCE_WITHOUT_REASON: Rule = Rule {
    name: "acceptance-without-reason",
    severity: Severity::Warning,
    title: Text { ja: "了承の理由がない", en: "accepted without a reason" },
    message: Text {
        ja: "確認番号「{found}」の「了承」に○があるが、「了承の理由」が空のため、了承としていない。",
        en: "Finding 「{found}」 is marked as accepted, but no reason is given; it is not accepted.",
    },
    why: Text {
        ja: "なぜそのままでよいとしたのかが残らないと、後任の人が判断できない。",
        en: "Without a reason nobody can tell later why it was right as it was.",
    },
    remedy: Text {
        ja: "総括表の「確認事項」シートで、その行の「了承の理由」に記入する。了承しないのであれば○を消す。",
        en: "Give the reason in that row of the sheet 「確認事項」, or take the mark away.",
    },
    example: Text {
        ja: "「了承」が○で「了承の理由」が空の行",
        en: "a row with a mark in 「了承」 and nothing in 「了承の理由」",
    },
};

/// Something else than ○ in 了承.
pub static ACCEPTANCE_UNCLEAR: Rule = Rule {
    name: "acceptance-unclear",
    severity: Severity::Warning,
    title: Text { ja: "了承かどうか分からない", en: "accepted or not" },
    message: Text {
        ja: "確認番号「{expected}」の「了承」に「{found}」とあり、了承かどうか分からないため、了承としていない。",
        en: "「{found}」 in 「了承」 of finding 「{expected}」 is neither a mark nor a refusal; it is not accepted.",
    },
    why: Text {
        ja: "書かれた言葉から、了承したものと推測しない。",
        en: "That something is accepted is never guessed.",
    },
    remedy: Text {
        ja: "了承するのであれば○にし、しないのであれば空にする。覚え書きは「了承の理由」に書ける。",
        en: "Put ○ there if it is accepted, else leave it empty; notes may stand in 「了承の理由」.",
    },
    example: Text {
        ja: "「了承」に「確認中」とある行", en: "a row with 「確認中」 in 「了承」"
    },
};

/// An acceptance of nothing.
pub static ACCEPTANCE_UNMATCHED: Rule = Rule {
    name: "acceptance-unmatched",
    severity: Severity::Note,
    title: Text { ja: "どの確認事項の了承か分からない", en: "acceptance of nothing known" },
    message: Text {
        ja: "この行の「了承」（理由「{found}」）は、確認番号がないか、どの確認事項の番号とも合わない。",
        en: "This row accepts something (reason 「{found}」), but its number is missing or is that of no finding.",
    },
    why: Text {
        ja: "行を写したり番号の欄を消したりすると、どの確認事項か分からなくなる。",
        en: "Rows that were copied or lost their number cannot be told apart.",
    },
    remedy: Text {
        ja: "新しい総括表の、該当する行の「了承」と「了承の理由」に記入する。",
        en: "Put the mark and the reason into the right row of the new book.",
    },
    example: Text {
        ja: "「確認番号」の列を消した総括表", en: "a book whose column 「確認番号」 was deleted"
    },
};

/// A reply to nothing.
pub static REPLY_UNMATCHED: Rule = Rule {
    name: "reply-unmatched",
    severity: Severity::Note,
    title: Text { ja: "すでにない確認事項への回答", en: "reply to what is no finding any more" },
    message: Text {
        ja: "回答「{found}」は、いまの確認事項のどれへのものでもない。",
        en: "The reply 「{found}」 belongs to none of the present findings.",
    },
    why: Text {
        ja: "直してから回答した場合のほか、番号の欄を消した場合もある。回答をなくさないために挙げる。",
        en: "It may have been mended before the reply, or the row lost its number; no reply is to be lost.",
    },
    remedy: Text {
        ja: "回答を読み、用が済んでいれば、この確認依頼のブックを入力のフォルダーから除く。",
        en: "Read it; once it is dealt with, take the book out of the folder of inputs.",
    },
    example: Text {
        ja: "直した後に「修正しました」と回答のある確認依頼",
        en: "a request answered with 「修正しました」 after it was mended",
    },
};

/// A book that may hold what people wrote and cannot be read.
pub static ANSWERS_UNREADABLE: Rule = Rule {
    name: "answers-unreadable",
    severity: Severity::Warning,
    title: Text { ja: "前の総括表・確認依頼が読めない", en: "earlier book that cannot be read" },
    message: Text {
        ja: "出力先または前回のフォルダーにあるこのブックが読めないため、記入された了承・回答を引き継いでいない（{found}）。",
        en: "This book of the output folder or of the run before cannot be read, so that what was written there is not carried over ({found}).",
    },
    why: Text {
        ja: "書き込まれた内容が失われたように見えないため。",
        en: "What was written there must not seem to be lost.",
    },
    remedy: Text {
        ja: "Excelで開けるか確かめ、保存し直してから、もう一度実行する。手で変えたブックは「控え」に残っている。",
        en: "See whether Excel opens it, save it again and run once more; books changed by hand are kept in 「控え」.",
    },
    example: Text {
        ja: "途中までしか保存されていない総括表.xlsx", en: "a book of which only a part was saved"
    },
};

/// A 総括表 among the inputs.
pub static OWN_OUTPUT: Rule = Rule {
    name: "own-output",
    severity: Severity::Note,
    title: Text { ja: "このプログラムが作った総括表", en: "a book of this program" },
    message: Text {
        ja: "このブックはこのプログラムが作った総括表のため、提出物として読んでいない。",
        en: "This is a book that this program made; it was not read as a submission.",
    },
    why: Text {
        ja: "集計した値を、もう一度集計しないため。",
        en: "What was consolidated is not to be consolidated again.",
    },
    remedy: Text {
        ja: "入力のフォルダーから除く。了承は、出力先か前回のフォルダーの総括表に記入する。",
        en: "Take it out of the inputs; write into the one in the output folder or in that of the run before.",
    },
    example: Text {
        ja: "提出フォルダーに置かれた総括表.xlsx", en: "a 「総括表.xlsx」 in the folder of submissions"
    },
};
