//! `shirushi.html`: the whole site in one file that opens from disk, where a page may fetch nothing.
//!
//! What is a file in the site is a block of text here ([`dense`]), packed by gzip where that gains something.
//! A list in front has length and digest of each, so that a file that was cut on its way is told of.
//! `web/static/portable.js` reads both; decisions/portable.md says why it is so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::compressed::{CompressedFiles, is_variant};
use super::fill::fill;
use super::folder::Folder;
use super::{Placed, dense, not_started, read, read_text, sizes};
use crate::workspace::Workspace;

/// Bytes of the whole file.
const BUDGET: usize = 9_000_000;

/// Until the page's own style sheet is there: what is said meanwhile, and why it does not start.
const UNTIL_STARTED: &str =
    "body { margin: 2rem; max-width: 40rem; font-family: sans-serif; line-height: 1.7 }";

/// What is known of a file before its block.
#[derive(Serialize)]
struct Block {
    /// The length of the text, in characters of sixteen bits.
    characters: usize,
    /// SHA-256 of the text in UTF-8, in base64.
    digest: String,
    /// How many bytes the text is.
    bytes: usize,
    /// Whether these are a gzip of the file.
    packed: bool,
    /// Its media type.
    #[serde(rename = "type")]
    media_type: &'static str,
    #[serde(skip)]
    text: String,
}

/// What the script of the file reads first.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Carried<'a> {
    version: &'a str,
    dictionary_size: usize,
    files: &'a BTreeMap<String, Block>,
}

/// Makes the file of what stands in the site.
pub(crate) fn make(
    workspace: &Workspace,
    folder: &Folder,
    placed: &Placed,
    compressed: &mut CompressedFiles,
) -> Result<()> {
    let mut files = BTreeMap::new();
    let mut carry = |name: &str, bytes: &[u8]| -> Result<()> {
        files.insert(name.to_owned(), block(name, bytes, compressed)?);
        Ok(())
    };
    for (name, path) in [
        ("styles.css", &placed.styles),
        ("page.js", &placed.page_glue),
        ("page.wasm", &placed.page_wasm),
        ("engine.js", &placed.engine_glue),
        ("engine.wasm", &placed.engine_wasm),
        ("worker.js", &placed.worker),
        ("dictionary", &placed.dictionary),
        ("part-documents.js", &placed.documents.glue),
        ("part-documents.wasm", &placed.documents.wasm),
        ("part-documents-reader.js", &placed.documents.worker),
        ("entity-model", &placed.entity_model),
    ] {
        carry(name, folder.file(path)?)?;
    }
    for (name, path) in &placed.parts {
        carry(&format!("part-{name}.wasm"), folder.file(path)?)?;
    }
    for (name, path) in &placed.part_styles {
        carry(&format!("part-{name}.css"), folder.file(path)?)?;
    }
    carry("licences", licences(folder).as_bytes())?;

    let carried = Carried {
        version: &placed.version,
        dictionary_size: folder.file(&placed.dictionary)?.len(),
        files: &files,
    };
    // Browsers read every line break as one, and take digests of what they read.
    let portable = read_text(&workspace.root.join("web/static/portable.js"))?.replace("\r\n", "\n");
    ensure!(is_safe_inside_script(&portable), "portable.js would end its own element");
    let glue = folder.file(&placed.page_glue)?;
    let page = fill(
        &read_text(&workspace.root.join("portable.html"))?,
        &[
            ("scripts", &format!("{} {}", source(portable.as_bytes()), source(glue))),
            ("styles", &source(UNTIL_STARTED.as_bytes())),
            ("untilStarted", UNTIL_STARTED),
            ("icon", &BASE64_STANDARD.encode(folder.file(&placed.icon)?)),
            ("notStarted", &not_started(workspace, "not-started-portable.html")?),
            ("carried", &serde_json::to_string(&carried)?),
            ("portable", &portable),
        ],
    )?;
    let file = utf16(&with_blocks(&page, &files)?);
    let path = workspace.portable();
    if !read(&path).is_ok_and(|old| old == file) {
        fs::write(&path, &file)?;
    }
    println!(
        "  shirushi.html, all of it in one file: {} of {} allowed",
        sizes::grouped(file.len() as u64),
        sizes::grouped(BUDGET as u64)
    );
    if file.len() > BUDGET {
        bail!("shirushi.html is over its budget by {} bytes", sizes::grouped((file.len() - BUDGET) as u64));
    }
    Ok(())
}

