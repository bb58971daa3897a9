//! What the codes of a shown string are: characters, and how far each moves the pen.
//!
//! A font of Japanese text is composite: a CMap reads codes of one to four bytes as numbers of glyphs (CIDs).
//! Which characters they are, the file says in a `ToUnicode` CMap; where it does not, the collection the
//! glyphs are numbered in does: in Adobe-Japan1 the CID 1200 is 亜, whichever of `UniJIS-UCS2-H`,
//! `90ms-RKSJ-H` or `EUC-H` wrote it. No font program is read.

use super::simple::{Encoding, standard_width};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::HashMap;

/// Widths are told for so many codes at most.
const MOST_WIDTHS: usize = 1 << 17;

/// Of a code in a shown string.
pub(super) struct ShownText {
    /// What it stands for; `None` when nothing tells.
    pub(super) text: Option<String>,
    /// How far the pen moves, in parts of the font's size: to the right, or down for vertical writing.
    pub(super) advance: f64,
    /// From the pen to where the glyph's own origin is, in parts of the size: not 0 in vertical writing.
    pub(super) origin: (f64, f64),
    /// Whether it is the one-byte code 32, to which the spacing of words is added.
    pub(super) is_blank_code: bool,
}

/// A font as far as text goes.
pub(super) struct Font {
    kind: FontKind,
    to_unicode: Option<CMap>,
}

enum FontKind {
    Composite(Box<Composite>),
    Simple { encoding: Encoding, first: usize, widths: Vec<f64>, missing: f64 },
}

struct Composite {
    codes: CMap,
    is_vertical: bool,
    /// From the collection's numbers to characters.
    collection: Option<CMap>,
    default: f64,
    widths: HashMap<u32, f64>,
    /// Of vertical writing: where the origin is above the baseline, and the way down.
    default_vertical: (f64, f64),
    vertical: HashMap<u32, (f64, f64, f64)>,
}

impl Font {
    /// Reads a font's dictionary. A font that says nothing that is known still moves the pen.
    pub(super) fn of(dict: &Dict<'_>) -> Self {
        let to_unicode = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| cmap_of(&stream));
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type0");
        let kind = is_composite
            .then(|| Composite::of(dict))
            .flatten()
            .map_or_else(|| simple(dict), |composite| FontKind::Composite(Box::new(composite)));
        Self { kind, to_unicode }
    }

    /// Whether lines of it run downwards.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.kind, FontKind::Composite(font) if font.is_vertical)
    }

    /// The codes of a string, in order.
    pub(super) fn shown(&self, bytes: &[u8], mut each: impl FnMut(ShownText)) {
        match &self.kind {
            FontKind::Composite(font) => {
                let mut rest = bytes;
                while !rest.is_empty() {
                    let (code, length) = font.next_code(rest);
                    rest = rest.get(length..).unwrap_or_default();
                    each(font.shown(code, length, self.unicode(code)));
                }
            }
            FontKind::Simple { encoding, first, widths, missing } => {
                for &byte in bytes {
                    let text = self.unicode(u32::from(byte)).or_else(|| encoding.text(byte));
                    let told = usize::from(byte).checked_sub(*first).and_then(|at| widths.get(at));
                    let advance = told.copied().unwrap_or(*missing);
                    each(ShownText { text, advance, origin: (0.0, 0.0), is_blank_code: byte == 32 });
                }
            }
        }
    }

    fn unicode(&self, code: u32) -> Option<String> {
        known(self.to_unicode.as_ref()?.lookup_bf_string(code)?)
    }
}

/// A character the file names, if it is one: some programs write U+0000 or U+FFFD for what they do not know.
fn known(text: BfString) -> Option<String> {
    let text = match text {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let is_known = !text.contains(['\0', char::REPLACEMENT_CHARACTER]) && !text.is_empty();
    is_known.then_some(text)
}

fn cmap_of(stream: &Stream<'_>) -> Option<CMap> {
    super::bounds::check(stream).ok()?;
    CMap::parse(&stream.decoded_data().ok()?, load_embedded)
}

fn predefined(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

impl Composite {
    fn of(dict: &Dict<'_>) -> Option<Self> {
        let codes = match dict.get::<Object<'_>>("Encoding")? {
            Object::Name(name) => match name.as_ref() {
                b"Identity-H" => CMap::identity_h(),
                b"Identity-V" => CMap::identity_v(),
                name => predefined(CMapName::from_bytes(name))?,
            },
            Object::Stream(stream) => cmap_of(&stream)?,
            _ => return None,
        };
        let below = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let of_codes = codes.metadata().character_collection.as_ref().map(|found| found.family.clone());
        let family = of_codes.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| family(&below));
        let number = |key: &str, or: f64| below.get::<f32>(key).map_or(or, |width| f64::from(width) / 1000.0);
        let pair = below.get::<Array<'_>>("DW2").map(|array| numbers(&array)).unwrap_or_default();
        let default_vertical = match pair.as_slice() {
            [above, down, ..] => (above / 1000.0, down / 1000.0),
            _ => (0.88, -1.0),
        };
        let widths = below.get::<Array<'_>>("W").map(|array| widths(&array)).unwrap_or_default();
        let vertical = below.get::<Array<'_>>("W2").map(|array| vertical_widths(&array)).unwrap_or_default();
        Some(Self {
            is_vertical: codes.metadata().writing_mode == Some(WritingMode::Vertical),
            collection: family.and_then(|family| predefined(family.ucs2_cmap()?)),
            codes,
            default: number("DW", 1.0),
            widths,
            default_vertical,
            vertical,
        })
    }

    /// The code a string starts with, and its bytes: at least one.
    fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let mut code = 0_u32;
        for (length, &byte) in (1_u8..=4).zip(bytes) {
            code = code << 8 | u32::from(byte);
            if self.codes.lookup_cid_code(code, length).is_some() {
                return (code, usize::from(length));
            }
        }
        (0, 1)
    }

    fn shown(&self, code: u32, length: usize, told: Option<String>) -> ShownText {
        let byte_length = u8::try_from(length).unwrap_or(1);
        let cid = self.codes.lookup_cid_code(code, byte_length).unwrap_or_default();
        let text = told.or_else(|| known(self.collection.as_ref()?.lookup_bf_string(cid)?));
        let width = self.widths.get(&cid).copied().unwrap_or(self.default);
        let is_blank_code = code == 32 && length == 1;
        if !self.is_vertical {
            return ShownText { text, advance: width, origin: (0.0, 0.0), is_blank_code };
        }
        let (above, down) = self.default_vertical;
        let (down, x, y) = self.vertical.get(&cid).copied().unwrap_or((down, width / 2.0, above));
        ShownText { text, advance: down, origin: (-x, -y), is_blank_code }
    }
}

