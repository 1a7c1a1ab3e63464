//! A package of Office Open XML as the lint looks at it: its parts, their elements, where their relations lead.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// The parts of a package, by name.
pub struct Package {
    pub parts: BTreeMap<String, Vec<u8>>,
    /// What is wrong with the archive itself.
    pub faults: Vec<String>,
}

/// An element with all below it.
#[derive(Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// Its attribute, empty if it has none.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Its children of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// All below it, itself first.
    pub fn below(&self) -> Vec<&Element> {
        let mut list = vec![self];
        let mut at = 0;
        while let Some(element) = list.get(at).copied() {
            list.extend(&element.children);
            at += 1;
        }
        list
    }

    /// Its text and that of all below it, that of readings aside.
    pub fn words(&self) -> String {
        let below = self.children.iter().filter(|child| child.name != "rPh").map(Element::words);
        self.text.clone() + &below.collect::<String>()
    }
}

impl Package {
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let (mut parts, mut faults) = (BTreeMap::new(), Vec::new());
        let mut lower = BTreeSet::new();
        for place in 0..archive.len() {
            let mut file = archive.by_index(place).unwrap();
            let name = file.name().unwrap().into_owned();
            let start = usize::try_from(file.data_start().unwrap()).unwrap();
            let size = usize::try_from(file.compressed_size()).unwrap();
            let header = usize::try_from(file.header_start()).unwrap();
            let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
            let later = bytes[header + 6] & 8 != 0;
            let told = if later { start + size + 8 } else { header + 18 };
            let marked = !later || bytes[start + size..].starts_with(b"PK\x07\x08");
            if !marked || word(told) as usize != size {
                faults.push(format!("{name}: 圧縮後の大きさが書かれていない"));
            }
            if !lower.insert(name.to_lowercase()) {
                faults.push(format!("{name}: 同じ名前の部品が2つある"));
            }
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            parts.insert(name, content);
        }
        Self { parts, faults }
    }

    /// The root element of a part.
    pub fn xml(&self, name: &str) -> Option<Element> {
        self.parts.get(name).map(|bytes| parsed(bytes))
    }

    /// The relations of a part: kind and target by id. Targets outside are left out.
    pub fn relations(&self, part: &str) -> BTreeMap<String, (String, Option<String>)> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(root) = self.xml(&list) else { return BTreeMap::new() };
        let target = |relation: &Element| {
            (relation.get("TargetMode") != "External").then(|| resolved(folder, relation.get("Target")))
        };
        let of = |relation: &Element| {
            let kind = relation.get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            (relation.get("Id").to_owned(), (kind, target(relation)))
        };
        root.children.iter().map(of).collect()
    }

    /// The sheets in the order of their tabs: name and part.
    pub fn sheets(&self) -> Vec<(String, String)> {
        let relations = self.relations("xl/workbook.xml");
        let book = self.xml("xl/workbook.xml").unwrap();
        let list = book.child("sheets").unwrap();
        let sheets = list.children.iter().filter_map(|sheet| {
            let (_, target) = relations.get(sheet.get("r:id"))?;
            Some((sheet.get("name").to_owned(), target.clone()?))
        });
        sheets.collect()
    }

    /// The texts that cells share.
    pub fn strings(&self) -> Vec<String> {
        let root = self.xml("xl/sharedStrings.xml").unwrap_or_default();
        root.children.iter().map(Element::words).collect()
    }
}

fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path.join("/")
}

fn parsed(bytes: &[u8]) -> Element {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let element = |tag: &BytesStart| {
        let attributes = tag.attributes().map(Result::unwrap).map(|attribute| {
            let key = attribute.key.as_ref().to_owned();
            (key, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
        });
        let name = tag.name().as_ref().to_owned();
        Element { name, attributes: attributes.collect(), ..Element::default() }
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(element(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().children.push(element(&tag)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(words) => open.last_mut().unwrap().text.push_str(&words.xml10_content()),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", &*entity);
                open.last_mut().unwrap().text.push_str(&quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().unwrap().children.pop().unwrap_or_default()
}
