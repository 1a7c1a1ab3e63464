//! The program: arguments in, exit status out.
#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "main is one of the two ends")]

use indicatif::{ProgressBar, ProgressStyle};
use matome::cli::{self, Asked, Consolidate, DraftRegister, FormAsked, FormWhat, Inspect, What};
use matome::config::Mistake;
use matome::form::{Form, Forms};
use matome::lang::Lang;
use matome::messages::{cli as words, template as of_templates};
use matome::nearest::nearest;
use matome::period::Period;
use matome::pipeline::{self, Job, JobError, Outcome};
use matome::read::{self, Passwords, Reader, worker};
use matome::rule::{self, Severity};
use matome::settings::Settings;
use matome::template::Template;
use matome::terminal;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const DONE: u8 = 0;
const WITH_ERRORS: u8 = 1;
const WRONG_USE: u8 = 2;
const NOT_WRITTEN: u8 = 3;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == worker::ARGUMENT) {
        return ExitCode::from(worker::serve());
    }
    let mut arguments: Vec<String> =
        std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let lang = cli::lang_of(&arguments);
    if let Err(message) = complete(&mut arguments, lang) {
        return fail(&message, lang, WRONG_USE);
    }
    let matches = match cli::command(lang).try_get_matches_from(std::iter::once("matome".to_owned()).chain(arguments)) {
        Ok(matches) => matches,
        Err(error) => {
            let status = if error.use_stderr() { WRONG_USE } else { DONE };
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    let Some(asked) = cli::asked(&matches, lang) else { return ExitCode::from(WRONG_USE) };
    if let Some(jobs) = asked.jobs {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    match &asked.what {
        What::Consolidate(consolidate) => run(&asked, consolidate),
        What::Inspect(inspected) => inspect(&asked, inspected),
        What::Form(asked_of_forms) => form(&asked, asked_of_forms),
        What::DraftRegister(draft) => draft_register(&asked, draft),
        What::Verify(paths) => verify(&asked, paths),
        What::Rules(name) => rules(name.as_deref(), lang),
    }
}

/// A path alone means `consolidate`; a word that is neither a path nor a command is an error with the nearest command.
fn complete(arguments: &mut Vec<String>, lang: Lang) -> Result<(), String> {
    let Some(first) = cli::first_word(arguments) else { return Ok(()) };
    if first == "help" {
        arguments.retain(|argument| argument != "help");
        arguments.push("--help".to_owned());
        return Ok(());
    }
    if cli::COMMANDS.contains(&first) {
        return Ok(());
    }
    if Path::new(first).exists() {
        arguments.insert(0, "consolidate".to_owned());
        return Ok(());
    }
    let near = nearest(first, cli::COMMANDS)
        .map(|command| format!(" {}: {command}", words::NEAREST.get(lang)))
        .unwrap_or_default();
    Err(format!("「{first}」{}。{near}", words::NO_SUCH_WORD.get(lang)))
}

fn fail(message: &str, lang: Lang, status: u8) -> ExitCode {
    eprintln!("{}: {message}", words::ERROR.get(lang));
    ExitCode::from(status)
}

/// The files that a command may name beside its inputs.
struct Given<'a> {
    config: Option<&'a Path>,
    forms: Option<&'a Path>,
    passwords: Option<&'a Path>,
}

/// What they hold.
struct Prepared {
    settings: Settings,
    forms: Forms,
    reader: Reader,
}

impl Given<'_> {
    fn prepared(&self, lang: Lang) -> Result<Prepared, String> {
        let settings = settings(self.config, lang)?;
        let forms = forms(self.forms, &settings, self.config, lang)?;
        Ok(Prepared { settings, forms, reader: reader(self.passwords, lang)? })
    }
}

