//! The command line: what may be said, in both languages, and what was said.

use crate::encoding::Encoding;
use crate::lang::Lang;
use crate::messages::cli as words;
use clap::builder::{PathBufValueParser, PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::civil::Date;
use std::path::PathBuf;

/// What the user asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The command.
    pub what: What,
    /// The language of messages.
    pub lang: Lang,
    /// Whether progress and summary are left out.
    pub quiet: bool,
    /// Whether the terminal gets JSON.
    pub json: bool,
    /// Threads; `None` for as many as there are processors.
    pub jobs: Option<usize>,
}

/// A command.
#[derive(Clone, Debug)]
pub enum What {
    /// The main job.
    Consolidate(Consolidate),
    /// What is read from where.
    Inspect(Inspect),
    /// Whether outputs are as they were written, and machine-readable.
    Verify(Vec<PathBuf>),
    /// The rules, or one of them.
    Rules(Option<String>),
    /// Form definitions.
    Form(FormAsked),
    /// A first indicator register.
    DraftRegister(DraftRegister),
}

/// A first indicator register, from sheets.
#[derive(Clone, Debug, Default)]
pub struct DraftRegister {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// The file to write.
    pub out: PathBuf,
    /// The folder of form definitions.
    pub forms: Option<PathBuf>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The file of passwords.
    pub passwords: Option<PathBuf>,
}

/// What is asked of form definitions.
#[derive(Clone, Debug)]
pub struct FormAsked {
    /// What to do.
    pub what: FormWhat,
    /// The folder of definitions.
    pub forms: Option<PathBuf>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The file of passwords.
    pub passwords: Option<PathBuf>,
}

/// What to do with form definitions.
#[derive(Clone, Debug)]
pub enum FormWhat {
    /// All of them, a line each.
    List,
    /// One, as written.
    Show(String),
    /// Whether they are without mistakes, and which of these files' sheets each fits.
    Check(Vec<PathBuf>),
    /// A first definition for the sheets of files.
    Draft(Vec<PathBuf>),
}

/// What is read from where.
#[derive(Clone, Debug, Default)]
pub struct Inspect {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Where annotated copies go, if they are wanted.
    pub annotate: Option<PathBuf>,
    /// The folder of form definitions.
    pub forms: Option<PathBuf>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The file of passwords.
    pub passwords: Option<PathBuf>,
}

/// The main job.
#[derive(Clone, Debug, Default)]
pub struct Consolidate {
    /// Files and folders; empty if the settings name them.
    pub inputs: Vec<PathBuf>,
    /// Where the outputs go.
    pub out: Option<PathBuf>,
    /// 対象月: year and month.
    pub period: Option<(i16, i8)>,
    /// The day as of which dates are judged.
    pub as_of: Option<Date>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// Whether the ledger has a line per cell.
    pub full_ledger: bool,
    /// The folder of form definitions.
    pub forms: Option<PathBuf>,
    /// The file of passwords to try on protected workbooks.
    pub passwords: Option<PathBuf>,
    /// The output folder of the run before.
    pub previous: Option<PathBuf>,
    /// The encoding of the CSVs.
    pub encoding: Encoding,
    /// The indicator register.
    pub register: Option<PathBuf>,
    /// The office's own council templates: files, or folders of them.
    pub council_templates: Vec<PathBuf>,
}

/// Names of the commands.
pub const COMMANDS: [&str; 7] = ["consolidate", "inspect", "form", "register", "rules", "verify", "help"];

/// The language that the arguments ask for, before they are read as a whole: help is written in it.
pub fn lang_of(arguments: &[String]) -> Lang {
    let mut arguments = arguments.iter().map(String::as_str);
    while let Some(argument) = arguments.next() {
        if argument == "--lang=en" || argument == "--lang" && arguments.next() == Some("en") {
            return Lang::En;
        }
    }
    Lang::Ja
}

/// Options that take a value.
const VALUED: [&str; 15] = [
    "--out",
    "--annotate",
    "--period",
    "--as-of",
    "--config",
    "--ledger",
    "--password-file",
    "--forms",
    "--previous",
    "--encoding",
    "--register",
    "--council-template",
    "--lang",
    "--format",
    "--jobs",
];

/// The first argument that is neither an option nor an option's value.
pub fn first_word(arguments: &[String]) -> Option<&str> {
    let mut arguments = arguments.iter().map(String::as_str);
    while let Some(argument) = arguments.next() {
        if VALUED.contains(&argument) {
            arguments.next();
        } else if argument == "--" {
            return arguments.next();
        } else if !argument.starts_with('-') {
            return Some(argument);
        }
    }
    None
}

