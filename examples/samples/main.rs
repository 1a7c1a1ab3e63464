//! Makes the sample workbooks.

fn main() {}