fn run(asked: &Asked, consolidate: &Consolidate) -> ExitCode {
    let lang = asked.lang;
    let given = Given {
        config: consolidate.config.as_deref(),
        forms: consolidate.forms.as_deref(),
        passwords: consolidate.passwords.as_deref(),
    };
    let Prepared { settings, forms, reader } = match given.prepared(lang) {
        Ok(prepared) => prepared,
        Err(message) => return fail(&message, lang, WRONG_USE),
    };
    let previous = match consolidate.previous.as_deref().map(read::previous).transpose() {
        Ok(previous) => previous,
        Err(error) => return fail(&format!("{} ({error})", words::NO_STATE.get(lang)), lang, WRONG_USE),
    };
    let written = consolidate.previous.as_deref().map(|folder| read::written(folder, &reader)).unwrap_or_default();
    let base = consolidate.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let own = Some(base.join(&settings.register)).filter(|_| !settings.register.is_empty());
    let register = consolidate.register.clone().or(own);
    let templates = match templates(consolidate, &settings, &reader, lang) {
        Ok(templates) => templates,
        Err(message) => return fail(&message, lang, WRONG_USE),
    };
    let mut inputs = consolidate.inputs.clone();
    if inputs.is_empty() {
        inputs = settings.inputs.iter().map(|input| base.join(input)).collect();
    }
    let Some(first) = inputs.first().cloned() else { return fail(words::NO_INPUT.get(lang), lang, WRONG_USE) };
    let out = consolidate.out.clone().unwrap_or_else(|| default_out(&first, consolidate.period));
    if swallows(&out, &inputs) {
        return fail(&format!("{}: {}", out.display(), words::OUT_IS_INPUT.get(lang)), lang, WRONG_USE);
    }
    let last_day = consolidate
        .period
        .and_then(|(year, month)| jiff::civil::Date::new(year, month, 1).ok())
        .map(|first| first.last_of_month());
    let job = Job {
        inputs,
        settings,
        period: consolidate
            .period
            .and_then(|(year, month)| Some(Period::month(year.into(), u8::try_from(month).ok()?))),
        as_of: consolidate.as_of.or(last_day),
        full_ledger: consolidate.full_ledger,
        shows_sheets: false,
        reader,
        forms,
        previous,
        encoding: consolidate.encoding,
        written,
        register,
        templates,
    };
    let bar = progress_bar(asked);
    let outcome = pipeline::consolidate(&job, &out, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    match outcome {
        Ok(outcome) => {
            tell_open(&outcome, lang);
            if asked.json {
                say(&terminal::findings_json(&outcome.findings, lang));
            } else if !asked.quiet {
                say(&terminal::summary(&outcome, &out.display().to_string(), lang));
            }
            let status = status(&outcome);
            // The program ends here, and the system takes its memory back faster than text by text.
            std::mem::forget(outcome);
            ExitCode::from(status)
        }
        Err(error) => failed(&error, lang),
    }
}

/// The office's own council templates: those of the command line, else what the settings name, else those in
/// `templates/council/` beside the settings. A folder stands for the workbooks in it.
fn templates(asked: &Consolidate, settings: &Settings, reader: &Reader, lang: Lang) -> Result<Vec<Template>, String> {
    let file = asked.config.as_deref().unwrap_or(Path::new("matome.toml"));
    let base = file.parent().unwrap_or(Path::new(""));
    let mut given = asked.council_templates.clone();
    if given.is_empty() && !settings.council_template.is_empty() {
        given.push(base.join(&settings.council_template));
    }
    let usual = base.join("templates").join("council");
    if given.is_empty() && file.exists() && usual.is_dir() {
        given.push(usual);
    }
    let mut paths = Vec::new();
    for path in given {
        if !path.is_dir() {
            paths.push(path);
            continue;
        }
        let missing = |error| format!("{}: {} ({error})", path.display(), words::MISSING.get(lang));
        let entries = std::fs::read_dir(&path).map_err(missing)?;
        let mut books: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        books.retain(|book| {
            let is_book =
                |kind: &std::ffi::OsStr| ["xlsx", "xlsm"].iter().any(|known| kind.eq_ignore_ascii_case(known));
            // what Excel leaves beside a book that is open
            let lock = book.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
            !lock && book.extension().is_some_and(is_book)
        });
        books.sort();
        paths.extend(books);
    }
    let mut names: Vec<_> = paths.iter().filter_map(|path| path.file_name()).collect();
    names.sort();
    if let Some([name, _]) = names.array_windows().find(|[one, other]| one == other) {
        return Err(format!("{}: {}", name.to_string_lossy(), of_templates::TWICE.get(lang)));
    }
    pipeline::templates(&paths, reader).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(|mistake| of_templates::mistake(mistake, lang)).collect();
        lines.join("\n")
    })
}

