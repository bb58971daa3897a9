//! Both texts, paragraph beside paragraph, and stacked where there is no room. Of paragraphs that nobody
//! touched only those next to a change are drawn.

use super::{Looked, MORE, TEXTS};
use crate::views::results::words::Bilingual;
use shirushi_model::ByteSpan;
use shirushi_results::changed::{ClaimChange, Passage};
use yew::prelude::*;

const UNTOUCHED: Bilingual = Bilingual("変わらない段落", "Paragraphs that stay:");

/// So many rows that changed are drawn.
const LISTED: usize = 200;
/// So many pieces of one paragraph are told apart; the rest of it stands as it is.
const PIECES: usize = 2_000;

/// How a stretch of a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowWay {
    /// The new text does not have it.
    Gone,
    /// The old text did not have it.
    Come,
    /// A value that is another now.
    Value,
    /// The claim that is turned to.
    Here,
}

pub(super) fn texts(of: &Looked<'_>, states: [&str; 2]) -> Html {
    let drawn = shown(&of.found.passages);
    let changed = of.found.passages.iter().filter(|passage| !passage.same).count();
    let more = changed.saturating_sub(LISTED);
    let head = states.map(|state| html! { <th scope="col" lang="ja">{ state.to_owned() }</th> });
    html! {
        <section class="c-texts" aria-label={of.say(TEXTS)} tabindex="0" data-part="changed-texts">
            <table class="c-table">
                <thead><tr>{ for head }</tr></thead>
                <tbody>{ for drawn.iter().map(|row| line(of, row, states)) }</tbody>
            </table>
            <p class="quiet small" hidden={more == 0}>{ format!("{} {more}", of.say(MORE)) }</p>
        </section>
    }
}

/// A row that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextRow {
    Shown(Passage),
    /// So many that nobody touched.
    Folded(usize),
}

/// What is drawn of the passages.
fn shown(passages: &[Passage]) -> Vec<TextRow> {
    let mut rows: Vec<TextRow> = Vec::new();
    let mut changed = 0;
    for (at, passage) in passages.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let is_beside =
            beside.iter().flatten().filter_map(|at| passages.get(*at)).any(|passage| !passage.same);
        changed += usize::from(!passage.same);
        match rows.last_mut() {
            _ if changed > LISTED => break,
            _ if !passage.same || is_beside => rows.push(TextRow::Shown(*passage)),
            Some(TextRow::Folded(count)) => *count += 1,
            _ => rows.push(TextRow::Folded(1)),
        }
    }
    rows
}

fn line(of: &Looked<'_>, row: &TextRow, states: [&str; 2]) -> Html {
    let passage = match row {
        TextRow::Folded(count) => {
            return html! { <tr class="c-fold"><td colspan="2" class="small quiet">{ of.say(UNTOUCHED) }{ " " }<span class="number">{ *count }</span></td></tr> };
        }
        TextRow::Shown(passage) => passage,
    };
    let [old, new] = states;
    html! {
        <tr class={classes!(passage.same.then_some("is-same"))}>
            <td lang="ja" class={classes!(passage.old.is_none().then_some("is-none"))} data-state={old.to_owned()}>{ for side(of, 0, passage.old, passage.same) }</td>
            <td lang="ja" class={classes!(passage.new.is_none().then_some("is-none"))} data-state={new.to_owned()}>{ for side(of, 1, passage.new, passage.same) }</td>
        </tr>
    }
}

fn side(of: &Looked<'_>, at: usize, span: Option<ByteSpan>, same: bool) -> Option<Html> {
    let (span, text) = (span?, of.texts.get(at)?);
    let alone: (RowWay, &[ByteSpan]) = match at {
        _ if same => (RowWay::Gone, &[]),
        0 => (RowWay::Gone, of.found.gone.as_slice()),
        _ => (RowWay::Come, of.found.come.as_slice()),
    };
    let end = |pair: &(ByteSpan, ByteSpan)| if at == 0 { pair.0 } else { pair.1 };
    let place = |change: &ClaimChange| if at == 0 { change.old } else { change.new };
    let values: Vec<ByteSpan> = of.real.iter().flat_map(|change| &change.values).map(end).collect();
    let here: Vec<ByteSpan> = of.real.get(of.at).and_then(place).into_iter().collect();
    let pieces =
        pieces(text, span, &[alone, (RowWay::Value, values.as_slice()), (RowWay::Here, here.as_slice())]);
    let content = html! { <>{ for pieces }</> };
    Some(match at {
        0 => html! { <p class="c-text is-old">{ content }</p> },
        _ => html! { <p class="c-text is-new">{ content }</p> },
    })
}

/// A stretch of a text, cut where the way it is drawn becomes another.
pub(super) fn pieces(text: &str, whole: ByteSpan, drawn: &[(RowWay, &[ByteSpan])]) -> Vec<Html> {
    let near = |spans: &[ByteSpan]| -> Vec<ByteSpan> {
        let inside = spans.iter().filter(|span| span.start < whole.end && span.end > whole.start);
        inside.copied().take(PIECES).collect()
    };
    let drawn: Vec<(RowWay, Vec<ByteSpan>)> =
        drawn.iter().map(|(kind, spans)| (*kind, near(spans))).collect();
    let mut cuts = vec![whole.start, whole.end];
    let ends = drawn.iter().flat_map(|(_, spans)| spans);
    cuts.extend(ends.flat_map(|span| [span.start.max(whole.start), span.end.min(whole.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    if cuts.len() > PIECES {
        cuts.truncate(PIECES);
        cuts.push(whole.end);
    }
    let is = |kind: RowWay, start: u32, end: u32| {
        let spans = drawn.iter().filter(|(one, _)| *one == kind).flat_map(|(_, spans)| spans);
        spans.into_iter().any(|span| span.start <= start && end <= span.end)
    };
    let piece = |ends: &[u32]| {
        let &[start, end] = ends else { return None };
        let words = text.get(start as usize..end as usize)?;
        let is = |kind: RowWay| is(kind, start, end);
        let mut drawn = html! { { words } };
        if is(RowWay::Value) {
            drawn = html! { <mark class="hit">{ drawn }</mark> };
        }
        // Those who hear the page are told which words went and which came.
        if is(RowWay::Gone) {
            drawn = html! { <del>{ drawn }</del> };
        } else if is(RowWay::Come) {
            drawn = html! { <ins>{ drawn }</ins> };
        }
        if is(RowWay::Here) {
            drawn = html! { <span class="c-here">{ drawn }</span> };
        }
        Some(drawn)
    };
    cuts.windows(2).filter_map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_touched_is_folded_but_beside_a_change() {
        let span = Some(ByteSpan::new(0, 3));
        let passage = |same: bool| Passage { old: span, new: span, same };
        let all = [true, true, true, false, true, true].map(passage);
        assert_eq!(
            shown(&all),
            [
                TextRow::Folded(2),
                TextRow::Shown(passage(true)),
                TextRow::Shown(passage(false)),
                TextRow::Shown(passage(true)),
                TextRow::Folded(1),
            ]
        );
        assert_eq!(shown(&[passage(true)]), [TextRow::Folded(1)]);
    }

    #[test]
    fn no_more_is_drawn_than_a_page_carries() {
        let span = Some(ByteSpan::new(0, 3));
        let all = vec![Passage { old: span, new: None, same: false }; LISTED * 3];
        assert_eq!(shown(&all).len(), LISTED);
    }
}
