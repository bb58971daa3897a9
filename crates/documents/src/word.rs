//! Documents of Word (`.docx`): the running text, as it reads with all changes accepted.
//!
//! A paragraph is a line; a row of a table is a line with tabs between its cells. What was struck with
//! changes tracked goes, what was put in stays. Notes, remarks, pictures, running heads and readings (ruby)
//! are left out and counted; macros, fields and what is linked from outside are never looked at.

mod body;

use crate::archive::{Archive, within};
use crate::titles;
use crate::xml::{XmlNode, walk};
use crate::{DocumentError, DocumentKind, DocumentText, ReadDocument, Watch};
use body::Body;
use shirushi_model::ArticleMeta;

const DOCUMENT: &str = "word/document.xml";

/// Reads a document of Word.
pub(crate) fn read(bytes: &[u8], watch: &mut Watch<'_>) -> Result<ReadDocument, DocumentError> {
    let mut archive = Archive::open(bytes)?;
    let name = match archive.has(DOCUMENT) {
        true => DOCUMENT.to_owned(),
        false => main_part(&mut archive)?,
    };
    watch.step(0, 1)?;
    let part = archive.part(&name)?.ok_or(DocumentError::Damaged { reason: "its text is missing" })?;
    let mut body = Body::default();
    walk(&part, |node| {
        body.take(node);
        Ok(())
    })?;
    let (text, left_out) = body.finish();
    let core = archive.part("docProps/core.xml")?;
    let (meta, made) = core.map(|part| properties(&part)).transpose()?.unwrap_or_default();
    Ok(ReadDocument { kind: DocumentKind::Word, texts: vec![DocumentText { meta, text }], made, left_out })
}

/// The part that the document says is its main one: some programs name it otherwise.
fn main_part(archive: &mut Archive<'_>) -> Result<String, DocumentError> {
    let missing = DocumentError::Damaged { reason: "its text is missing" };
    let relations = archive.part("_rels/.rels")?.ok_or(missing.clone())?;
    let mut found = None;
    walk(&relations, |node| {
        if let XmlNode::Start(element) = node
            && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && element.attribute("TargetMode").is_none()
        {
            found = element.attribute("Target");
        }
        Ok(())
    })?;
    within("", &found.ok_or(missing)?)
}

/// Title, author and the day it was made.
fn properties(part: &[u8]) -> Result<(ArticleMeta, String), DocumentError> {
    let (mut title, mut author, mut made, mut within) =
        (String::new(), String::new(), String::new(), String::new());
    walk(part, |node| {
        match node {
            XmlNode::Start(element) => within = element.name(),
            XmlNode::End(_) => within.clear(),
            XmlNode::Text(text) => match within.as_str() {
                "title" => title.push_str(&text),
                "creator" => author.push_str(&text),
                "created" => made.push_str(&text),
                _ => {}
            },
        }
        Ok(())
    })?;
    let meta = ArticleMeta {
        title: titles::title(&title),
        author: titles::person(&author),
        ..ArticleMeta::default()
    };
    Ok((meta, titles::day_of(&made)))
}
