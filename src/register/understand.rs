//! From the cells of a register to the register; whatever stands there and is not understood is told at its cell.

use super::day::{day, first_day, fiscal_year};
use super::list::Row;
use super::words::{self, Column, Kind};
use super::{Expected, Listed, Node, Parts, Register, Registered, Renamed, Revision, Rhythm};
use crate::cell::{Located, Place};
use crate::entry::Series;
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::model::{Belonging, Figure, FinalTarget, Indicator, Operator, Status, Submission};
use crate::period::{FiscalYear, fiscal_year_of};
use crate::rating::{Method, Rating, Tolerance, Width};
use crate::rule::register as rules;
use crate::settings::{Judging, Scale};
use crate::sheet::Raw;
use crate::token::quantity::{self, Reading};
use crate::token::text::{code, key, undecorated};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// The register of a workbook. `read` is what was read of [`Parts::plain`]; `judging` knows the scales that it may name.
pub fn understand(parts: &Parts, read: Submission, lexicon: &Lexicon, judging: &Judging) -> (Register, Vec<Finding>) {
    let workbook = parts.workbook;
    let mut register = Register { file: workbook.file.clone(), sha256: workbook.sha256.clone(), ..Register::default() };
    let mut indicators: FxHashMap<(String, u32), Indicator> = FxHashMap::default();
    for indicator in read.indicators {
        let at = (indicator.place.sheet.sheet.clone(), indicator.place.cell.row);
        indicators.entry(at).or_insert(indicator);
    }
    let mut reader = Reader { lexicon, judging, findings: Vec::new() };
    for other in &parts.others {
        reader.findings.push(Finding::of_sheet(&rules::SHEET_UNKNOWN, &other.id, other.id.sheet.clone()));
    }
    if !parts.lists.iter().any(|list| list.kind == Kind::Indicators) {
        reader.findings.push(Finding::of_file(&rules::REGISTER_EMPTY, &workbook.file, ""));
    }
    for list in &parts.lists {
        let unused = list.unknown().into_iter().chain(list.headless()).chain(list.twice());
        reader.findings.extend(unused.map(|(place, text)| Finding::at(&rules::COLUMN_UNKNOWN, &place, text)));
        for row in list.rows() {
            let understood = match list.kind {
                Kind::Indicators => {
                    let read =
                        indicators.remove(&(list.sheet.id.sheet.clone(), row.row)).or_else(|| bare(&row, lexicon));
                    let registered = read.map(|read| reader.registered(&row, read));
                    registered.map(|registered| register.indicators.push(registered)).is_some()
                }
                Kind::Measures => reader.listed(&row).map(|listed| register.measures.push(listed)).is_some(),
                Kind::Roster => reader.expected(&row).map(|expected| register.roster.push(expected)).is_some(),
                Kind::Renamed => reader.renamed(&row).map(|renamed| register.renamed.push(renamed)).is_some(),
                Kind::Revisions => reader.revision(&row).map(|revision| register.revisions.push(revision)).is_some(),
            };
            if let (false, false, Some((place, raw))) = (understood, row.is_note(lexicon), row.first()) {
                reader.findings.push(Finding::at(&rules::ROW_UNREAD, &place, raw.text.to_string()));
            }
        }
    }
    (register, reader.findings)
}