fn family(below: &Dict<'_>) -> Option<CidFamily> {
    let system = below.get::<Dict<'_>>("CIDSystemInfo")?;
    let text = |key: &str| system.get::<hayro_syntax::object::String<'_>>(key);
    Some(CidFamily::from_registry_ordering(text("Registry")?.as_bytes(), text("Ordering")?.as_bytes()))
}

fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<f32>().take(MOST_WIDTHS).map(f64::from).collect()
}

/// `[ first [w w w] first last w … ]`, the widths by CID, in parts of the size.
fn widths(array: &Array<'_>) -> HashMap<u32, f64> {
    let mut widths = HashMap::new();
    let mut before: Vec<f64> = Vec::with_capacity(2);
    for item in array.iter::<Object<'_>>() {
        match (item, before.as_slice()) {
            (Object::Array(list), [first]) => {
                for (cid, width) in (*first as u32..).zip(numbers(&list)) {
                    widths.insert(cid, width / 1000.0);
                }
                before.clear();
            }
            (Object::Number(number), [first, last]) => {
                let last = (*last as u32).min(0xFFFF);
                for cid in *first as u32..=last {
                    widths.insert(cid, number.as_f64() / 1000.0);
                }
                before.clear();
            }
            (Object::Number(number), _) => before.push(number.as_f64()),
            _ => before.clear(),
        }
        if widths.len() > MOST_WIDTHS {
            break;
        }
    }
    widths
}

/// `[ first [down x y …] first last down x y … ]`
fn vertical_widths(array: &Array<'_>) -> HashMap<u32, (f64, f64, f64)> {
    let mut widths = HashMap::new();
    let mut before: Vec<f64> = Vec::with_capacity(5);
    for item in array.iter::<Object<'_>>() {
        match (item, before.as_slice()) {
            (Object::Array(list), [first]) => {
                let (triples, _) = numbers(&list).as_chunks::<3>().0.iter().fold(
                    (Vec::new(), *first as u32),
                    |(mut all, cid), &[down, x, y]| {
                        all.push((cid, (down / 1000.0, x / 1000.0, y / 1000.0)));
                        (all, cid.saturating_add(1))
                    },
                );
                widths.extend(triples);
                before.clear();
            }
            (Object::Number(y), [first, last, down, x]) => {
                let last = (*last as u32).min(0xFFFF);
                for cid in *first as u32..=last {
                    widths.insert(cid, (down / 1000.0, x / 1000.0, y.as_f64() / 1000.0));
                }
                before.clear();
            }
            (Object::Number(number), _) => before.push(number.as_f64()),
            _ => before.clear(),
        }
        if widths.len() > MOST_WIDTHS {
            break;
        }
    }
    widths
}

fn simple(dict: &Dict<'_>) -> FontKind {
    // The glyphs of a Type 3 font are drawn in a measure of its own.
    let is_type3 = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type3");
    let scale = match dict.get::<Array<'_>>("FontMatrix").map(|array| numbers(&array)) {
        Some(matrix) if is_type3 => matrix.first().copied().unwrap_or(0.001),
        _ => 0.001,
    };
    let widths = dict.get::<Array<'_>>("Widths").map(|array| numbers(&array)).unwrap_or_default();
    let told = dict.get::<Dict<'_>>("FontDescriptor").and_then(|dict| dict.get::<f32>("MissingWidth"));
    FontKind::Simple {
        encoding: Encoding::of(dict),
        first: dict.get::<u32>("FirstChar").map_or(0, |first| first as usize),
        widths: widths.into_iter().map(|width| width * scale).collect(),
        missing: told.map_or(standard_width(dict), |width| f64::from(width) * scale),
    }
}
