//! What a visitor's connection carries: every file of the site as gzip and as brotli would send it.

use anyhow::{Result, bail};

use super::compressed::{CompressedFiles, is_variant};
use super::folder::Folder;

/// Bytes as gzip until the page can be used: texts can be read and marked.
const BUDGET_PAGE: u64 = 745_000;
/// Bytes of the dictionary as it is sent.
const BUDGET_DICTIONARY: u64 = 7_000_000;

#[derive(Clone, Copy, Default)]
struct Sizes {
    gzip: u64,
    brotli: u64,
}

/// Prints a line per file and the sums; over budget is an error. Files under `licences/` and the icons
/// of an installed app are not part of a visit and not counted, and what lies beside a file as its gzip
/// is the file.
pub(crate) fn report(compressed: &mut CompressedFiles, folder: &Folder, dictionary: &str) -> Result<()> {
    let (mut page, mut engine, mut parts) = (Sizes::default(), Sizes::default(), Sizes::default());
    let mut dictionary_bytes = 0;
    println!("  {:<40} {:>10} {:>10} {:>10}", "bytes", "plain", "gzip", "brotli");
    for (path, bytes) in folder.files() {
        if path.starts_with("licences/") || path.ends_with(".png") || is_variant(path) {
            continue;
        }
        if path == dictionary {
            dictionary_bytes = bytes.len() as u64;
            println!("  {path:<40} {:>10}  (compressed already)", grouped(dictionary_bytes));
            continue;
        }
        let sent = compressed.of(bytes)?;
        let sizes = Sizes { gzip: sent.gzip.len() as u64, brotli: sent.brotli.len() as u64 };
        let sum = match path {
            _ if is_for_analysis(path) => &mut engine,
            _ if is_part(path) => &mut parts,
            _ => &mut page,
        };
        *sum = Sizes { gzip: sum.gzip + sizes.gzip, brotli: sum.brotli + sizes.brotli };
        let (plain, gzip, brotli) = (grouped(bytes.len() as u64), grouped(sizes.gzip), grouped(sizes.brotli));
        println!("  {path:<40} {plain:>10} {gzip:>10} {brotli:>10}");
    }
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
/// offline. The manifest is read by who installs the page.
fn is_for_analysis(path: &str) -> bool {
    ["engine-", "entities-", "worker-", "service-worker", "manifest"].iter().any(|part| path.contains(part))
}

/// Parts of the page's module that are split off: nothing of them is needed to read and mark.
fn is_part(path: &str) -> bool {
    path.starts_with("assets/part-")
}

/// A number with its thousands set apart.
pub(super) fn grouped(number: u64) -> String {
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