/// An indicator of which only the name stands there, as in a row that names another place of it.
fn bare(row: &Row, lexicon: &Lexicon) -> Option<Indicator> {
    let (place, name) = row.text(Column::Name, lexicon)?;
    let own = [Column::Code, Column::Repeats, Column::Department, Column::Submitter];
    let listed = own.into_iter().any(|column| row.text(column, lexicon).is_some());
    (listed && !row.has_values()).then(|| Indicator {
        id: String::new(),
        belongs: Belonging::default(),
        viewpoints: Vec::new(),
        name: undecorated(&name).to_owned(),
        kind: None,
        unit: String::new(),
        unit_text: String::new(),
        direction: None,
        direction_source: None,
        measurement: None,
        definition: String::new(),
        source: String::new(),
        remark: String::new(),
        baseline: None,
        final_target: None,
        observations: Vec::new(),
        place,
        rating: Rating::default(),
        registered: None,
    })
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    judging: &'a Judging,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    /// What a cell says, read by `read`; a text that it does not understand is told with what would be.
    fn said<T>(&mut self, row: &Row, column: Column, expected: &str, read: impl Fn(&Raw) -> Option<T>) -> Option<T> {
        row.text(column, self.lexicon)?;
        let (place, raw) = row.cell(column)?;
        let said = read(raw);
        if said.is_none() {
            let finding = Finding::at(&rules::VALUE_UNKNOWN, &place, raw.text.trim());
            self.findings.push(finding.expecting(expected).about(&row.word(Column::Name, self.lexicon)));
        }
        said
    }

    fn word(&self, row: &Row, column: Column) -> String {
        row.word(column, self.lexicon)
    }

    fn registered(&mut self, row: &Row, mut indicator: Indicator) -> Registered {
        let path = self.path(row);
        let own = path.last();
        indicator.belongs = Belonging {
            plan: self.word(row, Column::Plan),
            level: own.map(|node| node.level.clone()).unwrap_or_default(),
            measure_code: own.map(|node| node.code.clone()).unwrap_or_default(),
            numbered: false,
            measure_name: own.map(|node| node.name.clone()).unwrap_or_default(),
            department: self.word(row, Column::Department),
            related_departments: several(&self.word(row, Column::RelatedDepartments)),
        };
        let own = |target: &FinalTarget| {
            let place = target.figure.place.as_ref()?;
            self.lexicon.heading(row.list.heading(place.cell.col)?)?.series()
        };
        // the target of a single year is not the final one; a register has a column for that
        indicator.final_target = indicator.final_target.filter(|target| own(target) == Some(Series::FinalTarget));
        indicator.kind = self.said(row, Column::Kind, "成果、活動、対象", |raw| words::kind(&raw.text));
        let measurement = self.said(row, Column::Measurement, "主観、客観", |raw| words::measurement(&raw.text));
        indicator.measurement = measurement.or(indicator.measurement);
        let rhythm = self.rhythm(row, &indicator);
        let rating = self.rating(row);
        let said = row.text(Column::Released, self.lexicon).is_some();
        let released =
            self.said(row, Column::Released, "公表する、公表しない", |raw| words::released(&raw.text));
        Registered {
            code: self.word(row, Column::Code),
            path,
            aggregation: self
                .said(row, Column::Aggregation, "単年、累計、時点", |raw| words::aggregation(&raw.text)),
            rhythm,
            rating,
            submitter: self.word(row, Column::Submitter),
            // what is not understood is not shown to anybody outside
            released: released.unwrap_or(!said),
            aliases: names(row.cell(Column::Aliases).filter(|_| row.text(Column::Aliases, self.lexicon).is_some())),
            repeats: row.text(Column::Repeats, self.lexicon).map(|(place, value)| Located { value, place }),
            indicator,
        }
    }

    /// The measures above an indicator, by the columns of their codes and names.
    fn path(&self, row: &Row) -> Vec<Node> {
        let depths = row.list.columns.values().filter_map(|column| match column {
            Column::LevelCode(depth) | Column::LevelName(depth) => Some(*depth),
            _ => None,
        });
        let mut depths: Vec<usize> = depths.collect();
        depths.sort_unstable();
        depths.dedup();
        let node = |depth: usize| {
            let number = row.text(Column::LevelCode(depth), self.lexicon);
            let name = row.text(Column::LevelName(depth), self.lexicon);
            let place = number.as_ref().or(name.as_ref())?.0.clone();
            Some(Node {
                level: self.lexicon.levels.get(depth).cloned().unwrap_or_default(),
                code: number.map(|(_, text)| code(&text)).unwrap_or_default(),
                name: name.map(|(_, text)| text).unwrap_or_default(),
                place,
            })
        };
        depths.into_iter().filter_map(node).collect()
    }

    fn rhythm(&mut self, row: &Row, indicator: &Indicator) -> Rhythm {
        let years = |raw: &Raw| {
            let years: Option<Vec<FiscalYear>> = several(&raw.text).iter().map(|year| fiscal_year(year)).collect();
            years.filter(|years| !years.is_empty())
        };
        let frequency =
            self.said(row, Column::Frequency, "毎月、四半期、毎年、隔年、3年に1度、調査年", |raw| {
                words::frequency(&raw.text)
            });
        let due = self
            .said(row, Column::DueMonth, "10月、翌年度5月、当年度12月", |raw| words::due_month(&raw.text));
        let survey_years = self.said(row, Column::SurveyYears, "R4;R7;R10", years).unwrap_or_default();
        let anchor = indicator.baseline.as_ref().and_then(|baseline| baseline.fiscal_year);
        Rhythm { frequency, due, survey_years, anchor }
    }

    fn rating(&mut self, row: &Row) -> Rating {
        let (lexicon, judging) = (self.lexicon, self.judging);
        let scale = |raw: &Raw| {
            let named = Rating { scale: Some(raw.text.trim().to_owned()), ..Rating::default() };
            judging.scale_of(&named)?;
            named.scale
        };
        let scales = judging.scales.iter().map(|scale| scale.name.as_str()).chain(Scale::names());
        let scales = scales.collect::<Vec<_>>().join("、");
        let methods = Method::ALL.map(|(name, _)| name).join("、");
        Rating {
            scale: self.said(row, Column::Scale, &scales, scale),
            method: self.said(row, Column::Method, &methods, |raw| words::method(&raw.text)),
            tolerance: self.said(row, Column::Tolerance, "3ポイント、10%以内、3ポイント未満", |raw| {
                tolerance(raw, lexicon)
            }),
            rounding: None,
            weight: self.said(row, Column::Weight, "1、2、0.5", weight),
            adds_up: self.said(row, Column::Additive, "可、不可", |raw| words::additive(&raw.text)),
        }
    }

    fn listed(&self, row: &Row) -> Option<Listed> {
        let (place, number) = row.text(Column::Code, self.lexicon)?;
        Some(Listed {
            code: code(&number),
            name: self.word(row, Column::Name),
            level: self.word(row, Column::Level),
            parent: code(&self.word(row, Column::Parent)),
            department: self.word(row, Column::Department),
            place,
        })
    }

    fn expected(&mut self, row: &Row) -> Option<Expected> {
        let (place, department) = row.text(Column::Department, self.lexicon)?;
        Some(Expected {
            department,
            group: self.word(row, Column::Group),
            due: self.said(row, Column::Due, "2024/10/25、令和6年10月25日", day),
            received: self.said(row, Column::Received, "2024/10/25、令和6年10月25日", day),
            measure_code: code(&self.word(row, Column::MeasureCode)),
            measure_name: self.word(row, Column::MeasureName),
            place,
        })
    }

    fn renamed(&mut self, row: &Row) -> Option<Renamed> {
        let (place, old) = row.text(Column::Old, self.lexicon)?;
        let (_, new) = row.text(Column::New, self.lexicon)?;
        let effective = self.said(row, Column::Effective, "令和7年4月1日、令和7年度", first_day);
        // a change whose day is not understood is not made
        let unclear = effective.is_none() && row.text(Column::Effective, self.lexicon).is_some();
        (!unclear).then_some(Renamed { old, new, effective, place })
    }

    fn revision(&mut self, row: &Row) -> Option<Revision> {
        let (place, _) = row.first()?;
        let (number, name) = (self.word(row, Column::Code), self.word(row, Column::Name));
        if number.is_empty() && name.is_empty() {
            return None;
        }
        let year = self.said(row, Column::Year, "令和7年度、最終", |raw| {
            if words::is_final(&raw.text) { Some(None) } else { fiscal_year(&raw.text).map(Some) }
        })?;
        let new = self.target(row, Column::New)?;
        let old = self.target(row, Column::Old).unwrap_or_else(Figure::no_slot);
        let effective = self
            .said(row, Column::Effective, "令和7年度", |raw| fiscal_year(&raw.text).or_else(|| year_of_day(raw)));
        if effective.is_none() && row.text(Column::Effective, self.lexicon).is_some() {
            return None;
        }
        Some(Revision { code: number, name, year, old, new, effective, reason: self.word(row, Column::Reason), place })
    }

    /// A target as a figure: exactly one number, or words that can be compared.
    fn target(&mut self, row: &Row, column: Column) -> Option<Figure> {
        let lexicon = self.lexicon;
        let (place, _) = row.cell(column)?;
        self.said(row, column, "120、62以上", |raw| figure(raw, &place, lexicon))
    }
}

