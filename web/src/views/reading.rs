//! The reading pane: the text with its marks, the caret, the selection and the bar that belongs to it.
//!
//! It owns what only the laid-out text can know (which chunks are near the screen, where a line is) and asks
//! for everything else. The article's text is on the page whole; marks are drawn near the screen only.

mod handles;
mod head;
mod marks;
mod placing;
mod props;
mod selecting;
mod watching;

pub(crate) use props::{Arrows, ReadingProps};

use crate::input::pointer::{Pointer, Watch};
use crate::ports::listener::Listener;
use crate::ports::selection::{self, SelectionRange};
use crate::views::action_bar::{ActionBar, Doing};
use crate::views::cards::Cards;
use crate::views::chunk::{Breaks, ChunkView, Detail};
use crate::views::kit::{ById, Writable};
use crate::views::ruby::Readings;
use gloo_timers::callback::Timeout;
use handles::{Drag, Edge, edges, handles};
use head::{head, tip_at};
use marks::painted;
use selecting::Press;
use shirushi_model::ByteSpan;
use shirushi_page::Act;
use shirushi_page::preferences::Snap;
use shirushi_page::reading::lines::{Chunk, chunks};
use shirushi_page::reading::paint::PaintMark;
use shirushi_page::reading::{Caret, ScrollTo};
use shirushi_page::shared::Shared;
use shirushi_session::Focus;
use watching::Observer;
use web_sys::Element;
use yew::prelude::*;

/// A selection made by touch counts once its handles have rested this long, in milliseconds.
const SETTLED: u32 = 350;
/// Chunks that come near in another setting get another extent than was guessed, some moments after: so often
/// and after so many milliseconds what was read is put back in its place.
const SETTLING: u32 = 4;
const SETTLE: u32 = 50;
/// The first chunks are drawn with marks at once, before the observer has spoken.
const NEAR_AT_FIRST: usize = 4;
/// So many chunks are put on the page at once; the rest follow in turns of as many, so that no turn is long.
const TURN: usize = 48;

/// What the browser tells the pane.
pub(crate) enum Told {
    /// Chunks came near the screen or left it.
    Near(Vec<(usize, bool)>),
    /// The mouse's main button went down on the text.
    Pressed(MouseEvent),
    /// A mouse button was let go: what is selected counts at once. With Alt it is taken exactly.
    Released(MouseEvent),
    /// The text got the keys.
    Focused,
    /// The selection changed, by touch handles or by the browser's own caret.
    Changed,
    /// The changed selection has rested.
    Rested,
    Clicked(i32, i32),
    /// A handle was taken, is held, was let go.
    Grabbed(Edge, PointerEvent),
    Dragged(PointerEvent),
    Dropped,
    Key(KeyboardEvent),
    Pointer(MouseEvent),
    PointerGone,
    /// It rests elsewhere.
    Hovered,
    /// The page has another size.
    Resized,
    /// The bar has.
    BarResized,
    /// It is the next chunks' turn to be put on the page.
    More,
}

/// What the pane has asked the page for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CaretRequest {
    Nothing,
    /// To make this the caret.
    Caret,
}

/// The pane.
pub(crate) struct Reading {
    scroller: NodeRef,
    text: NodeRef,
    body: NodeRef,
    caret: NodeRef,
    bar: NodeRef,
    tip: NodeRef,
    handles: NodeRef,
    drag: Option<Drag>,
    /// A handle was let go just now, or something was selected: the click that comes of it is none on the text.
    dropped: bool,
    chunks: Vec<Shared<Chunk>>,
    marks: Vec<Vec<PaintMark>>,
    near: Vec<bool>,
    /// Chunks that were near since the analysis arrived: they keep the look it gave their lines.
    shaped: Vec<bool>,
    readings: Readings,
    /// So many chunks are on the page.
    present: usize,
    observed: u32,
    more: Option<Timeout>,
    layout: u32,
    /// The mouse's main button is down, and where it went down.
    pressed: Option<Press>,
    /// Something is to be drawn anew once the selection that is being made is made: drawing would take it
    /// away.
    held: bool,
    rest: Option<Timeout>,
    scrolled: Option<ScrollTo>,
    /// What was first to be seen before the text was set in another way, and how often it is still put back
    /// there.
    kept: Option<(u32, u32)>,
    /// The caret that was last brought into view: scrolling away from it afterwards is left alone.
    followed: Option<Caret>,
    /// What the browser had selected when it and the project last agreed. While a newer caret waits to be
    /// drawn, the browser still has this: a stale selection, which must not be taken for a new one.
    agreed: Option<SelectionRange>,
    pointer: Pointer,
    /// What something is told of over the text, as it was drawn last.
    told_over: Option<ByteSpan>,
    _watch: Watch,
    observer: Option<Observer>,
    listeners: Vec<Listener>,
}

