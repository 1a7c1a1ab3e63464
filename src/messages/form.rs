//! Words of a drafted form definition.

use crate::lang::Text;

/// At its head.
pub static DRAFT_HEAD: Text = Text {
    ja: "様式定義の下書き。# で始まる行は、説明か、まだ答えのない質問です。\n答えるには、行の先頭の # を消して、\"\" の中に書きます。要らない質問は行ごと消してかまいません。\n書いたら、様式定義のフォルダーに「好きな名前.toml」で保存し、matome form check で確かめます。",
    en: "A first form definition. Lines that begin with # explain, or ask what is not known yet.\nTo answer, take away the # and write between the quotes. Questions that do not matter can be deleted.\nThen save it as NAME.toml in the folder of form definitions, and try it with matome form check.",
};
/// Before the headings.
pub static DRAFT_HEADINGS: Text = Text {
    ja: "この見出しがすべてあるシートに、この定義を使います",
    en: "The definition is used for sheets that have all of these headings",
};
/// Before the words.
pub static DRAFT_WORDS: Text = Text {
    ja: "左の見出しの意味を、知っている言葉で右に書きます: \"指標名\" \"単位\" \"目標値\" \"実績値\" \"R6年度目標値\" \"担当課\" \"事業名\" \"備考\"、要らない欄は \"無視\"",
    en: "Say on the right what the heading on the left means, in known words: \"指標名\" \"単位\" \"目標値\" \"実績値\" \"R6年度目標値\" \"担当課\" \"事業名\" \"備考\", and \"無視\" for what is not needed",
};
/// Before the headings that are known.
pub static DRAFT_KNOWN: Text = Text { ja: "書かなくても分かる見出し", en: "Known without a word here" };
/// After the first cell of a heading that stands several times.
pub static DRAFT_TIMES: Text = Text { ja: "から{n}か所", en: " and {n} times in all" };
/// Before the blocks.
pub static DRAFT_REPEAT: Text = Text {
    ja: "同じ見出しの列の組が{n}回くり返しています（{cells} から始まる）。それぞれ何年度の何ですか。左から順に \"令和5年度実績\" のように書きます",
    en: "The same headings come {n} times (from {cells}). Of which year is each block, and what stands in it? Write from the left, as \"令和5年度実績\"",
};
/// Before the year.
pub static DRAFT_YEAR: Text = Text {
    ja: "年度がシートのどこにも書かれていません。何年度のシートですか（\"令和6年度\"）",
    en: "No year stands on the sheet. Of which year is it (\"令和6年度\")?",
};
/// Before what was told of the sheet.
pub static DRAFT_TOLD: Text = Text {
    ja: "定義なしで読んだときに分からなかったこと",
    en: "What was not understood without a definition",
};
/// Between the drafts of two sheets.
pub static DRAFT_NEXT: Text = Text {
    ja: "――― ここから別のシートの下書き（別の .toml に保存する） ―――",
    en: "--- another sheet: save it as another .toml ---",
};
/// No sheet needs one.
pub static DRAFT_NONE: Text = Text {
    ja: "どのシートも、定義がなくても読めるか、指標の表らしいものがありません。matome inspect で確かめられます。",
    en: "Every sheet is read without a definition, or holds nothing like a table of indicators; see matome inspect.",
};
