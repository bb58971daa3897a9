//! The instructions of a page, carried out as far as they show text: glyphs with their places.
//!
//! Colours, paths, clips and pictures are passed over; pictures are counted. What is drawn from within other
//! drawings (form XObjects) is read where it is drawn. Text that is not painted (rendering mode 3) is the
//! layer that a text recogniser lays under a scan, and is read.

use super::bounds;
use super::font::{Font, ShownText};
use super::glyph::{Area, Glyph, Setting};
use super::matrix::Matrix;
use crate::DocumentError;
use crate::limits::MOST_GLYPHS;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Instruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;
use std::rc::Rc;

/// Drawings stand in each other so deep at most.
const DEEPEST: usize = 16;
/// States are kept aside so deep at most.
const MOST_KEPT: usize = 512;
/// So many instructions are carried out for a document: drawings that draw each other twice would not end.
const MOST_INSTRUCTIONS: usize = 50_000_000;

/// How high above its foot and how deep below a letter goes, in parts of its size: the square of a kanji.
const ABOVE: f64 = 0.88;

/// What the pages of a document show, page by page.
#[derive(Default)]
pub(super) struct Shower {
    /// Fonts by where the file keeps them.
    fonts: HashMap<(u32, i32), Rc<Font>>,
    pub(super) pictures: usize,
    shown: usize,
    instructions: usize,
}

/// What a page shows.
pub(super) struct ShownPage {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f64,
}

#[derive(Clone)]
struct GraphicsState {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    /// Between characters, between words, and how wide letters are set.
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Text that stands for what is shown in its place.
struct Replacement {
    text: Option<String>,
    /// How many marks were opened within it.
    depth: usize,
}

struct Drawing<'s> {
    shower: &'s mut Shower,
    glyphs: Vec<Glyph>,
    width: f64,
    height: f64,
}

impl Shower {
    /// Carries out a page.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<ShownPage, DocumentError> {
        for stream in contents(page) {
            bounds::check(&stream)?;
        }
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut drawing = Drawing { shower: self, glyphs: Vec::new(), width, height };
        let to_page = Matrix(page.initial_transform(true).as_coeffs());
        drawing.carry_out(page.typed_operations(), page.resources(), to_page, 0)?;
        let glyphs = drawing.glyphs;
        self.shown += glyphs.len();
        Ok(ShownPage { glyphs, height })
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let dict = resources.get_font(name)?;
        let id = dict.obj_id().map(|id| (id.obj_number, id.gen_number));
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::of(&dict));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

fn contents<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    }
}

