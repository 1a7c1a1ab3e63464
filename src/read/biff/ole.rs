//! OLE files: a stream by its name.

use super::record::{u16_at, u32_at};

/// Sectors of an OLE file that are no sector.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this are stored in sectors of their own kind, all within one stream.
const SHORT_STREAM: usize = 4096;
/// The size of those sectors.
const SHORT_SECTOR: usize = 64;

/// A stream of an OLE file by its name.
pub(in crate::read) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let shift = u16_at(bytes, 30).filter(|shift| matches!(shift, 9 | 12))?;
    let size = 1usize << shift;
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(size)?;
        bytes.get(start..).map(|rest| rest.get(..size).unwrap_or(rest))
    };
    // Where the table of sectors itself lies: 109 places in the header, further ones in a chain.
    let mut places: Vec<u32> = (0..109).filter_map(|nth| u32_at(bytes, 76 + 4 * nth)).collect();
    let mut next = u32_at(bytes, 68)?;
    while next < LAST_SECTOR && places.len() <= bytes.len() / size {
        let list = sector(next)?;
        let last = size / 4 - 1;
        places.extend((0..last).filter_map(|nth| u32_at(list, 4 * nth)));
        next = u32_at(list, 4 * last)?;
    }
    let table: Vec<&[u8]> = places.into_iter().take_while(|place| *place < LAST_SECTOR).map_while(sector).collect();
    let after = |number: u32| {
        let number = usize::try_from(number).ok()?;
        u32_at(table.get(number / (size / 4))?, 4 * (number % (size / 4)))
    };
    let whole = |first: u32| chain(first, bytes.len(), sector, after);
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let directory = whole(u32_at(bytes, 48)?)?;
    let entry = directory.chunks_exact(128).find(|entry| entry.starts_with(&wanted))?;
    let (first, len) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
    let mut content = if len < SHORT_STREAM {
        let short_table = whole(u32_at(bytes, 60)?)?;
        // The first entry of the directory is the root, and its stream holds the short ones.
        let container = whole(u32_at(&directory, 116)?)?;
        let sector = |number: u32| {
            let start = usize::try_from(number).ok()?.checked_mul(SHORT_SECTOR)?;
            container.get(start..)?.get(..SHORT_SECTOR)
        };
        let after = |number: u32| u32_at(&short_table, usize::try_from(number).ok()?.checked_mul(4)?);
        chain(first, bytes.len(), sector, after)?
    } else {
        whole(first)?
    };
    content.truncate(len);
    Some(content)
}

/// The sectors of a chain, one after the other. A chain that goes round would not end, but for the limit.
fn chain<'a>(
    first: u32,
    limit: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
    after: impl Fn(u32) -> Option<u32>,
) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    let mut next = first;
    while next < LAST_SECTOR && content.len() <= limit {
        content.extend_from_slice(sector(next)?);
        next = after(next)?;
    }
    Some(content)
}

/// A file that holds the stream of a workbook and nothing else.
pub(in crate::read) fn wrapped(stream: &[u8]) -> Vec<u8> {
    // Sectors of 4,096 bytes, so that the header alone can name the tables of any stream that fits into the limits.
    const SECTOR: usize = 4096;
    const ENTRIES: usize = SECTOR / 4;
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    const TABLE: u32 = 0xffff_fffd;
    let sectors = stream.len().div_ceil(SECTOR).max(1);
    // The directory takes one more sector, and each table tells of itself too.
    let tables = (sectors + 1).div_ceil(ENTRIES - 1);
    let number = |number: usize| u32::try_from(number).unwrap_or(FREE);
    let mut file = Vec::with_capacity((sectors + tables + 2) * SECTOR);
    let put = |file: &mut Vec<u8>, numbers: &[u32]| file.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    file.extend_from_slice(crate::read::sniff::OLE);
    file.extend_from_slice(&[0; 16]);
    // Version, byte order, sizes of sectors.
    file.extend([0x3e_u16, 4, 0xfffe, 12, 6, 0, 0, 0].iter().flat_map(|number| number.to_le_bytes()));
    // Sectors of the directory, tables, where the directory begins; no table of short streams, none of tables.
    put(&mut file, &[1, number(tables), number(tables), 0, 4096, END, 0, END, 0]);
    put(&mut file, &(0..109).map(|nth| if nth < tables { number(nth) } else { FREE }).collect::<Vec<_>>());
    file.resize(SECTOR, 0);
    let mut entries = vec![TABLE; tables];
    entries.push(END);
    entries.extend((1..sectors).map(|nth| number(tables + 1 + nth)));
    entries.push(END);
    entries.resize(tables * ENTRIES, FREE);
    put(&mut file, &entries);
    let directory = file.len();
    for (name, kind, child, start, len) in
        [("Root Entry", 5, 1, END, 0), ("Workbook", 2, FREE, number(tables + 1), number(sectors * SECTOR))]
    {
        let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let name_len = u16::try_from(units.len()).unwrap_or(0);
        let from = file.len();
        file.extend_from_slice(&units);
        file.resize(from + 64, 0);
        file.extend_from_slice(&name_len.to_le_bytes());
        file.extend_from_slice(&[kind, 1]);
        put(&mut file, &[FREE, FREE, child]);
        file.resize(from + 116, 0);
        put(&mut file, &[start, len, 0]);
    }
    file.resize(directory + SECTOR, 0);
    file.extend_from_slice(stream);
    file.resize(directory + SECTOR + sectors * SECTOR, 0);
    file
}
