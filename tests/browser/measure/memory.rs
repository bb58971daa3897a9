//! How much memory the page takes: what the operating system says of its process. Knows nothing of pages and
//! figures.

use anyhow::{Context as _, Result};
use serde_json::json;
use shirushi_browser_tests::Browser;
use std::collections::BTreeMap;
use std::fs;

/// What the process of the page holds in memory, its workers and the browser's own code for it included, in
/// bytes: the largest of the browser's processes that show pages (another may stand ready for the next one).
pub(crate) async fn memory(browser: &Browser) -> Result<f64> {
    browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let largest = pages()?.into_iter().filter_map(proportional_bytes).max();
    Ok(largest.context("no process shows a page")? as f64)
}

/// The processes below this one that show pages.
fn pages() -> Result<Vec<u32>> {
    let mut parents = BTreeMap::new();
    let mut pages = Vec::new();
    for entry in fs::read_dir("/proc").context("processes are listed in /proc on Linux only")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // Processes end while they are listed.
        let read = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
        let status = read("status");
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse::<u32>().ok());
        parents.extend(parent.map(|parent| (process, parent)));
        if read("cmdline").contains("--type=renderer") {
            pages.push(process);
        }
    }
    let is_ours = |&page: &u32| {
        std::iter::successors(Some(page), |process| parents.get(process).copied())
            .any(|process| process == std::process::id())
    };
    pages.retain(is_ours);
    Ok(pages)
}

/// What a process holds, with its share of what it has in common with others.
fn proportional_bytes(process: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let kilobytes = rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.strip_suffix("kB"))?;
    Some(kilobytes.trim().parse::<u64>().ok()? * 1024)
}