fn block(name: &str, bytes: &[u8], compressed: &mut CompressedFiles) -> Result<Block> {
    let media_type = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("wasm") => "application/wasm",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        _ => "application/octet-stream",
    };
    // The dictionary is packed in itself, and its gzip is longer than it is.
    let gzip = if name == "dictionary" { None } else { Some(compressed.of(bytes)?.gzip) };
    let stored = gzip.as_deref().unwrap_or(bytes);
    let text = dense::encode(stored);
    ensure!(is_safe_inside_script(&text), "the text of {name} would end its own element");
    Ok(Block {
        characters: text.chars().count(),
        digest: sha256(text.as_bytes()),
        bytes: stored.len(),
        packed: gzip.is_some(),
        media_type,
        text,
    })
}

/// The page with its blocks at the end of the body.
fn with_blocks(page: &str, files: &BTreeMap<String, Block>) -> Result<String> {
    let Some((before, after)) = page.rsplit_once("  </body>") else {
        bail!("portable.html has no end of its body");
    };
    let mut text = before.to_owned();
    for (name, Block { text: block, .. }) in files {
        writeln!(text, "    <script type=\"application/x-dense\" id=\"{name}\">{block}</script>")?;
    }
    text.push_str("  </body>");
    text.push_str(after);
    Ok(text)
}

/// A text as a file whose first two bytes say that it is UTF-16: browsers believe these before what a host
/// says.
fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// All licences one below the other, because the file goes from hand to hand without its folder.
fn licences(folder: &Folder) -> String {
    let mut text = String::new();
    let plain = |path: &str| path.starts_with("licences/") && !is_variant(path);
    for (path, bytes) in folder.files().filter(|(path, _)| plain(path)) {
        text.push_str(&format!("{path}\n\n{}\n\n", String::from_utf8_lossy(bytes).trim_end()));
    }
    text
}

/// What a content security policy calls an inline script or style it allows.
fn source(text: &[u8]) -> String {
    format!("'sha256-{}'", sha256(text))
}

fn sha256(text: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text))
}

/// Whether a text can stand in a `script` element as it is: it neither ends it nor begins a comment there.
fn is_safe_inside_script(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    !["</script", "<script", "<!--"].iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_an_element_is_noticed() {
        assert!(is_safe_inside_script("if (a </re/.exec(b)) {}"));
        assert!(!is_safe_inside_script("a</ScRipt b"));
        assert!(!is_safe_inside_script("<!--"));
    }

    #[test]
    fn the_policy_names_a_script_by_its_digest() {
        // The example of the specification (Content Security Policy Level 3, 6.7.2.3).
        let expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(source(b"alert('Hello, world.');"), expected);
    }

    #[test]
    fn blocks_come_behind_the_script_that_reads_them() {
        let block = |text: &str| Block {
            characters: text.chars().count(),
            digest: sha256(text.as_bytes()),
            bytes: 0,
            packed: false,
            media_type: "text/css",
            text: text.to_owned(),
        };
        let files = BTreeMap::from([("styles.css".to_owned(), block("\u{30E5}\u{1D2}"))]);
        let page = with_blocks("<script>1</script>\n  </body>\n</html>\n", &files).unwrap();
        let blocks = "    <script type=\"application/x-dense\" id=\"styles.css\">\u{30E5}\u{1D2}</script>\n";
        assert_eq!(page, format!("<script>1</script>\n{blocks}  </body>\n</html>\n"));
        assert!(with_blocks("no body", &files).is_err());
    }
}
