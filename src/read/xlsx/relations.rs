//! Relationship parts (`*.rels`): which part an id leads to, and what it is.

use crate::read::package::{PartError, resolved};
use crate::read::xml;
use quick_xml::events::Event;

/// A relation inside the package.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`; alike in both editions of the standard.
    pub(super) kind: String,
    /// The part it leads to, from the package's root.
    pub(super) target: String,
}

/// Reads the relations of a part that lies in `folder`.
pub(super) fn read(text: &str, folder: &str) -> Result<Vec<Relation>, PartError> {
    let mut relations = Vec::new();
    let mut reader = xml::reader(text);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element)
                if xml::local(element.name().into_inner()) == "Relationship" =>
            {
                let mut relation = Relation { id: String::new(), kind: String::new(), target: String::new() };
                let mut external = false;
                for (name, value) in xml::attributes(&element) {
                    match name {
                        "Id" => relation.id = xml::unescaped(value).into_owned(),
                        "Type" => relation.kind = value.rsplit('/').next().unwrap_or_default().to_owned(),
                        "Target" => relation.target = resolved(folder, &xml::unescaped(value)),
                        "TargetMode" => external = value == "External",
                        _ => {}
                    }
                }
                if !external {
                    relations.push(relation);
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}