/// Files are read by this program, binary ones in a process of their own; what is protected, with the passwords of a
/// file.
fn reader(passwords: Option<&Path>, lang: Lang) -> Result<Reader, String> {
    let passwords = match passwords {
        Some(path) => Passwords::parse(
            &std::fs::read(path)
                .map_err(|error| format!("{}: {} ({error})", path.display(), words::MISSING.get(lang)))?,
        ),
        None => Passwords::default(),
    };
    Ok(Reader { worker: std::env::current_exe().ok(), passwords, ..Reader::default() })
}

fn failed(error: &JobError, lang: Lang) -> ExitCode {
    match error {
        JobError::Missing(missing) => {
            fail(&format!("{}: {}", missing.0.display(), words::MISSING.get(lang)), lang, WRONG_USE)
        }
        JobError::Nothing(path) => fail(&format!("{}: {}", path.display(), words::NOTHING.get(lang)), lang, WRONG_USE),
        JobError::Register(finding) => {
            let (path, no, why) = (&finding.file, words::NO_REGISTER.get(lang), finding.message(lang));
            fail(&format!("{path}: {no} ({why})"), lang, WRONG_USE)
        }
        JobError::Write(error) => fail(&error.message(lang), lang, NOT_WRITTEN),
    }
}

/// Outputs that were left open are told whatever else is asked for: what is new stands elsewhere.
fn tell_open(outcome: &Outcome, lang: Lang) {
    for line in terminal::left_open(outcome, lang) {
        eprintln!("{line}");
    }
}

fn status(outcome: &Outcome) -> u8 {
    let errors = outcome.findings.iter().any(|finding| finding.severity == Severity::Error);
    if errors { WITH_ERRORS } else { DONE }
}

/// Whether an output folder is this folder, or is or holds an input: it is replaced whole, and is never read again.
fn swallows(out: &Path, inputs: &[PathBuf]) -> bool {
    // Some drives cannot say what a path comes to; then it is taken as it is written.
    let resolved = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    if !out.exists() {
        return false;
    }
    let Ok(out) = resolved(out) else { return false };
    let here = std::env::current_dir().and_then(|here| resolved(&here));
    let held = inputs.iter().filter_map(|input| resolved(input).ok()).any(|input| input.starts_with(&out));
    held || here.is_ok_and(|here| here.starts_with(&out))
}

/// `集計/YYYY-MM` where the month is known, else `PATH_集計` beside the input.
fn default_out(input: &Path, period: Option<(i16, i8)>) -> PathBuf {
    if let Some((year, month)) = period {
        return PathBuf::from(format!("集計/{year}-{month:02}"));
    }
    let resolved = input.canonicalize().unwrap_or_else(|_| input.to_owned());
    let stem = if input.is_dir() { resolved.file_name() } else { resolved.file_stem() };
    let name = format!("{}_集計", stem.map(|stem| stem.to_string_lossy()).unwrap_or_default());
    resolved.parent().map_or_else(|| PathBuf::from(&name), |parent| parent.join(&name))
}

fn settings(config: Option<&Path>, lang: Lang) -> Result<Settings, String> {
    let path = config.unwrap_or(Path::new("matome.toml"));
    if config.is_none() && !path.exists() {
        return Ok(Settings::default());
    }
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{}: {} ({error})", path.display(), words::MISSING.get(lang)))?;
    Settings::parse(&text).map_err(|mistakes| told(path, &mistakes, lang))
}

