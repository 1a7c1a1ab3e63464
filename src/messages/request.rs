//! Texts of 確認依頼 and of the copies that lie beside it.

use crate::annotation::NoCopy;

/// How the reply is given.
pub const HOW: [&str; 2] = [
    "「差戻し」は、元のファイルを直して再提出してください。",
    "「要確認」は、内容を確かめ、直す必要がなければその旨を「回答」欄（黄色）に記入してください。",
];

/// What the copies are for.
pub const COPIES: &str = "「セル」欄を押すと、このブックと同じフォルダーにある写し（「（確認箇所）」の付いたファイル）の、そのセルが開きます。写しは、確認するセルに色（赤：差戻し、黄：要確認）とメモを付けたもので、ほかは提出されたファイルと同じです。写しを直して提出してもかまいません。";

/// A file of which there is no copy.
pub fn no_copy(file: &str, why: NoCopy) -> String {
    let why = match why {
        NoCopy::Format => "写しを作れるのはxlsx形式とxlsm形式だけのため",
        NoCopy::Protected => "パスワードで保護されているため",
        NoCopy::Changed => "集計している間にファイルが変わったため",
        NoCopy::Parts => "ファイルの作りが通常と異なるため",
    };
    format!("写しのないファイル：{file}（{why}）")
}

/// Between what is said of one cell.
pub const NEXT: &str = "\n――――\n";

/// What a note on a cell asks for.
pub fn asked(remedy: &str) -> String {
    format!("お願い：{remedy}")
}
