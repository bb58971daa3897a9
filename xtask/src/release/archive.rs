//! Archives that have the same bytes whenever and wherever they are made: files in order of their paths, one
//! time for all, no owner.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::{Compression, GzBuilder};
use time::OffsetDateTime;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::build::folder::Folder;

/// The files below a folder.
pub(super) fn gather(root: &Path) -> Result<Folder> {
    let mut folder = Folder::default();
    let mut waiting = vec![root.to_path_buf()];
    while let Some(inside) = waiting.pop() {
        for entry in fs::read_dir(&inside).with_context(|| format!("{} cannot be read", inside.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let below = path.strip_prefix(root)?;
            let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
            folder.place(&names.join("/"), fs::read(&path)?);
        }
    }
    Ok(folder)
}

/// A zip archive; `time` is in seconds since 1970.
pub(super) fn zip(files: &Folder, time: u64) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(dos_time(time)?)
        .unix_permissions(0o644);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files.files() {
        archive.start_file(path, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A tar archive in gzip, in which the file at `program` can be run.
pub(super) fn tar_gz(files: &Folder, time: u64, program: &str) -> Result<Vec<u8>> {
    let packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(packed);
    for (path, bytes) in files.files() {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(if path == program { 0o755 } else { 0o644 });
        header.set_mtime(time);
        archive.append_data(&mut header, path, bytes)?;
    }
    Ok(archive.into_inner()?.finish()?)
}

/// A time as zip archives hold it, to two seconds, as of UTC.
fn dos_time(time: u64) -> Result<zip::DateTime> {
    let time = OffsetDateTime::from_unix_timestamp(time.try_into()?)?;
    zip::DateTime::from_date_and_time(
        u16::try_from(time.year())?,
        time.month().into(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
    )
    .context("a zip archive holds no such time")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 December 2026, 01:02:03 UTC.
    const TIME: u64 = 1_796_086_923;

    #[test]
    fn archives_are_the_same_whatever_order_files_come_in() {
        let (mut one, mut other) = (Folder::default(), Folder::default());
        for path in ["b/two.txt", "a.txt"] {
            one.place(path, path);
        }
        for path in ["a.txt", "b/two.txt"] {
            other.place(path, path);
        }
        assert_eq!(zip(&one, TIME).unwrap(), zip(&other, TIME).unwrap());
        assert_eq!(tar_gz(&one, TIME, "a.txt").unwrap(), tar_gz(&other, TIME, "a.txt").unwrap());
        assert_ne!(zip(&one, TIME).unwrap(), zip(&one, TIME + 2).unwrap());
    }

    #[test]
    fn what_is_packed_is_read_again() {
        let mut files = Folder::default();
        files.place("inside/shirushi", "program");
        files.place("inside/日本語.txt", "text");
        let packed = zip(&files, TIME).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let entry = archive.by_name("inside/日本語.txt").unwrap();
        let when = entry.last_modified().unwrap();
        assert_eq!((when.year(), when.month(), when.day(), when.hour()), (2026, 12, 1, 1));

        let packed = tar_gz(&files, TIME, "inside/shirushi").unwrap();
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let modes: Vec<(String, u32, u64)> = archive
            .entries()
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                let header = entry.header();
                let path = entry.path().unwrap().display().to_string();
                (path, header.mode().unwrap(), header.mtime().unwrap())
            })
            .collect();
        let expected = [("inside/shirushi", 0o755, TIME), ("inside/日本語.txt", 0o644, TIME)]
            .map(|(path, mode, time)| (path.to_owned(), mode, time));
        assert_eq!(modes, expected);
    }
}
