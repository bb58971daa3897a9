//! HTML parsed by crates, for programs that have no browser: cleaned by `ammonia`, then read token by token.

mod sources;

use super::{CELLS, HtmlParser, JUNK, LINES, OriginReader, PARAGRAPHS, Reader};
use ammonia::Builder;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Elements without meaning for the text that may carry a reason to leave them out.
const INLINE: &[&str] =
    &["span", "a", "b", "i", "em", "strong", "small", "sub", "sup", "time", "ruby", "label"];

/// Attributes that say whether an element is seen. They end with the cleaned HTML.
const VISIBILITY: &[&str] = &["hidden", "aria-hidden", "role"];

/// Elements that have no content and no end tag.
const VOID: &[&str] = &["br", "hr"];

/// A parser of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct NativeParser;

impl HtmlParser for NativeParser {
    fn walk(&self, html: &str, reader: &mut Reader) {
        let clean = cleaner().clean(html).to_string();
        let tokenizer = Tokenizer::new(Sink(RefCell::new(reader)), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(clean));
        // The sink asks for nothing, so one call reads it all.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
    }

    fn origin(&self, html: &str, reader: &mut OriginReader) {
        sources::tell(html, reader);
    }
}

fn cleaner() -> Builder<'static> {
    let kept = [PARAGRAPHS, LINES, CELLS, INLINE].into_iter().flatten().copied();
    let mut builder = Builder::new();
    builder
        .tags(kept.collect())
        .clean_content_tags(JUNK.iter().copied().collect())
        .generic_attributes(VISIBILITY.iter().copied().collect())
        .tag_attributes(HashMap::new())
        .tag_attribute_values(HashMap::new())
        .set_tag_attribute_values(HashMap::new())
        .allowed_classes(HashMap::new())
        .url_schemes(HashSet::new())
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// Hands on the tokens of cleaned HTML, in which every element is closed.
struct Sink<'a>(RefCell<&'a mut Reader>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.text(&text),
            Token::TagToken(tag) => tell(&mut reader, &tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn tell(reader: &mut Reader, tag: &Tag) {
    let name: &str = &tag.name;
    match tag.kind {
        TagKind::StartTag => {
            reader.open(name, |wanted| {
                let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted)?;
                Some(Cow::Borrowed(&*found.value))
            });
            if VOID.contains(&name) {
                reader.close(name);
            }
        }
        TagKind::EndTag if !VOID.contains(&name) => reader.close(name),
        TagKind::EndTag => {}
    }
}
