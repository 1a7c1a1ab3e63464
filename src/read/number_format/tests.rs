//! What Excel shows for a number under a format: by table.

use super::*;

fn shown(code: &str, number: f64) -> String {
    let mut text = String::new();
    NumberFormat::parse(code).show(number, false, &mut text);
    text
}

#[test]
fn numbers() {
    for (code, number, expected) in [
        ("General", 0.1 + 0.2, "0.3"),
        ("General", -12.5, "-12.5"),
        ("General", 1e-7, "0.0000001"),
        ("", 3.5, "3.5"),
        ("0", 2.5, "3"),
        ("0", -0.4, "0"),
        ("0.00", 2.675, "2.68"),
        ("0.0", 99.95, "100.0"),
        ("#,##0", 1234567.0, "1,234,567"),
        ("#,##0", 0.0, "0"),
        ("#,##0", 999.5, "1,000"),
        ("#,###", 0.0, ""),
        ("#,##0.0", -1234.56, "-1,234.6"),
        ("0.#", 5.0, "5."),
        ("0.0##", 1.25, "1.25"),
        ("000", 7.0, "007"),
        ("0,000", 5.0, "0,005"),
        (".00", 12.5, "12.50"),
        ("0%", 0.694, "69%"),
        ("0.0%", 0.694, "69.4%"),
        ("0.0%", 1.0005, "100.1%"),
        ("0.0\"％\"", 69.44, "69.4％"),
        ("#,##0\"人\"", 1200.0, "1,200人"),
        ("0.0\"g/人\"", 712.34, "712.3g/人"),
        ("0\\人", 3.0, "3人"),
        ("#,##0,", 1234567.0, "1,235"),
        ("#,##0,,\"百万円\"", 1234567890.0, "1,235百万円"),
        ("#,##0.0,\"千円\"", 1250.0, "1.3千円"),
        ("#,##0;△#,##0", -1200.0, "△1,200"),
        ("#,##0;\"▲ \"#,##0", -1200.0, "▲ 1,200"),
        ("#,##0_);(#,##0)", -1200.0, "(1,200)"),
        ("#,##0;[Red]-#,##0", -1200.0, "-1,200"),
        ("#,##0;[赤]\\-#,##0", -1200.0, "-1,200"),
        ("0;-0;\"－\"", 0.0, "－"),
        ("0;-0;", 0.0, ""),
        (";;;", 5.0, ""),
        ("0;-0;;@", 0.0, ""),
        ("@", 12.5, "12.5"),
        ("\"約\"0", 80.0, "約80"),
        ("000-0000", 1234567.0, "123-4567"),
        ("[>=1000]#,##0,\"千\";0", 5400.0, "5千"),
        ("[>=1000]#,##0,\"千\";0", 54.0, "54"),
        ("[<0]△0;0", -5.0, "△5"),
        ("[=1]\"有\";[=0]\"無\";General", 1.0, "有"),
        ("[=1]\"有\";[=0]\"無\";General", 0.0, "無"),
        ("[=1]\"有\";[=0]\"無\";General", 7.0, "7"),
        ("General\"件\"", 12.0, "12件"),
        ("G/標準\"件\"", 12.0, "12件"),
        ("0.00E+00", 12345.0, "1.23E+04"),
        ("0.00E+00", 0.000999999, "1.00E-03"),
        ("# ?/?", 0.5, "0.5"),
        ("[DBNum3]0", 120.0, "１２０"),
        ("[DBNum1]General", 1234.0, "千二百三十四"),
        ("[$¥-411]#,##0", 500.0, "¥500"),
        ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", -5000.0, "-5,000"),
        ("0.0kg", 45.0, "45.0kg"),
    ] {
        assert_eq!(shown(code, number), expected, "{number} as {code}");
    }
}

