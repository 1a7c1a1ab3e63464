//! Merged rectangles: those that make sense together.

use crate::cell::Rect;
use std::collections::BTreeMap;

/// The rectangles sorted, without those of one cell; the ones that overlap an earlier one come apart.
pub(super) fn sorted(mut merges: Vec<Rect>) -> (Vec<Rect>, Vec<Rect>) {
    merges.retain(|rect| rect.top != rect.bottom || rect.left != rect.right);
    merges.sort_unstable();
    merges.dedup();
    let mut overlapping = Vec::new();
    // Those that reach down to the row at hand, by their left side: they share that row, so no two share a column.
    let mut open: BTreeMap<u32, Rect> = BTreeMap::new();
    let mut kept = Vec::with_capacity(merges.len());
    for rect in merges {
        let mut free = true;
        while let Some((&left, other)) = open.range(..=rect.right).next_back() {
            if other.right < rect.left {
                break;
            }
            if other.bottom < rect.top {
                open.remove(&left);
                continue;
            }
            free = false;
            break;
        }
        if free {
            open.insert(rect.left, rect);
            kept.push(rect);
        } else {
            overlapping.push(rect);
        }
    }
    (kept, overlapping)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_ones_come_apart() {
        let rects = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<Rect>>();
        for (all, kept, overlapping) in [
            (&["A1:B2", "C1:D2", "A3:D3"][..], &["A1:B2", "C1:D2", "A3:D3"][..], &[][..]),
            (&["A1:B2", "B2:C3"], &["A1:B2"], &["B2:C3"]),
            (&["B2:C3", "A1:B2"], &["A1:B2"], &["B2:C3"]),
            (&["A1:A1", "B1:C1"], &["B1:C1"], &[]),
            (&["A1:B1", "A1:B1"], &["A1:B1"], &[]),
            (&["B1:C9", "A5:D5", "E5:F5"], &["B1:C9", "E5:F5"], &["A5:D5"]),
            (&["A1:B1", "D1:E9", "A2:E2"], &["A1:B1", "D1:E9"], &["A2:E2"]),
        ] {
            assert_eq!(sorted(rects(all)), (rects(kept), rects(overlapping)), "{all:?}");
        }
    }
}