/// The command line in `lang`.
pub fn command(lang: Lang) -> Command {
    let inputs = |many: bool| {
        let arg = Arg::new("INPUT").help(words::INPUT.get(lang)).value_parser(PathBufValueParser::new());
        if many { arg.num_args(0..).action(ArgAction::Append) } else { arg.num_args(1..).required(true) }
    };
    let option = |name: &'static str, value: &'static str, help: &'static str, parser: ValueParser| {
        Arg::new(name).long(name).value_name(value).help(help).value_parser(parser)
    };
    let passwords =
        || option("password-file", "FILE", words::PASSWORD_FILE.get(lang), PathBufValueParser::new().into());
    let forms = || option("forms", "DIR", words::FORMS.get(lang), PathBufValueParser::new().into());
    let config = || option("config", "FILE", words::CONFIG.get(lang), PathBufValueParser::new().into());
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).action(ArgAction::SetTrue).global(true)
    };
    let encodings = Encoding::ALL.map(|(name, _)| name);
    let consolidate = Command::new("consolidate")
        .about(words::CONSOLIDATE.get(lang))
        .arg(inputs(true))
        .arg(option("out", "DIR", words::OUT.get(lang), PathBufValueParser::new().into()))
        .arg(option("period", "YYYY-MM", words::PERIOD.get(lang), ValueParser::new(month)))
        .arg(option("as-of", "YYYY-MM-DD", words::AS_OF.get(lang), ValueParser::new(day)))
        .arg(config())
        .arg(forms())
        .arg(option("previous", "DIR", words::PREVIOUS.get(lang), PathBufValueParser::new().into()))
        .arg(option("register", "FILE", words::REGISTER.get(lang), PathBufValueParser::new().into()))
        .arg(
            option(
                "council-template",
                "FILE",
                crate::messages::template::COUNCIL_TEMPLATE.get(lang),
                PathBufValueParser::new().into(),
            )
            .action(ArgAction::Append),
        )
        .arg(option("encoding", "NAME", words::ENCODING.get(lang), PossibleValuesParser::new(encodings).into()))
        .arg(option("ledger", "KIND", words::LEDGER.get(lang), PossibleValuesParser::new(["summary", "full"]).into()))
        .arg(passwords());
    let annotate = option("annotate", "DIR", words::ANNOTATE.get(lang), PathBufValueParser::new().into());
    let inspect = Command::new("inspect")
        .about(words::INSPECT.get(lang))
        .arg(inputs(false))
        .arg(annotate)
        .arg(config())
        .arg(forms())
        .arg(passwords());
    let of_forms = |name: &'static str, about: &'static str| Command::new(name).about(about).arg(config()).arg(forms());
    let form = Command::new("form")
        .about(words::FORM.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(of_forms("list", words::FORM_LIST.get(lang)))
        .subcommand(
            of_forms("show", words::FORM_SHOW.get(lang))
                .arg(Arg::new("NAME").help(words::FORM_NAME.get(lang)).required(true)),
        )
        .subcommand(of_forms("check", words::FORM_CHECK.get(lang)).arg(inputs(true)).arg(passwords()))
        .subcommand(of_forms("draft", words::FORM_DRAFT.get(lang)).arg(inputs(false)).arg(passwords()));
    let draft = Command::new("draft")
        .about(words::REGISTER_DRAFT.get(lang))
        .arg(inputs(false))
        .arg(option("out", "FILE", words::REGISTER_OUT.get(lang), PathBufValueParser::new().into()).required(true))
        .arg(config())
        .arg(forms())
        .arg(passwords());
    let register = Command::new("register")
        .about(words::REGISTERS.get(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(draft);
    let rules =
        Command::new("rules").about(words::RULES.get(lang)).arg(Arg::new("NAME").help(words::RULE_NAME.get(lang)));
    let verify = Command::new("verify").about(words::VERIFY.get(lang)).arg(
        Arg::new("INPUT")
            .help(words::VERIFIED.get(lang))
            .value_parser(PathBufValueParser::new())
            .num_args(1..)
            .required(true),
    );
    let program = Command::new("matome")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::ABOUT.get(lang))
        .override_usage("matome consolidate [INPUT…] [--out DIR]\n       matome PATH…\n       matome inspect FILE… [--annotate DIR]\n       matome form list|show NAME|check [FILE…]|draft FILE\n       matome register draft INPUT… --out FILE\n       matome rules [NAME]\n       matome verify PATH…")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(consolidate)
        .subcommand(inspect)
        .subcommand(form)
        .subcommand(register)
        .subcommand(rules)
        .subcommand(verify)
        .arg(option("lang", "LANG", words::LANG.get(lang), PossibleValuesParser::new(["ja", "en"]).into()).global(true))
        .arg(option("format", "FORMAT", words::FORMAT.get(lang), PossibleValuesParser::new(["text", "json"]).into()).global(true))
        .arg(option("jobs", "N", words::JOBS.get(lang), clap::value_parser!(u16).range(1..=256).into()).global(true))
        .arg(flag("quiet", words::QUIET.get(lang)));
    localized(program, lang)
}

/// Headings and standard entries of the help in the language.
fn localized(program: Command, lang: Lang) -> Command {
    fn headed(command: Command, lang: Lang) -> Command {
        let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let command = names.into_iter().fold(command, |all, name| all.mut_subcommand(name, |it| headed(it, lang)));
        let template = if command.has_subcommands() { words::TOP_TEMPLATE } else { words::TEMPLATE };
        command
            .disable_help_subcommand(true)
            .disable_help_flag(true)
            .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words::HELP.get(lang)))
            .help_template(template.get(lang))
            .subcommand_help_heading(words::COMMANDS.get(lang))
    }
    headed(program, lang)
        .disable_version_flag(true)
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(words::VERSION.get(lang)))
}

