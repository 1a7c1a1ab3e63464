//! Relationship parts (`*.rels`): which part an id leads to, and what it is.

use crate::read::limits::{Budget, Exceeded};
use crate::read::package::{PartError, resolved};
use crate::read::xml;
use quick_xml::events::Event;

/// A relation.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`; alike in both editions of the standard.
    pub(super) kind: String,
    /// The part it leads to, from the package's root; outside the package, as it is written.
    pub(super) target: String,
}

/// Reads the relations, inside the package, of a part that lies in `folder`.
pub(super) fn read(text: &str, folder: &str, budget: &Budget<'_>) -> Result<Vec<Relation>, PartError> {
    Ok(read_all(text, folder, budget)?
        .into_iter()
        .filter_map(|(relation, external)| (!external).then_some(relation))
        .collect())
}

/// The first target outside the package.
pub(super) fn external_target(text: &str, budget: &Budget<'_>) -> Result<Option<String>, PartError> {
    let relations = read_all(text, "", budget)?;
    Ok(relations.into_iter().find_map(|(relation, external)| external.then_some(relation.target)))
}

/// The relations, and of each whether it leads outside the package.
fn read_all(text: &str, folder: &str, budget: &Budget<'_>) -> Result<Vec<(Relation, bool)>, PartError> {
    let mut relations = Vec::new();
    let mut reader = xml::reader(text, budget);
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
                        "Target" => relation.target = xml::unescaped(value).into_owned(),
                        "TargetMode" => external = value == "External",
                        _ => {}
                    }
                }
                if !external {
                    relation.target = resolved(folder, &relation.target);
                }
                if relations.len() >= budget.limits.details {
                    return Err(Exceeded::Details(budget.limits.details).into());
                }
                relations.push((relation, external));
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}