impl Component for Reading {
    type Message = Told;
    type Properties = ReadingProps;

    fn create(ctx: &Context<Self>) -> Self {
        // The same one as long as there is a page.
        let context = ctx.link().context::<Pointer>(Callback::noop());
        let pointer = context.map(|(pointer, _)| pointer).unwrap_or_default();
        let mut pane = Self {
            scroller: NodeRef::default(),
            text: NodeRef::default(),
            body: NodeRef::default(),
            caret: NodeRef::default(),
            bar: NodeRef::default(),
            tip: NodeRef::default(),
            handles: NodeRef::default(),
            drag: None,
            dropped: false,
            chunks: Vec::new(),
            marks: Vec::new(),
            near: Vec::new(),
            shaped: Vec::new(),
            readings: Readings::new(ctx.props().setting.ruby),
            present: 0,
            observed: 0,
            more: None,
            layout: 0,
            pressed: None,
            held: false,
            rest: None,
            scrolled: None,
            kept: None,
            followed: None,
            agreed: None,
            _watch: pointer.watch(ctx.link().callback(|_| Told::Hovered)),
            pointer,
            told_over: None,
            observer: None,
            listeners: Vec::new(),
        };
        pane.cut(ctx.props());
        placing::put_setting(ctx.props().setting);
        pane
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        if ctx.props().same_doing(old) && self.selecting(ctx.props()) {
            self.held = true;
            return false;
        }
        let held = std::mem::take(&mut self.held);
        if !ctx.props().same_text(old) {
            self.cut(ctx.props());
            self.observer = None;
            if let Some(scroller) = self.scroller.cast::<Element>() {
                scroller.set_scroll_top(0);
            }
        } else if held || !ctx.props().same_marks(old) {
            self.paint(ctx.props());
        }
        if ctx.props().setting != old.setting {
            self.kept = self.read_first(&ctx.props().article).map(|position| (position, SETTLING));
        }
        if ctx.props().setting.ruby != old.setting.ruby {
            self.readings = Readings::new(ctx.props().setting.ruby);
        }
        if let Some(scroll) = ctx.props().scroll {
            let needed = self.chunks.partition_point(|chunk| chunk.span.start <= scroll.span.start);
            self.present = self.present.max(needed);
        }
        // Marks leave every character where it is.
        if !ctx.props().same_layout(old) {
            self.layout = self.layout.wrapping_add(1);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, told: Told) -> bool {
        let props = ctx.props();
        let mut asked = CaretRequest::Nothing;
        let changed = match told {
            Told::Near(changes) => {
                let mut changed = false;
                for (chunk, near) in changes {
                    if let Some(slot) = self.near.get_mut(chunk) {
                        changed |= *slot != near;
                        *slot = near;
                    }
                }
                self.layout = self.layout.wrapping_add(u32::from(changed));
                if changed {
                    self.paint(props);
                }
                changed
            }
            Told::More => {
                self.more = None;
                self.present = (self.present + TURN).min(self.chunks.len());
                true
            }
            Told::Pressed(event) => {
                self.dropped = false;
                self.press(props, &event);
                false
            }
            Told::Released(event) => {
                if let Some(press) = self.pressed.take_if(|press| !press.is_after(&event)) {
                    asked = self.release_press(props, &press, &event);
                    // The click that ends it may be told when the selection is being drawn anew and reads as none.
                    self.dropped = asked == CaretRequest::Caret;
                }
                false
            }
            Told::Focused => {
                self.select_again(props);
                false
            }
            Told::Grabbed(edge, event) => {
                self.grab(ctx, edge, &event);
                false
            }
            Told::Dragged(event) => {
                self.drag(props, &event);
                false
            }
            Told::Dropped => {
                self.release(props);
                false
            }
            Told::Changed => {
                if self.pressed.is_none() && self.drag.is_none() {
                    let link = ctx.link().clone();
                    self.rest = Some(Timeout::new(SETTLED, move || link.send_message(Told::Rested)));
                }
                false
            }
            Told::Rested => {
                self.rest = None;
                asked = self.take_selection(props, props.snap);
                false
            }
            Told::Clicked(..) if std::mem::take(&mut self.dropped) => false,
            Told::Clicked(x, y) => {
                if let Some(text) = self.text.cast::<Element>()
                    && selection::read(&text, &props.article).is_none_or(|range| range.anchor == range.focus)
                    && let Some(position) =
                        selection::position_at(&text, &props.article, f64::from(x), f64::from(y))
                {
                    props.on.emit(Act::Click(position));
                }
                false
            }
            Told::Key(event) => {
                self.key(props, &event);
                false
            }
            // Some systems keep the release to themselves: a menu was open, or the pointer was outside the
            // window.
            Told::Pointer(event) if self.pressed.is_some() && event.buttons() == 0 => {
                self.pressed = None;
                let snap = if event.alt_key() { Snap::Exact } else { props.snap };
                asked = self.take_selection(props, snap);
                false
            }
            Told::Pointer(event) => {
                if self.pressed.is_none()
                    && let Some(text) = self.text.cast::<Element>()
                {
                    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
                    let position = selection::position_at(&text, &props.article, x, y);
                    if position != self.pointer.position() {
                        props.on.emit(Act::Hover(position));
                    }
                }
                false
            }
            Told::PointerGone => {
                props.on.emit(Act::Hover(None));
                false
            }
            Told::Hovered => tip_at(props, self.pointer.position()).map(|(_, span)| span) != self.told_over,
            Told::BarResized => {
                if let (Some(text), Some(caret)) = (self.text.cast::<Element>(), props.caret) {
                    self.place_bar(&text, props, caret);
                }
                false
            }
            Told::Resized => {
                self.layout = self.layout.wrapping_add(1);
                true
            }
        };
        if self.selecting(props) {
            self.held |= changed;
            return false;
        }
        // What was taken comes back as the caret, and with it everything is drawn.
        if !self.held || asked == CaretRequest::Caret {
            return changed;
        }
        self.held = false;
        self.paint(props);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let words = props.words;
        let link = ctx.link();
        let detail = if props.layers.tokens { Detail::Tokens } else { Detail::Marks };
        let selecting =
            props.caret.is_some_and(|caret| !caret.span().is_empty()) && props.writable == Writable::Yes;
        let on = &props.on;
        let tip = tip_at(props, self.pointer.position());
        html! {
            <main class={classes!("text", props.setting.vertical.then_some("vertical"), props.setting.gothic.then_some("gothic"), props.setting.phrases.then_some("phrases"))} ref={self.scroller.clone()} id="text" tabindex="-1">
                <div class={classes!("sheet-of-text", (!props.layers.cards).then_some("without-cards"))}>
                    { head(words, &props.article, on) }
                    <div class="body" ref={self.body.clone()} tabindex="0" role="document" aria-label={words.region_text} data-part="text"
                        onkeydown={link.callback(Told::Key)}
                        onmousedown={link.batch_callback(|event: MouseEvent| (event.button() == 0).then_some(Told::Pressed(event)))}
                        onfocus={link.callback(|_| Told::Focused)}
                        onclick={link.callback(|event: MouseEvent| Told::Clicked(event.client_x(), event.client_y()))}
                        onmousemove={link.callback(Told::Pointer)}
                        onmouseleave={link.callback(|_| Told::PointerGone)}>
                        <div class="chunks" lang="ja" ref={self.text.clone()}>
                            { for (0..self.present).filter_map(|at| self.chunk(props, at, detail)) }
                        </div>
                        <div class="caret" ref={self.caret.clone()} hidden={props.caret.is_none_or(|caret| !caret.span().is_empty())} aria-hidden="true"></div>
                        { handles(&edges(props), &link.callback(|(edge, event)| Told::Grabbed(edge, event)), self.handles.clone()) }
                        <div>{ for selecting.then(|| html! { <ActionBar {words} doing={if props.arrows == Arrows::Boundary { Doing::Reshaping } else { Doing::Marking }} grows={props.grows} tagset={props.tagset.clone()} node={self.bar.clone()} resized={link.callback(|()| Told::BarResized)} on={on.clone()} /> }) }</div>
                        <div class="token-tip" ref={self.tip.clone()} hidden={tip.is_none()} data-part="tip" aria-hidden="true">{ for tip.map(|(tip, _)| tip) }</div>
                    </div>
                    <div hidden={!props.layers.cards}>
                        { for props.layers.cards.then(|| html! {
                            <Cards {words} article={ById::from(&props.article)} annotations={props.annotations.clone()} proposed={props.proposed.clone()} near={self.near_span()} tagset={props.tagset.clone()} every={props.layers.every_card}
                                focus={with_card(props.focus)} text={self.text.clone()} layout={self.layout} on={on.clone()} />
                        }) }
                    </div>
                </div>
            </main>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.listen(ctx);
        }
        if self.observer.is_none() {
            self.observe(ctx);
        }
        self.observe_new();
        if self.present < self.chunks.len() && self.more.is_none() {
            let link = ctx.link().clone();
            self.more = Some(Timeout::new(0, move || link.send_message(Told::More)));
        }
        let props = ctx.props();
        self.told_over = tip_at(props, self.pointer.position()).map(|(_, span)| span);
        placing::put_setting(props.setting);
        let Some(text) = self.text.cast::<Element>() else { return };
        if let Some(scroll) = props.scroll
            && self.scrolled != Some(scroll)
        {
            self.scrolled = Some(scroll);
            self.bring_into_view(&text, &props.article, scroll.span);
        }
        if let Some((kept, times)) = self.kept.take() {
            self.bring_back(&text, &props.article, kept);
            if times > 0 {
                self.kept = Some((kept, times - 1));
                let link = ctx.link().clone();
                Timeout::new(SETTLE, move || link.send_message(Told::Resized)).forget();
            }
        }
        self.place_tip(&text, props);
        self.place_handles(&text, props);
        let Some(caret) = props.caret else { return };
        // Whoever writes in a field keeps the selection there: to put it back into the text would take the
        // keys away.
        if self.pressed.is_none() && !selection::is_in_field() {
            let now = selection::read(&text, &props.article);
            if now.map(|range| (range.anchor, range.focus)) == Some((caret.anchor, caret.focus)) {
                self.agreed = now;
            } else {
                selection::write(&text, &props.article, caret.anchor, caret.focus);
                self.agreed = selection::read(&text, &props.article);
            }
        }
        self.place_caret(&text, props, caret);
        self.place_bar(&text, props, caret);
    }
}

/// What is selected, if a card can tell about it: cards need not look at every step of the caret.
fn with_card(focus: Focus) -> Focus {
    match focus {
        Focus::Annotation(_) | Focus::Claim(_) => focus,
        Focus::Text(_) | Focus::Suggestion(_) | Focus::None => Focus::None,
    }
}

impl Reading {
    fn cut(&mut self, props: &ReadingProps) {
        self.chunks = chunks(&props.article.text).into_iter().map(Shared::new).collect();
        self.near = (0..self.chunks.len()).map(|i| i < NEAR_AT_FIRST).collect();
        self.shaped = vec![false; self.chunks.len()];
        self.present = self.chunks.len().min(TURN);
        self.more = None;
        self.marks = painted(props, &self.chunks, self.near_span());
        self.scrolled = None;
        self.agreed = None;
        if props.analysed.is_some() {
            self.shape();
        }
    }

