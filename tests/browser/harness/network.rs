//! What pages, workers and service workers asked the network for, from Chromium's own log.
//!
//! Knows nothing of tests: whose requests they are is told by the origin that asked.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;

/// Something an origin asked the network for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkRequest {
    /// What was asked for.
    pub url: String,
    /// The origin that asked. A page from disk is an origin of its own kind, and what it starts from a blob
    /// is one called `null`.
    pub initiator: String,
}

impl NetworkRequest {
    /// Whether a page or a worker asked, and not the browser for itself or for a person who types an address.
    pub(crate) fn is_of_an_origin(&self) -> bool {
        ["http", "file:", "null"].iter().any(|origin| self.initiator.starts_with(origin))
    }

    /// Whether this stays within an origin (such as `http://localhost:1234`) or the page itself.
    pub fn stays_at(&self, origin: &str) -> bool {
        self.url.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'))
            || self.url.starts_with("blob:")
            || self.url.starts_with("data:")
    }
}

/// The origin of an address: `http://localhost:1234` of `http://localhost:1234/somewhere/`.
pub fn origin(address: &str) -> String {
    address.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// A browser's log, read while it is written.
pub(crate) struct NetworkLog {
    path: PathBuf,
    /// How much has been read, in bytes: up to the end of a line.
    read: u64,
}

impl NetworkLog {
    /// The log at this path, of which nothing has been read. It need not be there yet.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, read: 0 }
    }

    /// What the log tells beyond what was read before. A line that is still being written is left for the
    /// next time.
    ///
    /// # Errors
    /// When there is no log, or a line of it is not what Chromium writes.
    pub(crate) fn read_on(&mut self) -> Result<Vec<NetworkRequest>> {
        let mut file = File::open(&self.path).context("the browser's network log")?;
        file.seek(SeekFrom::Start(self.read))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
        bytes.truncate(whole);
        self.read += whole as u64;
        requests(&String::from_utf8_lossy(&bytes))
    }
}

/// The requests that whole lines of the log tell of.
fn requests(lines: &str) -> Result<Vec<NetworkRequest>> {
    #[derive(Deserialize)]
    struct Event {
        params: Value,
    }
    let mut requests = Vec::new();
    // Every event has a line of its own and names its parameters first; most tell nothing of an origin.
    for line in lines.lines().filter(|line| line.starts_with("{\"params\"") && line.contains("\"initiator\""))
    {
        // Behind the last one the list of events is closed.
        let event: Event = serde_json::from_str(line.trim_end_matches([',', ']', ' ']))
            .with_context(|| format!("a line of the network log: {line}"))?;
        let text = |name: &str| event.params.get(name).and_then(Value::as_str).map(str::to_owned);
        if let (Some(url), Some(initiator)) = (text("url"), text("initiator")) {
            requests.push(NetworkRequest { url, initiator });
        }
    }
    Ok(requests)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = r#"{"constants":{"initiator":1},
"events": [
{"params":{"initiator":"http://localhost:1","url":"http://localhost:1/a"},"phase":1,"type":2},
{"params":{"initiator":"not an origin","url":"http://example.com/"},"phase":1,"type":2},
{"params":{"initiator":"null","url":"http://exam"#;

    #[test]
    fn reads_on_where_it_stopped() {
        let path = std::env::temp_dir().join(format!("network-log-{}.json", std::process::id()));
        let mut log = NetworkLog::new(path.clone());
        std::fs::write(&path, FIRST).unwrap();
        let first = log.read_on().unwrap();
        let urls: Vec<_> = first.iter().map(|one| (one.url.as_str(), one.is_of_an_origin())).collect();
        assert_eq!(urls, [("http://localhost:1/a", true), ("http://example.com/", false)]);
        std::fs::write(&path, format!("{FIRST}ple.com/b\"}},\"phase\":1}}],\n\"polledData\":{{}}}}\n"))
            .unwrap();
        let then = log.read_on().unwrap();
        assert_eq!(then.iter().map(|one| one.url.as_str()).collect::<Vec<_>>(), ["http://example.com/b"]);
        assert!(log.read_on().unwrap().is_empty());
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn another_port_is_another_origin() {
        let request = |url: &str| NetworkRequest { url: url.to_owned(), initiator: "null".to_owned() };
        let home = origin("http://localhost:12/somewhere/");
        assert!(request("http://localhost:12/a").stays_at(&home));
        assert!(!request("http://localhost:123/a").stays_at(&home));
        assert!(!request("https://example.com/").stays_at(&home));
    }
}
