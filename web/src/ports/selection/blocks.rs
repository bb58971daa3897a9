//! From a node and an offset to a byte of the article, and back: walks over the blocks of the reading pane.
//!
//! The way in is a binary search over sibling blocks, then a walk over the text of one block; the document as
//! a whole is never walked.

use shirushi_model::{Article, ByteSpan, Utf16Span};
use std::ops::ControlFlow;
use wasm_bindgen::JsCast;
use web_sys::{CharacterData, Element, HtmlCollection, Node};

const START: &str = "data-start";
const BLOCK: &str = "[data-start]";
const CHILD_BLOCK: &str = ":scope > [data-start]";
const CHROME: &str = "[data-chrome]";

/// A place in the document where a range can begin or end.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) node: Node,
    /// UTF-16 units in a text node, children in an element.
    pub(super) offset: u32,
}

/// Which end of a span a spot is for: between two text nodes a start belongs to the second and an end to the
/// first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// Where the article begins in a block.
pub(super) fn start_of(block: &Element) -> Option<u32> {
    block.get_attribute(START)?.parse().ok()
}

/// The innermost block around a node, within the root.
pub(super) fn block_of(root: &Element, node: &Node) -> Option<Element> {
    let element = element_at(node)?;
    let block = element.closest(BLOCK).ok()??;
    (block != *root && root.contains(Some(&block))).then_some(block)
}

/// Whether a node belongs to the page and not to the article.
pub(super) fn is_chrome(root: &Element, node: &Node) -> bool {
    chrome_around(root, node).is_some()
}

/// The outermost chrome around a node, within the root.
fn chrome_around(root: &Element, node: &Node) -> Option<Element> {
    let mut found = None;
    let mut from = element_at(node);
    while let Some(chrome) = from.and_then(|element| element.closest(CHROME).ok().flatten()) {
        if !root.contains(Some(&chrome)) || chrome == *root {
            break;
        }
        from = chrome.parent_element();
        found = Some(chrome);
    }
    found
}

fn element_at(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())
}

/// The byte of the article at a position of the document. Outside the text: the nearest byte in document
/// order.
pub(super) fn position(root: &Element, article: &Article, node: &Node, offset: u32) -> Option<u32> {
    let end = u32::try_from(article.text.len()).ok()?;
    if !root.contains(Some(node)) {
        return Some(if is_before(node, offset, root) { 0 } else { end });
    }
    let target = match chrome_around(root, node) {
        Some(chrome) => Target::Before(chrome.into()),
        None => Target::of(node, offset),
    };
    let around = match &target {
        Target::In(text, _) => text.clone(),
        Target::Before(node) => Node::from(node.parent_element()?),
        Target::End(element) => element.clone(),
    };
    let Some(block) = block_of(root, &around) else {
        // Between blocks: the next one begins where we are.
        return Some(next_start(root, target).unwrap_or(end));
    };
    let mut at = Offset { block: start_of(&block)?, units: 0 };
    let _ = walk(&block, &target, &mut at);
    Some(byte_of(article, at))
}

/// The place in the document of a byte of the article. A byte beyond the text is taken for its end.
pub(super) fn spot(root: &Element, article: &Article, byte: u32, edge: Edge) -> Option<Spot> {
    let byte = byte.min(u32::try_from(article.text.len()).ok()?);
    let block = block_with(root, byte, edge)?;
    let start = start_of(&block)?;
    let units = units_at(article, byte).saturating_sub(units_at(article, start));
    let mut seek = Seek { left: units, edge, last: None };
    match seek.walk(&block) {
        ControlFlow::Break(spot) => Some(spot),
        ControlFlow::Continue(()) => {
            // The block holds less text than the article says, or none: as far as it goes.
            let last = seek.last.take();
            Some(last.unwrap_or(Spot { node: block.into(), offset: 0 }))
        }
    }
}

/// Positions of one block: bytes where it begins, then UTF-16 units.
#[derive(Debug, Clone, Copy)]
struct Offset {
    block: u32,
    units: u32,
}

fn units_at(article: &Article, byte: u32) -> u32 {
    article.index.utf16_span(&article.text, ByteSpan { start: byte, end: byte }).start
}

fn byte_of(article: &Article, at: Offset) -> u32 {
    let units = (units_at(article, at.block) + at.units).min(article.index.utf16_units());
    let span = Utf16Span { start: units, end: units };
    article.index.byte_span_of_utf16(&article.text, span).map_or(at.block, |span| span.start)
}

/// Where a walk is to stop.
#[derive(Debug, Clone)]
enum Target {
    /// In a text node, after so many units.
    In(Node, u32),
    /// Before a node.
    Before(Node),
    /// After the last child of an element.
    End(Node),
}

impl Target {
    fn of(node: &Node, offset: u32) -> Self {
        if node.node_type() == Node::TEXT_NODE {
            return Self::In(node.clone(), offset);
        }
        match node.child_nodes().item(offset) {
            Some(child) => Self::Before(child),
            None => Self::End(node.clone()),
        }
    }
}

