//! Where the files of a run lie, seen from its output folder: what the links of a workbook lead to.

use std::collections::BTreeMap;

/// The files of a run that can be led to, by the name they have in every output.
pub type Whereabouts = BTreeMap<String, Whereabout>;

/// Where a file lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabout {
    /// Its path from the output folder, `/` between its parts; of what came in an archive, that of the archive.
    pub path: String,
    /// Whether a program that opens it can be told which sheet and cell to show.
    pub has_cells: bool,
}
