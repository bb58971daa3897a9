//! Books and magazines (EPUB 2 and 3): every document of the spine with text in it is a text of its own.
//!
//! An issue of a magazine has one article in each, a book one chapter. Covers, contents and what is outside
//! of the order of reading are left out. A text is called what its first heading says; the book's title is
//! its outlet (媒体), as the name of a magazine is. The chapters go the way of every page
//! ([`shirushi_exchange::html`]).

use crate::archive::{Archive, within};
use crate::limits::MOST_TEXTS;
use crate::titles;
use crate::xml::{XmlNode, walk};
use crate::{DocumentError, DocumentKind, DocumentText, LeftOut, ReadDocument, Watch};
use shirushi_exchange::html::{self, NativeParser};
use shirushi_model::ArticleMeta;
use std::collections::{HashMap, HashSet};

/// What has fewer characters is a cover, a half title or a picture's page.
const FEWEST_LETTERS: usize = 40;
/// A heading is no longer, in characters.
const LONGEST_HEADING: usize = 100;

/// What the package says: the book, and its documents in order.
#[derive(Default)]
struct Package {
    title: String,
    creator: String,
    publisher: String,
    date: String,
    /// By id: the file, its media type and its properties.
    manifest: HashMap<String, Item>,
    /// Ids in order of reading.
    spine: Vec<String>,
}

struct Item {
    file: String,
    media_type: String,
    properties: String,
}

/// Reads a book.
pub(crate) fn read(bytes: &[u8], watch: &mut Watch<'_>) -> Result<ReadDocument, DocumentError> {
    let mut archive = Archive::open(bytes)?;
    let missing = |reason| DocumentError::Damaged { reason };
    let container = archive
        .part("META-INF/container.xml")?
        .ok_or_else(|| missing("it does not say where its text is"))?;
    let root = root_file(&container)?;
    let locked = locked_files(&mut archive)?;
    let package = archive.part(&root)?.ok_or_else(|| missing("its table of parts is missing"))?;
    let package = package_of(&package)?;
    let mut left_out = LeftOut::default();
    let mut texts = Vec::new();
    let total = package.spine.len();
    for (number, id) in package.spine.iter().enumerate() {
        watch.step(number, total)?;
        let Some(item) = package.manifest.get(id) else { continue };
        let file = within(&root, &item.file)?;
        if locked.contains(&file) {
            return Err(DocumentError::Encrypted);
        }
        let is_page = item.media_type.contains("html") || item.media_type.is_empty();
        let is_contents = item.properties.split_ascii_whitespace().any(|property| property == "nav");
        let page = match archive.part(&file)? {
            Some(page) if is_page && !is_contents => page,
            _ => {
                left_out.parts += 1;
                continue;
            }
        };
        let page = String::from_utf8_lossy(&page);
        count(&page, &mut left_out);
        let text = html::to_text(&page, &NativeParser).map_err(|error| match error {
            html::HtmlError::TooLarge { bytes, limit } => DocumentError::TooLarge { bytes, limit },
            _ => missing("a chapter is nested too deep"),
        })?;
        if text.chars().filter(|c| !c.is_whitespace()).nth(FEWEST_LETTERS - 1).is_none() {
            left_out.parts += 1;
            continue;
        }
        texts.push(DocumentText { meta: package.meta(&text), text });
        if texts.len() >= MOST_TEXTS {
            left_out.parts += total - number - 1;
            break;
        }
    }
    let made = String::new();
    Ok(ReadDocument { kind: DocumentKind::Epub, texts, made, left_out })
}

impl Package {
    fn meta(&self, text: &str) -> ArticleMeta {
        let first = text.lines().next().unwrap_or_default().trim();
        let is_heading = first.chars().nth(LONGEST_HEADING).is_none() && !first.contains('。');
        let outlet = titles::title(&self.title);
        ArticleMeta {
            title: if is_heading { first.to_owned() } else { String::new() },
            outlet: if outlet.is_empty() { titles::person(&self.publisher) } else { outlet },
            author: titles::person(&self.creator),
            published: titles::day_of(&self.date),
            url: String::new(),
        }
    }
}

fn root_file(container: &[u8]) -> Result<String, DocumentError> {
    let mut found = None;
    walk(container, |node| {
        if let XmlNode::Start(element) = node
            && element.name() == "rootfile"
            && found.is_none()
        {
            found = element.attribute("full-path");
        }
        Ok(())
    })?;
    within("", &found.ok_or(DocumentError::Damaged { reason: "it does not say where its text is" })?)
}

/// Files that only their publisher's readers open. Fonts may be disguised in every book.
fn locked_files(archive: &mut Archive<'_>) -> Result<HashSet<String>, DocumentError> {
    let mut locked = HashSet::new();
    if let Some(part) = archive.part("META-INF/encryption.xml")? {
        walk(&part, |node| {
            if let XmlNode::Start(element) = node
                && let Some(file) = element.attribute("URI")
            {
                locked.extend(within("", &file).ok());
            }
            Ok(())
        })?;
    }
    Ok(locked)
}

fn package_of(part: &[u8]) -> Result<Package, DocumentError> {
    let mut package = Package::default();
    let mut open = String::new();
    walk(part, |node| {
        match node {
            XmlNode::Start(element) => {
                open = element.name();
                let attribute = |name: &str| element.attribute(name).unwrap_or_default();
                match open.as_str() {
                    "item" => {
                        let (file, media_type) = (attribute("href"), attribute("media-type"));
                        let item = Item { file, media_type, properties: attribute("properties") };
                        package.manifest.insert(attribute("id"), item);
                    }
                    "itemref" if attribute("linear") != "no" => package.spine.push(attribute("idref")),
                    _ => {}
                }
            }
            XmlNode::End(_) => open.clear(),
            XmlNode::Text(text) => {
                let field = match open.as_str() {
                    "title" => &mut package.title,
                    "creator" => &mut package.creator,
                    "publisher" => &mut package.publisher,
                    "date" => &mut package.date,
                    _ => return Ok(()),
                };
                // The first of several: a subtitle, a translator.
                if field.trim().is_empty() {
                    field.push_str(&text);
                }
            }
        }
        Ok(())
    })?;
    if package.spine.is_empty() {
        return Err(DocumentError::Damaged { reason: "it does not say in which order it is read" });
    }
    Ok(package)
}

/// What of a chapter is not in its text.
fn count(page: &str, left_out: &mut LeftOut) {
    let times = |tag: &str| page.matches(tag).count();
    left_out.pictures += times("<img") + times("<image");
    left_out.table_rows += times("<tr>") + times("<tr ");
    left_out.readings += times("<rt>") + times("<rt ");
    left_out.notes += times("epub:type=\"footnote\"") + times("epub:type=\"endnote\"");
}
