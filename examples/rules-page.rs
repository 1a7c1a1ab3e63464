//! Prints the page of the rules: `cargo run --example rules-page [ja|en]`.
#![expect(clippy::print_stdout, reason = "printing the page is what it is for")]
#![expect(clippy::disallowed_methods, reason = "the language is an argument")]

use matome::lang::Lang;

fn main() {
    let lang = if std::env::args().any(|argument| argument == "en") { Lang::En } else { Lang::Ja };
    print!("{}", matome::rule::page(lang));
}
