//! The lines a person watches while a task runs: what is being done, and how long it took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Announces `what`, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {what}");
    let started = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "✓" } else { "✗" };
    println!("{verdict} {what} ({})", seconds(started.elapsed()));
    result
}

/// A duration as a person reads it: tenths of a second, minutes from one minute on.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole >= 60 {
        format!("{} min {:02} s", whole / 60, whole % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