/// Counts the text of `parent` up to the target.
fn walk(parent: &Node, target: &Target, at: &mut Offset) -> ControlFlow<()> {
    let mut child = parent.first_child();
    while let Some(node) = child {
        if matches!(target, Target::Before(stop) if *stop == node) {
            return ControlFlow::Break(());
        }
        if let Some(length) = text_length(&node) {
            if let Target::In(stop, units) = target
                && *stop == node
            {
                at.units += length.min(*units);
                return ControlFlow::Break(());
            }
            at.units += length;
        } else if let Some(element) = article_element(&node) {
            if let Some(block) = start_of(element) {
                *at = Offset { block, units: 0 };
            }
            walk(&node, target, at)?;
        }
        child = node.next_sibling();
    }
    if matches!(target, Target::End(stop) if stop == parent) {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

/// Counts down through the text of a block.
struct Seek {
    left: u32,
    edge: Edge,
    /// The end of the last text node that was passed.
    last: Option<Spot>,
}

impl Seek {
    fn walk(&mut self, parent: &Node) -> ControlFlow<Spot> {
        let mut child = parent.first_child();
        while let Some(node) = child {
            if let Some(length) = text_length(&node) {
                let inside = match self.edge {
                    Edge::Start => self.left < length,
                    Edge::End => self.left <= length,
                };
                if inside {
                    return ControlFlow::Break(Spot { node, offset: self.left });
                }
                self.left -= length;
                child = node.next_sibling();
                self.last = Some(Spot { node, offset: length });
                continue;
            }
            if article_element(&node).is_some() {
                self.walk(&node)?;
            }
            child = node.next_sibling();
        }
        ControlFlow::Continue(())
    }
}

/// UTF-16 units of a text node; `None` for other nodes.
fn text_length(node: &Node) -> Option<u32> {
    (node.node_type() == Node::TEXT_NODE)
        .then(|| node.dyn_ref::<CharacterData>().map_or(0, CharacterData::length))
}

/// An element whose text is the article's.
fn article_element(node: &Node) -> Option<&Element> {
    node.dyn_ref::<Element>().filter(|element| !element.has_attribute("data-chrome"))
}

/// Whether a position outside the root comes before it.
fn is_before(node: &Node, offset: u32, root: &Element) -> bool {
    if !node.contains(Some(root)) {
        return root.compare_document_position(node) & Node::DOCUMENT_POSITION_PRECEDING != 0;
    }
    // An ancestor: what counts is the child the position stands before.
    node.child_nodes().item(offset).is_some_and(|child| {
        child.contains(Some(root))
            || root.compare_document_position(&child) & Node::DOCUMENT_POSITION_PRECEDING != 0
    })
}

/// The start of the first block after a position that is in none.
fn next_start(root: &Element, target: Target) -> Option<u32> {
    let mut node = match target {
        Target::Before(node) => node,
        Target::In(node, _) => node,
        Target::End(node) => following(root, &node)?,
    };
    loop {
        if let Some(element) = node.dyn_ref::<Element>() {
            let inside = || element.query_selector(BLOCK).ok().flatten();
            let block = if element.has_attribute(START) { Some(element.clone()) } else { inside() };
            if let Some(start) = block.and_then(|block| start_of(&block)) {
                return Some(start);
            }
        }
        node = following(root, &node)?;
    }
}

/// The node after a node and all that is in it, within the root.
fn following(root: &Element, node: &Node) -> Option<Node> {
    let mut node = node.clone();
    loop {
        if node == **root {
            return None;
        }
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
    }
}

/// The innermost block that holds a byte.
fn block_with(root: &Element, byte: u32, edge: Edge) -> Option<Element> {
    let mut container = match root.query_selector(CHILD_BLOCK).ok()? {
        Some(_) => root.clone(),
        None => root.query_selector(BLOCK).ok()??.parent_element()?,
    };
    let mut found: Option<Element> = None;
    loop {
        let Some(block) = child_with(&container, byte, edge) else { return found };
        let nested = block.query_selector(CHILD_BLOCK).ok()?.is_some();
        if !nested {
            return Some(block);
        }
        container = block.clone();
        found = Some(block);
    }
}

/// Among the blocks directly in a container, the last that begins at or before a byte; the first when none
/// does. The end of a span that ends where a block begins belongs to the block before.
fn child_with(container: &Element, byte: u32, edge: Edge) -> Option<Element> {
    let children = container.children();
    let reaches = |start: u32| match edge {
        Edge::Start => start <= byte,
        Edge::End => start < byte,
    };
    let (mut low, mut high) = (0, children.length());
    let mut best = None;
    // Invariant: blocks before `low` reach the byte, blocks from `high` on do not.
    while low < high {
        let middle = low + (high - low) / 2;
        let Some((at, block, start)) = first_block(&children, middle, high) else {
            // Nothing but chrome from the middle on.
            high = middle;
            continue;
        };
        if reaches(start) {
            best = Some(block);
            low = at + 1;
        } else {
            high = middle;
        }
    }
    best.or_else(|| first_block(&children, 0, children.length()).map(|(_, block, _)| block))
}

/// The first block among the children `from..to`.
fn first_block(children: &HtmlCollection, from: u32, to: u32) -> Option<(u32, Element, u32)> {
    (from..to).find_map(|at| {
        let child = children.item(at)?;
        let start = start_of(&child)?;
        Some((at, child, start))
    })
}
