//! The number formats that a workbook may name by number only, as Excel for Japan shows them.

/// The code of the built-in format `id`; General for the numbers that have none.
pub(super) fn code(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => r##""¥"#,##0;"¥"-#,##0"##,
        7 | 8 => r##""¥"#,##0.00;"¥"-#,##0.00"##,
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 57 => "[$-411]ge.m.d",
        28 | 29 | 51 | 54 | 58 => r##"[$-411]ggge"年"m"月"d"日""##,
        30 => "m/d/yy",
        31 => r##"yyyy"年"m"月"d"日""##,
        32 => r##"h"時"mm"分""##,
        33 => r##"h"時"mm"分"ss"秒""##,
        34 | 52 | 55 => r##"yyyy"年"m"月""##,
        35 | 53 | 56 => r##"m"月"d"日""##,
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => r##"_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ "##,
        42 => r##"_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ "##,
        43 => r##"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "##,
        44 => r##"_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "##,
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

/// What is shown in place of a code that leaves it to the system how long dates and times look.
pub(super) fn of_system(code: &str) -> Option<&'static str> {
    let upper = code.get(..8)?.to_ascii_uppercase();
    match upper.as_str() {
        "[$-F800]" => Some(r##"yyyy"年"m"月"d"日""##),
        "[$-F400]" => Some("h:mm:ss"),
        _ => None,
    }
}