    fn paint(&mut self, props: &ReadingProps) {
        self.marks = painted(props, &self.chunks, self.near_span());
        if props.analysed.is_some() {
            self.shape();
        }
    }

    /// Whether the person is selecting at this moment: the button is down, or the handles of a selection that
    /// is not yet the project's have moved just now.
    fn selecting(&self, props: &ReadingProps) -> bool {
        let handles = || {
            let range = selection::read(&self.text.cast::<Element>()?, &props.article)?;
            Some(range.anchor != range.focus && !self.knows(props, range))
        };
        self.pressed.is_some() || self.drag.is_some() || self.rest.is_some() && handles().unwrap_or_default()
    }

    fn shape(&mut self) {
        for (shaped, near) in self.shaped.iter_mut().zip(&self.near) {
            *shaped |= near;
        }
    }

    fn chunk(&self, props: &ReadingProps, at: usize, detail: Detail) -> Option<Html> {
        let chunk = self.chunks.get(at)?;
        let shaped = self.shaped.get(at).copied().unwrap_or_default();
        let near = self.near.get(at).copied().unwrap_or_default();
        let marks = if near { self.marks.get(at).cloned().unwrap_or_default() } else { Vec::new() };
        let analysed = props.analysed.clone().filter(|_| shaped);
        let detail = if near { detail } else { Detail::Plain };
        Some(html! {
            <ChunkView key={chunk.span.start} article={props.article.clone()} chunk={chunk.clone()} {marks} {analysed} {detail} breaks={if props.setting.phrases { Breaks::Phrases } else { Breaks::Anywhere }} readings={self.readings.clone()} />
        })
    }

    fn near_span(&self) -> ByteSpan {
        let near = self.chunks.iter().zip(&self.near).filter(|(_, near)| **near).map(|(chunk, _)| chunk.span);
        near.reduce(ByteSpan::cover).unwrap_or_default()
    }
}
