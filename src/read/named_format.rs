//! Number formats by the names that Excel's XML and HTML of 2003 give them.

use super::number_format::NumberFormat;

/// The format of a name or a code; none if it is General, which shows a number as it is.
pub(super) fn format_of(name: &str) -> Option<NumberFormat> {
    let code = match name.trim() {
        "" | "General" | "General Number" => return None,
        "General Date" => "yyyy/m/d h:mm",
        "Long Date" => "yyyy\"年\"m\"月\"d\"日\"",
        "Medium Date" => "d-mmm-yy",
        "Short Date" => "yyyy/m/d",
        "Long Time" => "h:mm:ss",
        "Medium Time" => "h:mm AM/PM",
        "Short Time" => "h:mm",
        "Currency" | "Euro Currency" => "\"¥\"#,##0;[Red]\"¥\"-#,##0",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "Yes/No" => "\"Yes\";\"Yes\";\"No\"",
        "True/False" => "\"True\";\"True\";\"False\"",
        "On/Off" => "\"On\";\"On\";\"Off\"",
        code => code,
    };
    Some(NumberFormat::parse(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes() {
        for (name, number, shown) in [
            ("Percent", 0.694, "69.40%"),
            ("Short Date", 45383.0, "2024/4/1"),
            ("Long Date", 45383.0, "2024年4月1日"),
            ("Standard", 1234.5, "1,234.50"),
            ("0.0%", 0.694, "69.4%"),
        ] {
            let mut text = String::new();
            format_of(name).unwrap().show(number, false, &mut text);
            assert_eq!(text, shown, "{name}");
        }
        assert!(format_of("General").is_none());
    }
}
