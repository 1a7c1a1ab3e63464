//! What a worker forbids itself: memory, processor time, core dumps.

use crate::read::limits::Limits;
use std::thread;
use std::time::Duration;

/// The exit status of a worker that saw itself take too much memory.
pub(super) const NO_MEMORY: u8 = 70;
/// How often a worker looks how much memory it has.
const PAUSE: Duration = Duration::from_millis(20);
/// Seconds of processor time beyond those on the clock. Whoever started the worker ends it long before; this is for
/// a worker whose starter is gone.
#[cfg(unix)]
const GRACE: u64 = 5;

/// Sets the limits. A limit that the system refuses is left out: the others still hold.
pub(super) fn limit_self(limits: &Limits) {
    #[cfg(unix)]
    {
        use rlimit::Resource;
        let seconds = limits.seconds.saturating_add(GRACE);
        for (resource, most) in [(Resource::CORE, 0), (Resource::AS, limits.worker_bytes), (Resource::CPU, seconds)] {
            let _ = resource.set(most, most);
        }
    }
    watch(limits.worker_bytes);
}

/// Ends this process when it has taken more memory than it may, on systems that do not refuse it.
fn watch(most: u64) {
    let watching = move || {
        loop {
            thread::sleep(PAUSE);
            let taken = memory_stats::memory_stats().map_or(0, |taken| {
                // On Windows the second is what was promised to the process; elsewhere it counts what is only reserved.
                if cfg!(windows) { taken.virtual_mem } else { taken.physical_mem }
            });
            if taken as u64 > most {
                std::process::exit(i32::from(NO_MEMORY));
            }
        }
    };
    // Without a watch the system's own limit holds.
    let _ = thread::Builder::new().name("memory".to_owned()).spawn(watching);
}
