//! What exceeds a limit is rejected by the name of the limit.

use super::{read_by, rule_of};
use matome::read::{Limits, Reader};

fn within(limits: Limits) -> Reader {
    Reader { limits, ..Reader::default() }
}

#[test]
fn cells_sheets_merges_and_names_are_counted() {
    let limits = Limits::default;
    for (case, limits, rule) in [
        ("ok_small.xlsx", Limits { cells: 1, ..limits() }, "too-many-cells"),
        ("ok_small.xlsx", Limits { part_bytes: 50, ..limits() }, "file-too-large"),
        ("ok_small.xlsx", Limits { parts_bytes: 1000, ..limits() }, "file-too-large"),
        ("c_merge_hidden_comment_dv.xlsx", Limits { sheets: 1, ..limits() }, "too-many-sheets"),
        ("c_merge_hidden_comment_dv.xlsx", Limits { merges: 0, ..limits() }, "too-many-merges"),
        ("i_names_tables.xlsx", Limits { details: 1, ..limits() }, "too-many-details"),
        ("lo_c_merge_hidden_comment_dv.ods", Limits { sheets: 1, ..limits() }, "too-many-sheets"),
        ("k_csv_as.xls", Limits { cells: 1, ..limits() }, "too-many-cells"),
    ] {
        assert_eq!(rule_of(read_by(&within(limits), case), case), rule, "{case}");
    }
}