fn figure(raw: &Raw, place: &Place, lexicon: &Lexicon) -> Option<Figure> {
    let blank = Figure { text: raw.text.to_string(), place: Some(place.clone()), ..Figure::no_slot() };
    match quantity::read(raw, lexicon) {
        Reading::Number(number) if !number.vague => Some(Figure {
            value: Some(number.value),
            operator: Some(number.operator.unwrap_or(Operator::Equal)),
            strict: number.strict,
            status: Status::Value,
            ..blank
        }),
        Reading::Words(Some(operator)) => Some(Figure { operator: Some(operator), status: Status::Text, ..blank }),
        _ => None,
    }
}

/// The fiscal year of a day: 令和7年4月1日.
fn year_of_day(raw: &Raw) -> Option<FiscalYear> {
    day(raw).map(fiscal_year_of)
}

/// 3ポイント, ±10%以内, 3ポイント未満, 5.
fn tolerance(raw: &Raw, lexicon: &Lexicon) -> Option<Tolerance> {
    let text = key(&raw.text);
    let text = text.trim_start_matches(['±', '+']);
    let strict = text.ends_with("未満");
    let text = ["以内", "未満", "以下"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let points = ["ポイント", "pt"].iter().find_map(|end| text.strip_suffix(end));
    let number = |text: &str| text.parse().ok().filter(|number: &Decimal| !number.is_sign_negative());
    let width = match (points, text.strip_suffix('%')) {
        (Some(points), _) => Width::Points(number(points)?),
        (None, Some(percent)) => Width::Percent(number(percent)?),
        (None, None) => match quantity::read(raw, lexicon) {
            Reading::Number(read) if !read.value.is_sign_negative() => Width::Points(read.value),
            _ => return None,
        },
    };
    Some(Tolerance { width, strict, perception: false })
}

/// 2, 0.5.
fn weight(raw: &Raw) -> Option<Decimal> {
    key(&raw.text).parse().ok().filter(|weight| *weight > Decimal::ZERO)
}

/// Several names in one cell: only what stands in no name parts them.
fn names(cell: Option<(Place, &Raw)>) -> Vec<String> {
    let Some((_, raw)) = cell else { return Vec::new() };
    let parts = raw.text.split([';', '；', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Several words in one cell.
fn several(text: &str) -> Vec<String> {
    let parts = text.split([';', '；', '、', '，', ',', '\n', '／', '/']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
