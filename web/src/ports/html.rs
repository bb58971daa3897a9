//! HTML parsed by the browser's own `DOMParser`, whose documents are inert: nothing in them runs, and nothing
//! is fetched for them. What of it becomes text is decided in `shirushi_exchange::html`.

use crate::ports::charset::BrowserDecoder;
use shirushi_exchange::html::{self, HtmlError, HtmlParser, OriginReader, Reader};
use shirushi_exchange::text::{self, Decoded, TextError};
use shirushi_model::ArticleMeta;
use shirushi_page::Readers;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, Node, SupportedType};

/// The browser as a parser.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserParser;

impl HtmlParser for BrowserParser {
    fn walk(&self, html: &str, reader: &mut Reader) {
        let Some(body) = parsed(html).and_then(|document| document.body()) else { return };
        let body: Node = body.into();
        let mut next = body.first_child();
        // Without recursion: a page may be nested deeper than the stack.
        while let Some(node) = next {
            if enter(&node, reader)
                && let Some(child) = node.first_child()
            {
                next = Some(child);
                continue;
            }
            next = leave(node, &body, reader);
        }
    }

    fn origin(&self, html: &str, reader: &mut OriginReader) {
        let names = OriginReader::ELEMENTS.join(",");
        let Some(found) = parsed(html).and_then(|document| document.query_selector_all(&names).ok()) else {
            return;
        };
        let nodes = (0..found.length()).filter_map(|number| found.get(number));
        for element in nodes.filter_map(|node| node.dyn_into::<Element>().ok()) {
            let text = element.text_content().unwrap_or_default();
            reader.element(&element.local_name(), |name| element.get_attribute(name).map(Cow::Owned), &text);
        }
    }
}

/// The inert document a browser makes of HTML.
fn parsed(html: &str) -> Option<Document> {
    DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml)).ok()
}

/// Tells what a node is. Whether it may have children.
fn enter(node: &Node, reader: &mut Reader) -> bool {
    match node.node_type() {
        Node::TEXT_NODE => {
            reader.text(&node.node_value().unwrap_or_default());
            false
        }
        Node::ELEMENT_NODE => {
            if let Some(element) = node.dyn_ref::<Element>() {
                reader.open(&element.local_name(), |name| element.get_attribute(name).map(Cow::Owned));
            }
            true
        }
        _ => false,
    }
}

/// Ends a node, and every element it was the last in. The node after it, if there is one within the body.
fn leave(node: Node, body: &Node, reader: &mut Reader) -> Option<Node> {
    let mut node = node;
    loop {
        if let Some(element) = node.dyn_ref::<Element>() {
            reader.close(&element.local_name());
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node().filter(|parent| parent != body)?;
    }
}

/// What the browser reads for the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BrowserReaders;

impl Readers for BrowserReaders {
    fn decode(&self, bytes: &[u8]) -> Result<Decoded, TextError> {
        text::decode(bytes, &BrowserDecoder)
    }

    fn html_text(&self, html: &str) -> Result<String, HtmlError> {
        html::to_text(html, &BrowserParser)
    }

    fn html_origin(&self, page: &str) -> ArticleMeta {
        html::origin(page, &BrowserParser).meta
    }
}
