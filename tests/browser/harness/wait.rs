//! Waiting for a condition.

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a condition may take on a slow, busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long after the first look it is looked at again, and how long it takes at most between two looks: what
/// comes at once is seen at once, and what takes its time is not kept from its work.
const INTERVALS: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(40));

/// How long the analysis of five megabytes may take on such a machine: speed is measured in the benchmarks,
/// not here.
pub(crate) const PATIENCE_WITH_ANALYSIS: Duration = Duration::from_secs(120);

/// Looks at `condition` until it holds a value. An error from it counts as not yet, because elements come
/// and go while a page is drawn; the last one is told when patience ends.
pub async fn until<T, F, Fut>(what: &str, condition: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    until_within(PATIENCE, what, condition).await
}

/// As [`until`], with another patience.
pub(crate) async fn until_within<T, F, Fut>(patience: Duration, what: &str, mut condition: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    let started = Instant::now();
    let (mut interval, longest) = INTERVALS;
    loop {
        let last = match condition().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if started.elapsed() > patience {
            match last {
                Some(error) => return Err(error.context(format!("waited in vain: {what}"))),
                None => bail!("waited in vain: {what}"),
            }
        }
        tokio::time::sleep(interval).await;
        interval = longest.min(interval * 2);
    }
}
