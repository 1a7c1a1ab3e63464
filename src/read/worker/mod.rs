//! A process of its own for each binary workbook: a panic, an abort, endless memory or time costs that file only.
//!
//! The program starts itself once more with [`ARGUMENT`], gives it the file's bytes and gets back what was read.
#![expect(
    clippy::disallowed_methods,
    reason = "read is one of the two ends; how long a worker takes is seen on the clock"
)]

mod limited;

use super::limits::{Exceeded, Limits};
use super::rejection::Rejection;
use super::{Contents, binary};
use crate::sheet::Format;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// The first argument by which the program knows that it is a worker. No user has a reason to write it.
pub const ARGUMENT: &str = "--read-one-workbook-from-stdin";

/// The exit status of a worker that answered.
const ANSWERED: u8 = 0;
/// The exit status of a worker that could not.
const CONFUSED: u8 = 71;
/// The most that is kept of what a worker says on its way out.
const LAST_WORDS: u64 = 4096;
/// What a worker answers may take this part of the memory that it may take itself.
const ANSWER_PART: u64 = 4;
/// What the system says when memory is refused to a program.
const NO_MEMORY: &str = "memory allocation of";
/// How often a worker that said all is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(1);

/// What a worker is asked to do. The file's bytes follow.
#[derive(Serialize, Deserialize)]
struct Order {
    name: String,
    format: Format,
    limits: Limits,
}

/// Why a worker gave no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Failure {
    /// It could not be started: nothing was tried.
    NotStarted,
    /// It took more time or memory than it may.
    Exceeded(Exceeded),
    /// It ended, or answered what nobody understands.
    Died(&'static str),
}

/// The worker's side: reads an order and a file from standard input, and answers on standard output.
///
/// The exit status says whether it answered.
pub fn serve() -> u8 {
    // A panic is told to the one who asked, not to the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let mut given = Vec::new();
    let mut len = [0; 4];
    let mut input = io::stdin().lock();
    let order = input.read_exact(&mut len).and_then(|()| {
        let order_len = u64::from(u32::from_le_bytes(len));
        (&mut input).take(order_len).read_to_end(&mut given).map(|_| ())
    });
    let Ok(order) = order.map_err(drop).and_then(|()| postcard::from_bytes::<Order>(&given).map_err(drop)) else {
        return CONFUSED;
    };
    limited::limit_self(&order.limits);
    let mut bytes = Vec::new();
    if input.take(order.limits.file_bytes).read_to_end(&mut bytes).is_err() {
        return CONFUSED;
    }
    let read = binary::read_alone(&order.name, order.format, &bytes, &order.limits);
    drop(bytes);
    let written = postcard::to_stdvec(&read).is_ok_and(|answer| {
        let mut output = io::stdout().lock();
        output.write_all(&answer).and_then(|()| output.flush()).is_ok()
    });
    if written { ANSWERED } else { CONFUSED }
}

/// Has a worker read a file. It is ended if it takes too long.
pub(super) fn read(
    program: &Path,
    name: &str,
    format: Format,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Result<Contents, Rejection>, Failure> {
    let until = Instant::now() + Duration::from_secs(limits.seconds);
    let order = Order { name: name.to_owned(), format, limits: limits.clone() };
    let Some(order) = ordered(&order, bytes) else { return Err(Failure::NotStarted) };
    let mut child = start(program).map_err(|_| Failure::NotStarted)?;
    // Three threads, so that nobody waits for a full pipe. They are not waited for: whoever holds a pipe open after
    // the worker's end would hold this program too.
    if let Some(mut input) = child.stdin.take() {
        thread::spawn(move || input.write_all(&order));
    }
    let most = limits.worker_bytes / ANSWER_PART;
    let answer = child.stdout.take().map(|output| all_of(output.take(most.saturating_add(1))));
    let last_words = child.stderr.take().map(last_words);
    let answer = answer.map_or(Err(RecvTimeoutError::Disconnected), |answer| answer.recv_timeout(left(until)));
    let ended = match &answer {
        Ok(answer) if answer.len() as u64 <= most => wait(&mut child, until),
        _ => None,
    };
    if ended.is_none() {
        let _ = child.kill();
    }
    let status = child.wait().ok().and_then(|status| status.code());
    let answer = match answer {
        Ok(answer) if answer.len() as u64 > most => {
            return Err(Failure::Exceeded(Exceeded::Memory(limits.worker_bytes)));
        }
        Ok(answer) if ended.is_some() => answer,
        _ => return Err(Failure::Exceeded(Exceeded::Seconds(limits.seconds))),
    };
    if status == Some(i32::from(ANSWERED)) {
        return postcard::from_bytes(&answer).map_err(|_| Failure::Died("the reader's answer is not understood"));
    }
    let words = last_words.and_then(|words| words.recv_timeout(Duration::from_secs(1)).ok()).unwrap_or_default();
    let without_memory = status == Some(i32::from(limited::NO_MEMORY)) || contains(&words, NO_MEMORY.as_bytes());
    Err(if without_memory {
        Failure::Exceeded(Exceeded::Memory(limits.worker_bytes))
    } else {
        Failure::Died("the reader broke off")
    })
}

/// An order and the file that it is about, as a worker expects them.
fn ordered(order: &Order, bytes: &[u8]) -> Option<Vec<u8>> {
    let order = postcard::to_stdvec(order).ok()?;
    let mut given = Vec::with_capacity(order.len().checked_add(bytes.len())?.checked_add(4)?);
    given.extend_from_slice(&u32::try_from(order.len()).ok()?.to_le_bytes());
    given.extend_from_slice(&order);
    given.extend_from_slice(bytes);
    Some(given)
}

fn start(program: &Path) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(windows)]
    {
        // A console of its own would flash up where the program has none.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(&mut command, CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// All that comes, once it has come.
fn all_of(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut all = Vec::new();
        let _ = from.read_to_end(&mut all);
        let _ = send.send(all);
    });
    receive
}

/// The beginning of what comes; the rest is read and forgotten.
fn last_words(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut head = Vec::new();
        let _ = (&mut from).take(LAST_WORDS).read_to_end(&mut head);
        let _ = send.send(head);
        let _ = io::copy(&mut from, &mut io::sink());
    });
    receive
}

/// Waits until a worker that said all has ended, and says if it has in time.
fn wait(child: &mut Child, until: Instant) -> Option<()> {
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Some(()),
            Ok(None) if Instant::now() < until => thread::sleep(PAUSE),
            _ => return None,
        }
    }
}

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

fn contains(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}