impl Drawing<'_> {
    fn carry_out(
        &mut self,
        mut instructions: TypedIter<'_>,
        resources: &Resources<'_>,
        to_page: Matrix,
        depth: usize,
    ) -> Result<(), DocumentError> {
        let mut state = GraphicsState {
            to_page,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut kept: Vec<GraphicsState> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut replaced: Option<Replacement> = None;
        while let Some(instruction) = instructions.next() {
            self.shower.instructions += 1;
            if self.shower.instructions > MOST_INSTRUCTIONS {
                return Err(DocumentError::Damaged { reason: "its pages draw without end" });
            }
            let next_line = |line: &mut Matrix, text: &mut Matrix, x: f64, y: f64| {
                *line = Matrix::moved(x, y).then(*line);
                *text = *line;
            };
            match instruction {
                Instruction::SaveState(_) if kept.len() < MOST_KEPT => kept.push(state.clone()),
                Instruction::RestoreState(_) => {
                    if let Some(before) = kept.pop() {
                        state = before;
                    }
                }
                Instruction::Transform(cm) => {
                    let [a, b, c, d, e, f] = [cm.0, cm.1, cm.2, cm.3, cm.4, cm.5].map(number);
                    state.to_page = Matrix([a, b, c, d, e, f]).then(state.to_page);
                }
                Instruction::BeginText(_) => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Instruction::CharacterSpacing(set) => state.spacing = number(set.0),
                Instruction::WordSpacing(set) => state.word_spacing = number(set.0),
                Instruction::HorizontalScaling(set) => state.stretch = number(set.0) / 100.0,
                Instruction::TextLeading(set) => state.leading = number(set.0),
                Instruction::TextRise(set) => state.rise = number(set.0),
                Instruction::TextFont(set) => {
                    state.font = self.shower.font(resources, set.0);
                    state.size = number(set.1);
                }
                Instruction::NextLine(by) => next_line(&mut line, &mut text, number(by.0), number(by.1)),
                Instruction::NextLineAndSetLeading(by) => {
                    state.leading = -number(by.1);
                    next_line(&mut line, &mut text, number(by.0), number(by.1));
                }
                Instruction::NextLineUsingLeading(_) => next_line(&mut line, &mut text, 0.0, -state.leading),
                Instruction::SetTextMatrix(tm) => {
                    let [a, b, c, d, e, f] = [tm.0, tm.1, tm.2, tm.3, tm.4, tm.5].map(number);
                    line = Matrix([a, b, c, d, e, f]);
                    text = line;
                }
                Instruction::ShowText(shown) => {
                    self.show(&state, &mut text, shown.0.as_bytes(), &mut replaced)?;
                }
                Instruction::NextLineAndShowText(shown) => {
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(&state, &mut text, shown.0.as_bytes(), &mut replaced)?;
                }
                Instruction::ShowTextWithParameters(shown) => {
                    (state.word_spacing, state.spacing) = (number(shown.0), number(shown.1));
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(&state, &mut text, shown.2.as_bytes(), &mut replaced)?;
                }
                Instruction::ShowTexts(shown) => self.show_all(&state, &mut text, shown.0, &mut replaced)?,
                Instruction::BeginMarkedContentWithProperties(mark) => match &mut replaced {
                    Some(within) => within.depth += 1,
                    None => replaced = replacement(mark.1, resources),
                },
                Instruction::BeginMarkedContent(_) => {
                    if let Some(within) = &mut replaced {
                        within.depth += 1;
                    }
                }
                Instruction::EndMarkedContent(_) => match &mut replaced {
                    Some(within) if within.depth > 0 => within.depth -= 1,
                    _ => replaced = None,
                },
                Instruction::InlineImage(_) => self.shower.pictures += 1,
                Instruction::XObject(drawn) => {
                    if let Some(stream) = resources.get_x_object(drawn.0) {
                        self.draw(&stream, resources, state.to_page, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A picture, or a drawing within the drawing.
    fn draw(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        to_page: Matrix,
        depth: usize,
    ) -> Result<(), DocumentError> {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype") {
            Some(kind) if kind.as_ref() == b"Image" => self.shower.pictures += 1,
            Some(kind) if kind.as_ref() == b"Form" && depth < DEEPEST => {
                let Some(data) = bounds::unpacked(stream)? else { return Ok(()) };
                let matrix = dict.get::<[f32; 6]>("Matrix").map(|matrix| Matrix(matrix.map(f64::from)));
                let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
                let to_page = matrix.unwrap_or(Matrix::IDENTITY).then(to_page);
                self.carry_out(TypedIter::new(&data), own.as_ref().unwrap_or(resources), to_page, depth + 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Strings with what moves the pen between them, in thousandths of the size.
    fn show_all(
        &mut self,
        state: &GraphicsState,
        text: &mut Matrix,
        shown: &Array<'_>,
        replaced: &mut Option<Replacement>,
    ) -> Result<(), DocumentError> {
        let is_vertical = state.font.as_ref().is_some_and(|font| font.is_vertical());
        for item in shown.iter::<Object<'_>>() {
            match item {
                Object::String(bytes) => self.show(state, text, bytes.as_bytes(), replaced)?,
                Object::Number(back) => {
                    let by = -number(back) / 1000.0 * state.size;
                    let step = if is_vertical { (0.0, by) } else { (by * state.stretch, 0.0) };
                    *text = Matrix::moved(step.0, step.1).then(*text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(
        &mut self,
        state: &GraphicsState,
        text: &mut Matrix,
        bytes: &[u8],
        replaced: &mut Option<Replacement>,
    ) -> Result<(), DocumentError> {
        let Some(font) = &state.font else { return Ok(()) };
        if self.shower.shown + self.glyphs.len() + bytes.len() > MOST_GLYPHS {
            return Err(DocumentError::TooMuchText { limit: MOST_GLYPHS });
        }
        let is_vertical = font.is_vertical();
        font.shown(bytes, |shown| {
            let ShownText { text: told, advance, origin, is_blank_code } = shown;
            let words = if is_blank_code { state.word_spacing } else { 0.0 };
            let to_page = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise])
                .then(*text)
                .then(state.to_page);
            let says = match replaced {
                // The first of what is replaced carries the text, the rest none.
                Some(replacement) => replacement.text.take().unwrap_or_default(),
                None => told.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()),
            };
            // What is off the page was cut off it, by a person or by a program.
            let (width, height) = (self.width, self.height);
            let is_on_page = |glyph: &Glyph| {
                let (x, y) = glyph.area.middle();
                (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
            };
            if !says.is_empty() {
                let placed = placed(says, to_page, advance, origin, is_vertical);
                self.glyphs.extend(placed.filter(is_on_page));
            }
            let step = match is_vertical {
                true => (0.0, advance * state.size + state.spacing + words),
                false => ((advance * state.size + state.spacing + words) * state.stretch, 0.0),
            };
            *text = Matrix::moved(step.0, step.1).then(*text);
        });
        Ok(())
    }
}

/// A glyph on the page; `None` where it has no size.
fn placed(
    text: String,
    to_page: Matrix,
    advance: f64,
    origin: (f64, f64),
    is_vertical: bool,
) -> Option<Glyph> {
    let (right, down) = (to_page.step(1.0, 0.0), to_page.step(0.0, -1.0));
    let size = down.0.hypot(down.1);
    if !(0.1..10_000.0).contains(&size) {
        return None;
    }
    let (low, high, wide) = match is_vertical {
        true => (origin.1 + ABOVE - 1.0, origin.1 + ABOVE, (origin.0, -origin.0)),
        false => (ABOVE - 1.0, ABOVE, (0.0, advance.clamp(-10.0, 10.0))),
    };
    let corners = [(wide.0, low), (wide.1, high)].map(|(x, y)| to_page.point(x, y));
    let [(x1, y1), (x2, y2)] = corners;
    let area = Area { left: x1.min(x2), top: y1.min(y2), right: x1.max(x2), bottom: y1.max(y2) };
    let is_near = |part: f64, whole: f64| part.abs() < 0.2 * whole.abs();
    let told = if is_vertical {
        Setting::Down
    } else if right.0 > 0.0 && is_near(right.1, right.0) {
        Setting::Across
    } else if right.1 > 0.0 && is_near(right.0, right.1) {
        Setting::TurnedDown
    } else {
        Setting::Askew
    };
    Some(Glyph { text, area, size, told })
}

fn replacement(properties: &Object<'_>, resources: &Resources<'_>) -> Option<Replacement> {
    let dict = match properties {
        Object::Dict(dict) => dict.clone(),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name)?,
        _ => return None,
    };
    let text = dict.get::<hayro_syntax::object::String<'_>>("ActualText")?;
    Some(Replacement { text: Some(super::metadata::text(text.as_bytes())), depth: 0 })
}

fn number(number: Number) -> f64 {
    number.as_f64()
}
