//! How large a PDF may become when its streams are unpacked: looked at before anything is.
//!
//! The crate that reads PDFs unpacks a stream into memory whole. Deflate makes a thousand bytes of one, so a
//! file of a few kilobytes could fill a machine. Each stream is inflated into nothing first, counting.
//!
//! *Limitations.* In an encrypted file the bytes are not what they seem until they are decrypted; there
//! only the streams that are read for their text are counted ([`check`]), not those that hold objects.

use crate::DocumentError;
use crate::limits::{MOST_UNPACKED, MOST_UNPACKED_STREAM};
use flate2::read::ZlibDecoder;
use hayro_syntax::object::Stream;
use hayro_syntax::object::stream::DecodeFailure;
use std::io::{Read as _, copy};

const STREAM: &[u8] = b"stream";

/// Why a stream is not unpacked.
pub(super) fn too_large(bytes: u64, limit: u64) -> DocumentError {
    DocumentError::UnpacksTooLarge { bytes, limit }
}

/// Counts what the streams of a file become, without keeping any of it. Linear in what it counts.
pub(super) fn check_all(file: &[u8]) -> Result<(), DocumentError> {
    let mut total = 0_u64;
    let mut at = 0;
    while let Some(found) = find(file, at) {
        at = found + STREAM.len();
        let rest = file.get(at..).unwrap_or_default();
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let Some(body) = rest.strip_prefix(b"\n") else { continue };
        if is_chain(file.get(found.saturating_sub(512)..found).unwrap_or_default()) {
            return Err(DocumentError::Damaged { reason: "a stream is packed several times over" });
        }
        if !is_zlib(body) {
            continue;
        }
        let left = MOST_UNPACKED - total;
        total += inflated(body, left.min(MOST_UNPACKED_STREAM) + 1);
        if total > MOST_UNPACKED {
            return Err(too_large(total, MOST_UNPACKED));
        }
    }
    Ok(())
}

/// Counts what one stream becomes.
pub(super) fn check(stream: &Stream<'_>) -> Result<(), DocumentError> {
    let raw = stream.raw_data();
    let bytes = if is_zlib(&raw) { inflated(&raw, MOST_UNPACKED_STREAM + 1) } else { raw.len() as u64 };
    if bytes > MOST_UNPACKED_STREAM { Err(too_large(bytes, MOST_UNPACKED_STREAM)) } else { Ok(()) }
}

/// The bytes of a stream that is read for its text; `None` when it is damaged.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Result<Option<std::borrow::Cow<'a, [u8]>>, DocumentError> {
    check(stream)?;
    match stream.decoded_data() {
        Ok(data) => Ok(Some(data)),
        Err(DecodeFailure::Decryption) => Err(DocumentError::Encrypted),
        Err(_) => Ok(None),
    }
}

fn inflated(bytes: &[u8], most: u64) -> u64 {
    let mut reader = ZlibDecoder::new(bytes).take(most);
    // What a damaged stream gives up to the damage counts as well; the error itself is told by who reads it.
    let mut counted = Counted(0);
    let _ = copy(&mut reader, &mut counted);
    counted.0
}

/// Takes bytes and keeps only how many.
struct Counted(u64);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Two bytes that begin a zlib stream: deflate, and a check of both.
fn is_zlib(bytes: &[u8]) -> bool {
    match bytes {
        [method, flags, ..] => {
            method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// Whether the dictionary before a stream names more than one way of packing. ASCII85 around deflate is
/// one.
fn is_chain(before: &[u8]) -> bool {
    let dictionary = before
        .windows(3)
        .rposition(|three| three == b"obj")
        .map_or(before, |at| before.get(at..).unwrap_or_default());
    let count = |name: &[u8]| dictionary.windows(name.len()).filter(|window| *window == name).count();
    count(b"/FlateDecode") + count(b"/LZWDecode") + count(b"/Fl ") + count(b"/RunLengthDecode") > 1
}

fn find(file: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + memchr::memmem::find(file.get(at..)?, STREAM)?;
        // `endstream` ends in the word as well.
        if !file.get(..found)?.ends_with(b"end") {
            return Some(found);
        }
        at = found + STREAM.len();
    }
}
