//! PDF: its text layer, in the order it is read.
//!
//! `hayro-syntax` reads the file's objects, streams and instructions, `hayro-cmap` the CMaps of Japanese
//! fonts. What is ours is what becomes of the glyphs: [`show`] places them, [`lines`] makes lines of them,
//! [`order`] puts columns and tiers in order, and the lines of a paragraph are joined as those of pasted
//! text are ([`shirushi_exchange::reflow`]). Nothing in the file is run, opened or fetched; attachments,
//! forms, notes and scripts are not read.

mod bounds;
mod compat;
mod font;
mod furniture;
mod glyph;
mod lines;
mod matrix;
mod metadata;
mod order;
mod paragraphs;
mod show;
mod simple;

use crate::limits::MOST_PAGES;
use crate::{DocumentError, DocumentKind, DocumentText, LeftOut, ReadDocument, Watch};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use show::Shower;

/// When more than this part of the letters is unknown, the text is none.
const MOST_UNKNOWN: f64 = 0.3;

/// Reads a PDF. `watch` is told page by page.
pub(crate) fn read(bytes: &[u8], watch: &mut Watch<'_>) -> Result<ReadDocument, DocumentError> {
    bounds::check_all(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => DocumentError::Encrypted,
        LoadPdfError::Decryption(_) => DocumentError::Encrypted,
        LoadPdfError::Invalid => DocumentError::Damaged { reason: "it has no table of its objects" },
    })?;
    let pages = pdf.pages();
    let total = pages.len();
    if total > MOST_PAGES {
        return Err(DocumentError::TooManyPages { pages: total, limit: MOST_PAGES });
    }
    let mut shower = Shower::default();
    let mut found = Vec::with_capacity(total);
    let mut directions = Vec::with_capacity(total);
    let (mut without_text, mut readings) = (0, 0);
    for (number, page) in pages.iter().enumerate() {
        watch.step(number, total)?;
        let shown = shower.page(page)?;
        if shown.glyphs.iter().all(glyph::Glyph::is_blank) {
            without_text += 1;
        }
        let of_page = lines::of_page(shown.glyphs);
        readings += of_page.readings;
        directions.push(of_page.direction);
        found.push((shown.height, of_page.lines));
    }
    if without_text == total {
        return Err(DocumentError::NoTextLayer { pages: total });
    }
    let unknown: usize = found.iter().flat_map(|(_, lines)| lines).map(|line| line.unknown).sum();
    let letters: usize =
        found.iter().flat_map(|(_, lines)| lines).map(|line| line.text.chars().count()).sum();
    if unknown as f64 > MOST_UNKNOWN * letters as f64 {
        return Err(DocumentError::UnknownLetters { unknown, letters });
    }
    let running = furniture::remove(&mut found);
    let pages =
        found.into_iter().zip(directions).map(|((_, lines), direction)| order::read(lines, direction));
    let written = paragraphs::of_pages(pages);
    let (meta, made) = metadata::read(pdf.metadata());
    let left_out = LeftOut {
        pictures: shower.pictures,
        table_rows: written.table_rows,
        running_heads: running,
        readings,
        pages_without_text: without_text,
        unknown_letters: unknown,
        ..LeftOut::default()
    };
    Ok(ReadDocument {
        kind: DocumentKind::Pdf,
        texts: vec![DocumentText { meta, text: written.text }],
        made,
        left_out,
    })
}