/// What was said.
pub fn asked(matches: &ArgMatches, lang: Lang) -> Option<Asked> {
    let (name, sub) = matches.subcommand()?;
    let path_of = |sub: &ArgMatches, name: &str| sub.get_one::<PathBuf>(name).cloned();
    let inputs_of = |sub: &ArgMatches| sub.get_many("INPUT").map(|paths| paths.cloned().collect()).unwrap_or_default();
    let path = |name: &str| path_of(sub, name);
    let inputs = || inputs_of(sub);
    let what = match name {
        "consolidate" => What::Consolidate(Consolidate {
            inputs: inputs(),
            out: path("out"),
            period: sub.get_one::<(i16, i8)>("period").copied(),
            as_of: sub.get_one::<Date>("as-of").copied(),
            config: path("config"),
            full_ledger: sub.get_one::<String>("ledger").is_some_and(|kind| kind == "full"),
            forms: path("forms"),
            passwords: path("password-file"),
            previous: path("previous"),
            encoding: Encoding::ALL
                .into_iter()
                .find(|(name, _)| sub.get_one::<String>("encoding").is_some_and(|asked| asked == name))
                .map(|(_, encoding)| encoding)
                .unwrap_or_default(),
            register: path("register"),
            council_templates: sub
                .get_many("council-template")
                .map(|paths| paths.cloned().collect())
                .unwrap_or_default(),
        }),
        "inspect" => What::Inspect(Inspect {
            inputs: inputs(),
            annotate: path("annotate"),
            forms: path("forms"),
            config: path("config"),
            passwords: path("password-file"),
        }),
        "verify" => What::Verify(inputs()),
        "form" => {
            let (name, sub) = sub.subcommand()?;
            let what = match name {
                "list" => FormWhat::List,
                "show" => FormWhat::Show(sub.get_one::<String>("NAME").cloned()?),
                "check" => FormWhat::Check(inputs_of(sub)),
                _ => FormWhat::Draft(inputs_of(sub)),
            };
            let passwords = if matches!(name, "check" | "draft") { path_of(sub, "password-file") } else { None };
            What::Form(FormAsked { what, forms: path_of(sub, "forms"), config: path_of(sub, "config"), passwords })
        }
        "register" => {
            let (_, sub) = sub.subcommand()?;
            What::DraftRegister(DraftRegister {
                inputs: inputs_of(sub),
                out: path_of(sub, "out")?,
                forms: path_of(sub, "forms"),
                config: path_of(sub, "config"),
                passwords: path_of(sub, "password-file"),
            })
        }
        _ => What::Rules(sub.get_one::<String>("NAME").cloned()),
    };
    Some(Asked {
        what,
        lang,
        quiet: sub.get_flag("quiet"),
        json: sub.get_one::<String>("format").is_some_and(|format| format == "json"),
        jobs: sub.get_one::<u16>("jobs").map(|jobs| usize::from(*jobs)),
    })
}

fn month(text: &str) -> Result<(i16, i8), String> {
    let wrong = || "YYYY-MM".to_owned();
    let (year, month) = text.split_once('-').ok_or_else(wrong)?;
    let date =
        Date::new(year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?, 1).map_err(|_| wrong())?;
    (1900..=2100).contains(&date.year()).then_some((date.year(), date.month())).ok_or_else(wrong)
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together_in_both_languages() {
        for lang in [Lang::Ja, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn the_first_word_is_no_options_value() {
        let arguments = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(first_word(&arguments("--format json consolidate x")), Some("consolidate"));
        assert_eq!(first_word(&arguments("--quiet x --out y")), Some("x"));
        assert_eq!(first_word(&arguments("--jobs 2")), None);
    }

    #[test]
    fn a_month_is_a_month() {
        assert_eq!(month("2025-10"), Ok((2025, 10)));
        for text in ["2025", "2025-13", "10-2025", "2025-1-1", "0001-01"] {
            assert!(month(text).is_err(), "{text}");
        }
    }

    #[test]
    fn help_follows_the_language_asked_for() {
        let arguments = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lang_of(&arguments("consolidate --lang en")), Lang::En);
        assert_eq!(lang_of(&arguments("--lang=en rules")), Lang::En);
        assert_eq!(lang_of(&arguments("consolidate samples")), Lang::Ja);
    }
}
