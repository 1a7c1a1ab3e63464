//! Charts: every series has its own pattern and its values beside it, so that a chart says in black and white what it
//! says in colours.

use super::formats::FONT;
use crate::chart::{Chart, ChartKind, Series, Span};
use rust_xlsxwriter::{
    Chart as Drawn, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

/// Colour and pattern of the first series, the second, …: dark and light by turns.
const LOOKS: [(u32, ChartPatternFillType); 6] = [
    (0x001F_4E79, ChartPatternFillType::Dotted90Percent),
    (0x00C5_5A11, ChartPatternFillType::DiagonalStripesWideUpwards),
    (0x0080_8080, ChartPatternFillType::Dotted20Percent),
    (0x0037_5623, ChartPatternFillType::HorizontalStripesDark),
    (0x007F_6000, ChartPatternFillType::SmallGrid),
    (0x0040_4040, ChartPatternFillType::Dotted5Percent),
];
const MARKERS: [ChartMarkerType; 4] =
    [ChartMarkerType::Circle, ChartMarkerType::Square, ChartMarkerType::Triangle, ChartMarkerType::Diamond];
/// Black on white.
const INK: Color = Color::RGB(0x0000_0000);

/// Draws a chart on its sheet.
pub fn draw(sheet: &mut Worksheet, chart: &Chart) -> Result<(), XlsxError> {
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Stacked => ChartType::BarStacked,
        ChartKind::Shares => ChartType::BarPercentStacked,
        ChartKind::Columns => ChartType::Column,
        ChartKind::Lines => ChartType::Line,
    });
    drawn.title().set_name(&chart.title).set_font(&font(12.0));
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    if chart.series.len() < 2 {
        drawn.legend().set_hidden();
    }
    drawn.x_axis().set_font(&font(9.0));
    drawn.y_axis().set_font(&font(9.0)).set_min(0);
    if !chart.unit.is_empty() {
        drawn.y_axis().set_name(&chart.unit).set_name_font(&font(9.0));
    }
    if matches!(chart.kind, ChartKind::Stacked | ChartKind::Shares) {
        // The first name stands at the top, as in the table.
        drawn.x_axis().set_reverse();
    }
    for (place, series) in chart.series.iter().enumerate() {
        add(&mut drawn, chart.kind, place, series);
    }
    drawn.set_alt_text(&chart.alt).set_width(chart.size.0).set_height(chart.size.1);
    sheet.insert_chart(chart.at.0, chart.at.1, &drawn)?;
    Ok(())
}

fn add(drawn: &mut Drawn, kind: ChartKind, place: usize, series: &Series) {
    let (colour, pattern) = LOOKS[place % LOOKS.len()];
    let mut label = ChartDataLabel::new();
    label.show_value().set_font(&font(9.0)).set_format(ChartSolidFill::new().set_color(Color::White));
    let added = drawn.add_series();
    added.set_name(series.name.as_str()).set_categories(range(&series.names)).set_values(range(&series.values));
    if kind == ChartKind::Lines {
        let mut marker = ChartMarker::new();
        marker.set_type(MARKERS[place % MARKERS.len()]).set_size(7);
        added.set_format(ChartLine::new().set_color(Color::RGB(colour)).set_width(2)).set_marker(&marker);
    } else {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern).set_foreground_color(Color::RGB(colour)).set_background_color(Color::White);
        let mut format = ChartFormat::new();
        format.set_pattern_fill(&fill).set_border(ChartLine::new().set_color(INK).set_width(0.75));
        added.set_format(&mut format);
        added.set_gap(60);
    }
    added.set_data_label(&label);
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(INK).set_pitch_family(50).set_character_set(128);
    font
}

fn range(span: &Span) -> (&str, u32, u16, u32, u16) {
    (&span.sheet, span.first.0, span.first.1, span.last.0, span.last.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Book, Cell, Highlight, Page, Role, Setup, Sheet, Tone};
    use std::io::{Cursor, Read};

    #[test]
    fn a_page_keeps_its_formulas_highlights_and_charts() {
        let mut page = Page::new("表", vec![10.0, 10.0, 10.0]);
        for (name, count) in [("達成", 3), ("未達成", 1)] {
            page.row(vec![
                Cell::word(Role::Body, name),
                Cell::count(count),
                Cell::word(Role::Center, "A").live("IF(B1>2,\"A\",\"B\")".to_owned()),
            ]);
        }
        page.highlights.push(Highlight { first: 0, last: 1, column: 2, word: "A".to_owned(), tone: Tone::Good });
        let span = |column| Span { sheet: "表".to_owned(), first: (0, column), last: (1, column) };
        page.charts.push(Chart {
            kind: ChartKind::Columns,
            title: "達成の件数".to_owned(),
            alt: "達成は3件、未達成は1件".to_owned(),
            unit: "件".to_owned(),
            at: (3, 0),
            size: (400, 200),
            series: vec![Series { name: "件数".to_owned(), names: span(0), values: span(1) }],
        });
        let book = Book {
            file_name: "a.xlsx".to_owned(),
            title: "表".to_owned(),
            sheets: vec![Sheet::Page(page)],
            setup: Setup::default(),
        };
        let mut bytes = Vec::new();
        super::super::xlsx::book(&book, None, &mut bytes).unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let sheet = part("xl/worksheets/sheet1.xml");
        assert!(sheet.contains("t=\"str\"><f>IF(B1&gt;2,\"A\",\"B\")</f><v>A</v>"), "{sheet}");
        assert!(sheet.contains("<conditionalFormatting sqref=\"C1:C2\">"), "{sheet}");
        assert!(part("xl/charts/chart1.xml").contains("<c:f>表!$B$1:$B$2</c:f>"));
        assert!(part("xl/drawings/drawing1.xml").contains("descr=\"達成は3件、未達成は1件\""));
    }
}
