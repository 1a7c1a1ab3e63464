//! Web pages saved as one file (.mht): a mail without addressee whose parts are the page and its sheets.

use super::limits::Budget;
use super::rejection::Rejection;
use super::{Contents, html};
use mail_parser::{MessageParser, MimeHeaders, PartType};

/// Reads the pages in a file, in their order.
pub(super) fn read(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Err(Rejection::not_a_spreadsheet("MHTML"));
    };
    let pages = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(text) => Some((part.content_location().unwrap_or_default(), &**text)),
        _ => None,
    });
    html::read_parts(file, pages, budget)
}
