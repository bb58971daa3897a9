//! Waiting for a condition.

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long a condition may take on a slow, busy machine.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked at.
const INTERVAL: Duration = Duration::from_millis(40);

/// Looks at `condition` until it holds a value. An error from it counts as not yet, because elements come
/// and go while a page is drawn; the last one is told when patience ends.
pub async fn until<T, F, Fut>(what: &str, mut condition: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    let started = Instant::now();
    loop {
        let last = match condition().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if started.elapsed() > PATIENCE {
            match last {
                Some(error) => return Err(error.context(format!("waited in vain: {what}"))),
                None => bail!("waited in vain: {what}"),
            }
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
