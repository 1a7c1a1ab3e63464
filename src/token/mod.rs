//! The small languages inside a cell: text keys, points in time, quantities, changes.

pub mod change;
pub mod quantity;
pub mod statement;
pub mod text;
pub mod time;
