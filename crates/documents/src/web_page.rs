//! Web pages saved whole (`.mhtml`, `.mht`): a MIME message whose root is the page, its pictures beside it.
//!
//! `mail-parser` takes the message apart. The page goes the way of every page
//! ([`shirushi_exchange::html`]), with the address it was saved from.

use crate::{DocumentError, DocumentKind, DocumentText, LeftOut, ReadDocument};
use encoding_rs::Encoding as Charset;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderValue, MessageParser, MessagePart, MimeHeaders, PartType};
use shirushi_exchange::html::{self, NativeParser};
use shirushi_exchange::text::{self, EncodingRs};
use std::borrow::Cow;

/// Reads a saved page.
pub(crate) fn read(bytes: &[u8]) -> Result<ReadDocument, DocumentError> {
    let message =
        MessageParser::new().parse(bytes).ok_or(DocumentError::Damaged { reason: "it has no headers" })?;
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let mut pages = message.parts.iter().filter(is_page);
    let page = pages.next().ok_or(DocumentError::Empty)?;
    let markup = decoded(page, bytes)?;
    let header = message.header("Snapshot-Content-Location").and_then(HeaderValue::as_text);
    let saved_from = header.and_then(address).or_else(|| page.content_location().and_then(address));
    let mut meta = html::origin(&markup, &NativeParser).meta;
    if meta.url.is_empty() {
        meta.url = saved_from.unwrap_or_default();
    }
    let text = html::to_text(&markup, &NativeParser).map_err(|error| match error {
        html::HtmlError::TooLarge { bytes, limit } => DocumentError::TooLarge { bytes, limit },
        _ => DocumentError::Damaged { reason: "its page is nested too deep" },
    })?;
    let is_picture = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"))
    };
    let left_out = LeftOut {
        pictures: message.parts.iter().filter(is_picture).count(),
        // Frames of a page are pages of others: advertisements.
        parts: pages.count(),
        ..LeftOut::default()
    };
    Ok(ReadDocument {
        kind: DocumentKind::WebPage,
        texts: vec![DocumentText { meta, text }],
        made: String::new(),
        left_out,
    })
}

/// The markup of a page: in the encoding its part names, else as any file of text.
fn decoded(page: &MessagePart<'_>, message: &[u8]) -> Result<String, DocumentError> {
    let damaged = || DocumentError::Damaged { reason: "its page is no text" };
    let raw = message.get(page.offset_body as usize..page.offset_end as usize).ok_or_else(damaged)?;
    let bytes: Cow<'_, [u8]> = match page.encoding {
        Encoding::None => raw.into(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).ok_or_else(damaged)?.into(),
        Encoding::Base64 => base64_decode(raw).ok_or_else(damaged)?.into(),
    };
    let named =
        page.content_type().and_then(|kind| Charset::for_label(kind.attribute("charset")?.as_bytes()));
    if let Some(charset) = named {
        return Ok(charset.decode(&bytes).0.into_owned());
    }
    text::decode(&bytes, &EncodingRs).map(|decoded| decoded.text).map_err(|_| damaged())
}

fn address(written: &str) -> Option<String> {
    let written = written.trim();
    let is_web = written.starts_with("https://") || written.starts_with("http://");
    (is_web && written.len() < 2000 && !written.contains(char::is_whitespace)).then(|| written.to_owned())
}
