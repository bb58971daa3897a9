//! Zip files in memory, with limits on how many files there are and how large they become.

use super::json::LARGEST;
use super::{FormatError, InputFile};
use std::io::{Cursor, Read as _, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// So many files may be in a zip: two for each article of a full project, and some more.
const MOST_FILES: usize = 12_000;

/// What every zip begins with that has anything in it.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

/// The files with those inside of zips in place of the zips. Zips inside of zips stay as they are.
pub(super) fn unpacked(files: &[InputFile]) -> Result<Vec<InputFile>, FormatError> {
    let mut unpacked = Vec::with_capacity(files.len());
    for file in files {
        if file.bytes.is_empty() {
            // A text may be empty; a file alone may not.
            if files.len() == 1 {
                return Err(FormatError::Empty { file: file.name.clone() });
            }
        }
        if file.bytes.starts_with(MAGIC) {
            unpacked.extend(unzipped(file)?);
        } else {
            unpacked.push(file.clone());
        }
    }
    Ok(unpacked)
}

fn unzipped(file: &InputFile) -> Result<Vec<InputFile>, FormatError> {
    let name = || file.name.clone();
    let broken = |problem: String| FormatError::Zip { file: name(), problem };
    if file.bytes.len() > LARGEST {
        return Err(FormatError::TooLarge {
            file: name(),
            bytes: file.bytes.len() as u64,
            limit: LARGEST as u64,
        });
    }
    let error = |error: ZipError| broken(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(file.bytes.as_slice())).map_err(error)?;
    if archive.len() > MOST_FILES {
        return Err(FormatError::TooMany { file: name(), what: "files in a zip".into(), limit: MOST_FILES });
    }
    let mut files = Vec::with_capacity(archive.len());
    let mut total = 0u64;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(error)?;
        if entry.is_dir() {
            continue;
        }
        let path = entry.name().map_err(error)?.into_owned();
        // Nothing is written to a disk here, but names of such files are not to be trusted with anything.
        let is_absolute = path.starts_with('/') || path.contains([':', '\\']);
        if entry.enclosed_name().is_none() || is_absolute {
            return Err(FormatError::UnsafePath { file: name(), path });
        }
        let mut bytes = Vec::new();
        // The size that the entry states is not believed.
        let left = LARGEST as u64 - total;
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
        total += bytes.len() as u64;
        if total > LARGEST as u64 {
            return Err(FormatError::TooLarge { file: name(), bytes: total, limit: LARGEST as u64 });
        }
        files.push(InputFile { name: path, bytes });
    }
    Ok(files)
}

/// A zip of files by name. The time of its entries is always the same, so that its bytes are.
pub(super) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let write = || -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    };
    // Memory cannot fail to be written, and names are ours.
    write().unwrap_or_default()
}
