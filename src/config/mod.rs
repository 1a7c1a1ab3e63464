//! Files that users write in TOML: values taken out one by one, everything wrong in them told with its line.

mod mistake;
mod reader;

pub use mistake::{Mistake, Problem};
pub use reader::Reader;