/// The mistakes of a file, one a line.
fn told(path: &Path, mistakes: &[Mistake], lang: Lang) -> String {
    let lines: Vec<String> =
        mistakes.iter().map(|mistake| format!("{} {}", path.display(), mistake.message(lang))).collect();
    lines.join("\n")
}

/// The definitions that come with the program, and those of a folder, or of the one that the settings name, in the order
/// of their names. Every mistake in any of them is told.
fn forms(folder: Option<&Path>, settings: &Settings, config: Option<&Path>, lang: Lang) -> Result<Forms, String> {
    let base = config.and_then(Path::parent).unwrap_or(Path::new(""));
    let own = Some(base.join(&settings.forms)).filter(|_| !settings.forms.is_empty());
    let Some(folder) = folder.map(Path::to_owned).or(own) else { return Ok(Forms::default()) };
    let missing =
        |path: &Path, error: &std::io::Error| format!("{}: {} ({error})", path.display(), words::MISSING.get(lang));
    let entries = std::fs::read_dir(&folder).map_err(|error| missing(&folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")));
    paths.sort();
    let (mut forms, mut wrong) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        match std::fs::read_to_string(&path) {
            Ok(text) => match Form::parse(&name, &text) {
                Ok(form) => forms.push(form),
                Err(mistakes) => wrong.push(told(&path, &mistakes, lang)),
            },
            Err(error) => wrong.push(missing(&path, &error)),
        }
    }
    if wrong.is_empty() { Ok(Forms::default().and(forms)) } else { Err(wrong.join("\n")) }
}

fn progress_bar(asked: &Asked) -> ProgressBar {
    if asked.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.set_message(words::READING.get(asked.lang));
    bar
}

fn inspect(asked: &Asked, inspected: &Inspect) -> ExitCode {
    let given = Given {
        config: inspected.config.as_deref(),
        forms: inspected.forms.as_deref(),
        passwords: inspected.passwords.as_deref(),
    };
    let Prepared { forms, reader, .. } = match given.prepared(asked.lang) {
        Ok(prepared) => prepared,
        Err(message) => return fail(&message, asked.lang, WRONG_USE),
    };
    let job = Job {
        inputs: inspected.inputs.clone(),
        full_ledger: inspected.annotate.is_some(),
        shows_sheets: true,
        reader,
        forms,
        ..Job::default()
    };
    let outcome = match &inspected.annotate {
        Some(out) if swallows(out, &job.inputs) => {
            let message = format!("{}: {}", out.display(), words::OUT_IS_INPUT.get(asked.lang));
            return fail(&message, asked.lang, WRONG_USE);
        }
        Some(out) => pipeline::annotate(&job, out, &|_, _| {}),
        None => pipeline::consider(&job, &|_, _| {}),
    };
    match outcome {
        Ok(outcome) => {
            tell_open(&outcome, asked.lang);
            say(&if asked.json {
                terminal::inspection_json(&outcome, asked.lang)
            } else {
                terminal::inspection(&outcome, asked.lang)
            });
            ExitCode::from(status(&outcome))
        }
        Err(error) => failed(&error, asked.lang),
    }
}

fn verify(asked: &Asked, paths: &[PathBuf]) -> ExitCode {
    let reader = Reader { worker: std::env::current_exe().ok(), ..Reader::default() };
    match pipeline::verify(paths, &reader) {
        Ok(report) => {
            say(&if asked.json {
                terminal::verification_json(&report, asked.lang)
            } else {
                terminal::verification(&report, asked.lang)
            });
            ExitCode::from(if report.is_fine() { DONE } else { WITH_ERRORS })
        }
        Err(error) => failed(&error, asked.lang),
    }
}

fn form(asked: &Asked, of_forms: &FormAsked) -> ExitCode {
    let lang = asked.lang;
    let given = Given {
        config: of_forms.config.as_deref(),
        forms: of_forms.forms.as_deref(),
        passwords: of_forms.passwords.as_deref(),
    };
    let Prepared { forms, reader, .. } = match given.prepared(lang) {
        Ok(prepared) => prepared,
        Err(message) => return fail(&message, lang, WRONG_USE),
    };
    let inputs = match &of_forms.what {
        FormWhat::List => {
            say(&terminal::forms(&forms, lang));
            return ExitCode::from(DONE);
        }
        FormWhat::Show(name) => return show(name, &forms, lang),
        FormWhat::Check(inputs) if inputs.is_empty() => {
            say(&terminal::forms_fine(&forms, lang));
            return ExitCode::from(DONE);
        }
        FormWhat::Check(inputs) | FormWhat::Draft(inputs) => inputs.clone(),
    };
    let job = Job { inputs, reader, forms, ..Job::default() };
    if matches!(of_forms.what, FormWhat::Draft(_)) {
        return match pipeline::drafts(&job, lang) {
            Ok(drafts) => {
                say(&terminal::drafts(&drafts, lang));
                ExitCode::from(DONE)
            }
            Err(error) => failed(&error, lang),
        };
    }
    match pipeline::fits(&job) {
        Ok(fits) => {
            say(&terminal::fits(&fits, lang));
            let changed = fits.iter().any(|fit| !fit.findings.is_empty());
            ExitCode::from(if changed { WITH_ERRORS } else { DONE })
        }
        Err(error) => failed(&error, lang),
    }
}

fn draft_register(asked: &Asked, draft: &DraftRegister) -> ExitCode {
    let lang = asked.lang;
    let given =
        Given { config: draft.config.as_deref(), forms: draft.forms.as_deref(), passwords: draft.passwords.as_deref() };
    let Prepared { settings, forms, reader } = match given.prepared(lang) {
        Ok(prepared) => prepared,
        Err(message) => return fail(&message, lang, WRONG_USE),
    };
    let job = Job { inputs: draft.inputs.clone(), settings, reader, forms, ..Job::default() };
    match pipeline::draft_register(&job, &draft.out, &|_, _| {}) {
        Ok(register) => {
            if !asked.quiet {
                let (indicators, roster) = (register.indicators.len().to_string(), register.roster.len().to_string());
                let said = words::REGISTER_WRITTEN.get(lang).replace("{out}", &draft.out.display().to_string());
                say(&(said.replace("{indicators}", &indicators).replace("{roster}", &roster) + "\n"));
            }
            ExitCode::from(DONE)
        }
        Err(error) => failed(&error, lang),
    }
}

fn show(name: &str, forms: &Forms, lang: Lang) -> ExitCode {
    match forms.0.iter().find(|form| form.name == name) {
        Some(form) => {
            say(&form.text);
            ExitCode::from(DONE)
        }
        None => {
            let near = nearest(name, forms.0.iter().map(|form| form.name.as_str()));
            let near = near.map(|near| format!(" {}: {near}", words::NEAREST.get(lang))).unwrap_or_default();
            fail(&format!("「{name}」{}。{near}", words::NO_SUCH_FORM.get(lang)), lang, WRONG_USE)
        }
    }
}

fn rules(name: Option<&str>, lang: Lang) -> ExitCode {
    let Some(name) = name else {
        say(&terminal::rules(lang));
        return ExitCode::from(DONE);
    };
    match (rule::named(name), rule::ignored::named(name)) {
        (Some(rule), _) => {
            say(&terminal::rule(rule, lang));
            ExitCode::from(DONE)
        }
        (None, Some(ignored)) => {
            say(&terminal::ignored(ignored, lang));
            ExitCode::from(DONE)
        }
        (None, None) => {
            let names = rule::all().map(|rule| rule.name);
            let near = nearest(name, names.chain(rule::ignored::IGNORED.iter().map(|ignored| ignored.name)));
            let near = near.map(|near| format!(" {}: {near}", words::NEAREST.get(lang))).unwrap_or_default();
            fail(&format!("「{name}」{}。{near}", words::NO_SUCH_RULE.get(lang)), lang, WRONG_USE)
        }
    }
}

/// Writes to the terminal; a reader that went away is no error.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
