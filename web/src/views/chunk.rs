//! A run of lines: drawn with its marks while it is near the screen, as plain text while it is far.
//!
//! The text content of the element is exactly the text of the chunk; positions are read off it.

use super::ruby::{Readings, with_readings};
use shirushi_model::{Analysis, Article, ByteSpan, Section, Sentence};
use shirushi_page::reading::lines::{Chunk, Line, LineShape};
use shirushi_page::reading::paint::{PaintMark, PaintSource, segments};
use shirushi_page::reading::phrases::phrase_starts;
use shirushi_page::shared::Shared;
use shirushi_session::Analysed;
use std::sync::Arc;
use yew::prelude::*;

/// What a chunk is drawn from.
#[derive(Properties, Clone)]
pub(crate) struct ChunkProps {
    pub(crate) article: Arc<Article>,
    pub(crate) chunk: Shared<Chunk>,
    /// The marks that touch the chunk.
    pub(crate) marks: Vec<PaintMark>,
    pub(crate) analysed: Option<Arc<Analysed>>,
    pub(crate) detail: Detail,
    pub(crate) breaks: Breaks,
    pub(crate) readings: Readings,
}

/// Where lines break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaks {
    Anywhere,
    /// Between phrases, where they can.
    Phrases,
}

/// How much of a chunk is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The bare text: it can be found, selected and read out.
    Plain,
    /// With marks.
    Marks,
    /// With marks and token boundaries.
    Tokens,
}

impl PartialEq for ChunkProps {
    fn eq(&self, other: &Self) -> bool {
        let same_text = Arc::ptr_eq(&self.article, &other.article) && self.chunk == other.chunk;
        let same_analysis = match (&self.analysed, &other.analysed) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same_text
            && same_analysis
            && self.detail == other.detail
            && self.breaks == other.breaks
            && self.readings == other.readings
            && (self.detail == Detail::Plain || self.marks == other.marks)
    }
}

/// One chunk.
#[component]
pub(crate) fn ChunkView(props: &ChunkProps) -> Html {
    let analysis = props.analysed.as_ref().map(|analysed| &analysed.analysis);
    html! {
        <div class="chunk" data-start={props.chunk.span.start.to_string()}>
            { for props.chunk.lines.iter().map(|line| line_view(props, analysis, *line)) }
        </div>
    }
}

fn line_view(props: &ChunkProps, analysis: Option<&Analysis>, line: Line) -> Html {
    let text = &props.article.text;
    let content = line.span.slice(text).unwrap_or_default();
    let class =
        classes!("line", shape_class(analysis, line, content), has_latin_words(content).then_some("latin"));
    if props.detail == Detail::Plain {
        return html! { <p {class}>{ content.to_owned() }</p> };
    }
    let tokens = match (props.detail, analysis) {
        (Detail::Tokens, Some(analysis)) => token_starts(analysis, line.span),
        _ => &[],
    };
    let breaks = match (props.breaks, analysis) {
        (Breaks::Phrases, Some(analysis)) => phrase_starts(&analysis.tokens, text, line.span),
        _ => Vec::new(),
    };
    let marks: Vec<PaintMark> =
        props.marks.iter().filter(|mark| mark.span.overlaps(line.span)).copied().collect();
    // A line in many pieces is a block of its own: places in it are found without walking through the lines
    // before it.
    html! {
        <p {class} data-start={line.span.start.to_string()}>
            { for segments(line.span, &marks, tokens).into_iter().map(|segment| {
                let piece = piece(props, analysis, segment.span, &breaks);
                match segment.annotation {
                    Some(PaintSource::Commented(id)) => html! { <mark class={segment.class} aria-details={card_id(id)}>{ piece }</mark> },
                    Some(_) => html! { <mark class={segment.class}>{ piece }</mark> },
                    None if segment.class.is_empty() => html! { { piece } },
                    None => html! { <span class={segment.class}>{ piece }</span> },
                }
            }) }
        </p>
    }
}

/// A segment with its readings and with the places inside where its line may break. A place to break is no
/// text.
fn piece(props: &ChunkProps, analysis: Option<&Analysis>, span: ByteSpan, breaks: &[u32]) -> Html {
    let text = &props.article.text;
    let from = breaks.partition_point(|&at| at < span.start);
    let mut start = span.start;
    let mut parts: Vec<Html> = Vec::new();
    for &at in breaks.iter().skip(from).take_while(|&&at| at < span.end) {
        if at > start {
            parts.push(with_readings(&props.readings, analysis, text, ByteSpan { start, end: at }));
        }
        parts.push(html! { <wbr /> });
        start = at;
    }
    parts.push(with_readings(&props.readings, analysis, text, ByteSpan { start, end: span.end }));
    parts.into_iter().collect()
}

/// The id of the element that tells about an annotation, for `aria-details`.
pub(crate) fn card_id(id: shirushi_model::AnnotationId) -> String {
    format!("card-{id}")
}

fn token_starts(analysis: &Analysis, line: ByteSpan) -> &[u32] {
    let starts = &analysis.tokens.starts;
    let from = starts.partition_point(|&start| start <= line.start);
    let to = starts.partition_point(|&start| start < line.end);
    starts.get(from..to.max(from)).unwrap_or_default()
}

fn shape_class(analysis: Option<&Analysis>, line: Line, content: &str) -> Option<&'static str> {
    match line.shape {
        LineShape::Blank => return Some("blank"),
        LineShape::Continued => return Some("continued"),
        LineShape::First => {}
    }
    let section = analysis.and_then(|analysis| section_at(&analysis.sentences, line.span));
    match section {
        Some(Section::Heading) => Some("heading"),
        Some(Section::Bullet) => Some("bullet"),
        Some(Section::Caption) => Some("caption"),
        Some(Section::Metadata) => Some("metadata"),
        // A line that brings its own indent, or opens with a bracket, gets none from us.
        _ if content.starts_with(['\u{3000}', ' ', '\t', '「', '『', '（', '(', '"', '“']) => {
            Some("flush")
        }
        _ => None,
    }
}

/// Whether a line has words of Latin letters in a row (Memorandum of Understanding): its blanks would be
/// stretched where both edges are made even.
fn has_latin_words(content: &str) -> bool {
    let blanks = content.as_bytes().windows(3);
    let mut between = blanks.filter(|three| matches!(three, [a, b' ', b] if is_latin(*a) && is_latin(*b)));
    between.next().is_some()
}

fn is_latin(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn section_at(sentences: &[Sentence], line: ByteSpan) -> Option<Section> {
    let first = sentences.partition_point(|sentence| sentence.span.end <= line.start);
    sentences.get(first).filter(|sentence| sentence.span.start < line.end).map(|sentence| sentence.section)
}
