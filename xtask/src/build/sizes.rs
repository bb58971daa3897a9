//! What a visitor's connection carries: every file of the site as gzip and as brotli would send it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use super::folder::{Folder, digest};
use crate::workspace::Workspace;

/// Bytes as gzip until the page can be used: texts can be read and marked.
const BUDGET_PAGE: u64 = 745_000;
/// Bytes of the dictionary as it is sent.
const BUDGET_DICTIONARY: u64 = 7_000_000;

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Sizes {
    gzip: u64,
    brotli: u64,
}

/// Prints a line per file and the sums; over budget is an error. Files under `licences/` and the icons of
/// an installed app are not part of a visit and not counted.
pub(crate) fn report(workspace: &Workspace, folder: &Folder, dictionary: &str) -> Result<()> {
    let memory = workspace.notes().join("sizes.json");
    let known: BTreeMap<String, Sizes> =
        fs::read(&memory).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let mut seen = BTreeMap::new();
    let (mut page, mut engine, mut parts) = (Sizes::default(), Sizes::default(), Sizes::default());
    let mut dictionary_bytes = 0;
    println!("  {:<40} {:>10} {:>10} {:>10}", "bytes", "plain", "gzip", "brotli");
    for (path, bytes) in folder.files() {
        if path.starts_with("licences/") || path.ends_with(".png") {
            continue;
        }
        if path == dictionary {
            dictionary_bytes = bytes.len() as u64;
            println!("  {path:<40} {:>10}  (compressed already)", grouped(dictionary_bytes));
            continue;
        }
        let key = digest(bytes);
        let sizes = match known.get(&key) {
            Some(sizes) => *sizes,
            None => measure(bytes)?,
        };
        seen.insert(key, sizes);
        let sum = match path {
            _ if is_for_analysis(path) => &mut engine,
            _ if is_part(path) => &mut parts,
            _ => &mut page,
        };
        *sum = Sizes { gzip: sum.gzip + sizes.gzip, brotli: sum.brotli + sizes.brotli };
        let (plain, gzip, brotli) = (grouped(bytes.len() as u64), grouped(sizes.gzip), grouped(sizes.brotli));
        println!("  {path:<40} {plain:>10} {gzip:>10} {brotli:>10}");
    }
    fs::create_dir_all(workspace.notes())?;
    fs::write(&memory, serde_json::to_vec(&seen)?)?;
    println!(
        "  until the page can be used: {} gzip, {} brotli, of {} allowed",
        grouped(page.gzip),
        grouped(page.brotli),
        grouped(BUDGET_PAGE)
    );
    println!(
        "  and the parts of the page that come when asked for: {} gzip, {} brotli",
        grouped(parts.gzip),
        grouped(parts.brotli)
    );
    println!(
        "  and the analysis engine with its entity model: {} gzip, {} brotli",
        grouped(engine.gzip),
        grouped(engine.brotli)
    );
    if page.gzip > BUDGET_PAGE {
        bail!("the page is over its budget by {} bytes", grouped(page.gzip - BUDGET_PAGE));
    }
    if dictionary_bytes > BUDGET_DICTIONARY {
        bail!("the dictionary is over its budget by {} bytes", grouped(dictionary_bytes - BUDGET_DICTIONARY));
    }
    Ok(())
}

/// The page asks for these once it can be used: the worker's files, and what makes the next visit work
/// offline.
fn is_for_analysis(path: &str) -> bool {
    ["engine-", "entities-", "worker-", "service-worker"].iter().any(|part| path.contains(part))
}

/// Parts of the page's module that are split off: nothing of them is needed to read and mark.
fn is_part(path: &str) -> bool {
    path.starts_with("assets/part-")
}

fn measure(bytes: &[u8]) -> Result<Sizes> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?.len() as u64;
    // Quality 9 is near what static hosts send; 11 takes many times as long for a few per cent.
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
    Ok(Sizes { gzip, brotli: brotli.len() as u64 })
}

/// A number with its thousands set apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(500_000), "500,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
