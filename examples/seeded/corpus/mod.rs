//! The seeded-error corpus: sheets of a fictional city without a mistake, and the same sheets with one kind of mistake planted in
//! many places, read from workbooks and checked as any others.

mod chance;
mod city;
mod plants;
mod score;
mod sheets;

pub use score::{clean, page, scores};