#[test]
fn dates_and_times() {
    // 45383 is 2024-04-01, a Monday.
    for (code, number, expected) in [
        ("yyyy/m/d", 45383.0, "2024/4/1"),
        ("yyyy\"年\"m\"月\"d\"日\"", 45383.0, "2024年4月1日"),
        ("[$-411]ggge\"年\"m\"月\"d\"日\"", 45383.0, "令和6年4月1日"),
        ("[$-411]ggge\"年\"m\"月\"d\"日\";@", 45383.0, "令和6年4月1日"),
        ("[$-411]gge.m.d", 45383.0, "令6.4.1"),
        ("ge.m.d", 45383.0, "R6.4.1"),
        ("[$-411]gee.mm.dd", 45383.0, "R06.04.01"),
        ("ggge\"年\"", 45383.0, "令和6年"),
        ("ggge\"年度\"", 45383.0, "令和6年度"),
        ("[$-ja-JP-x-gannen]ggge\"年\"", 43586.0, "令和元年"),
        ("ggge\"年\"", 43586.0, "令和1年"),
        ("ggge\"年\"m\"月\"d\"日\"", 43585.0, "平成31年4月30日"),
        ("ggge\"年\"", 32515.0, "昭和64年"),
        ("ggge\"年\"", 32516.0, "平成1年"),
        ("m\"月\"", 45383.0, "4月"),
        ("yyyy\"年度\"", 45383.0, "2024年度"),
        ("aaa", 45383.0, "月"),
        ("aaaa", 45383.0, "月曜日"),
        ("m/d(aaa)", 45383.0, "4/1(月)"),
        ("mmm-yy", 45383.0, "Apr-24"),
        ("dddd", 45383.0, "Monday"),
        ("[DBNum1][$-411]ggge\"年\"m\"月\"d\"日\"", 45651.0, "令和六年十二月二十五日"),
        ("[DBNum3][$-411]ggge\"年\"m\"月\"d\"日\"", 45383.0, "令和６年４月１日"),
        ("yyyy/m/d h:mm", 45383.5, "2024/4/1 12:00"),
        ("h:mm", 0.395_833_333_333, "9:30"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("[$-411]AM/PM h\"時\"mm\"分\"", 0.75, "午後 6時00分"),
        ("[h]:mm", 1.0625, "25:30"),
        ("mm:ss", 0.000_694_444_4, "01:00"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45383.0, "2024年4月1日"),
        ("[$-F400]h:mm:ss\\ AM/PM", 0.75, "18:00:00"),
        ("[$-411]e", 45383.0, "6"),
        ("[DBNum1][$-411]ggge\"年\"", 45383.0, "令和六年"),
        ("yyyy/m/d", 0.0, "0"),
        ("yyyy/m/d", 60.0, "60"),
        ("yyyy/m/d", 61.0, "1900/3/1"),
        ("yyyy/m/d", 1.0, "1900/1/1"),
        ("yyyy/m/d", -1.0, "-1"),
        ("yyyy/m/d", 2958465.0, "9999/12/31"),
        ("yyyy/m/d", 2958466.0, "2958466"),
    ] {
        assert_eq!(shown(code, number), expected, "{number} as {code}");
    }
}

#[test]
fn what_is_a_date_and_what_a_percentage() {
    let tell = |code: &str, number, date1904| NumberFormat::parse(code).show(number, date1904, &mut String::new());
    let date = |year, month, day| Shown { percent: false, date: Some(Date::constant(year, month, day)) };
    for (code, number, date1904, expected) in [
        ("yyyy/m/d", 45383.0, false, date(2024, 4, 1)),
        ("yyyy/m/d", 43921.0, true, date(2024, 4, 1)),
        ("ggge\"年度\"", 45383.0, false, date(2024, 4, 1)),
        ("aaa", 45383.0, false, date(2024, 4, 1)),
        ("yyyy/m/d", 45383.99, false, date(2024, 4, 1)),
        ("h:mm", 0.5, false, Shown::default()),
        ("[h]:mm", 45383.0, false, Shown::default()),
        ("yyyy/m/d", 0.0, false, Shown::default()),
        ("0.0\"g\"", 45383.0, false, Shown::default()),
        ("0.0g", 45383.0, false, Shown::default()),
        ("0\"年度\"", 2024.0, false, Shown::default()),
        ("0.0%", 0.694, false, Shown { percent: true, date: None }),
        ("0.0\"%\"", 69.4, false, Shown::default()),
        ("0.0\\%", 69.4, false, Shown::default()),
        ("0%;\"-\"", -1.0, false, Shown::default()),
    ] {
        assert_eq!(tell(code, number, date1904), expected, "{number} as {code}");
    }
}

#[test]
fn built_in_formats() {
    for (id, number, expected) in [
        (0, 1.5, "1.5"),
        (9, 0.5, "50%"),
        (14, 45383.0, "2024/4/1"),
        (27, 45383.0, "R6.4.1"),
        (28, 45383.0, "令和6年4月1日"),
        (31, 45383.0, "2024年4月1日"),
        (38, -1200.0, "-1,200"),
        (41, 0.0, "-"),
        (57, 45383.0, "R6.4.1"),
    ] {
        let mut text = String::new();
        NumberFormat::built_in(id).show(number, false, &mut text);
        assert_eq!(text.trim(), expected, "{number} as {id}");
    }
}

#[test]
fn texts() {
    let show = |code: &str| NumberFormat::parse(code).show_text("山田");
    assert_eq!(show("@\"様\""), Some("山田様".to_owned()));
    assert_eq!(show("0;0;0;@"), None);
    assert_eq!(show(";;;"), None);
    assert_eq!(show("General"), None);
}

#[test]
fn codes_of_absurd_length_show_as_general() {
    let shown = |code: String| {
        let mut text = String::new();
        NumberFormat::parse(&code).show(1234.5, false, &mut text);
        text
    };
    for part in ["0", "#", ",", "0E+0", ".0", "%", "General", "\"a\"", "[hh]", "yyyy", "[DBNum1]0;"] {
        assert_eq!(shown(part.repeat(70_000)), "1234.5", "{part}");
        // What is just short enough to be read does not grow beyond what its places are.
        assert!(shown(part.repeat(1000 / part.len())).len() < 4000, "{part}");
    }
    assert_eq!(shown(format!("[{}]", "h".repeat(70_000))), "1234.5");
    assert_eq!(shown(format!("0E+{}", "0".repeat(70_000))), "1234.5");
    assert_eq!(shown("0.0E+0E+0E+0".to_owned()), "1.2E+003");
}
