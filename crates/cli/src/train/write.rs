//! Files that are there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file beside its place and moves it there: whoever looks finds the old one or the new one. When it
/// fails nothing is left behind.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name =
        path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::IsADirectory, "no file's name"))?;
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = written(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // It may not even have been made, so what this says is of no interest.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_replaced_whole_and_nothing_is_left_beside() {
        let folder = std::env::temp_dir().join(format!("shirushi-write-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("model");
        whole(&path, b"first").unwrap();
        whole(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        // A folder stands in the way.
        fs::create_dir_all(folder.join("taken/inside")).unwrap();
        assert!(whole(&folder.join("taken"), b"third").is_err());
        assert!(whole(&folder.join("missing/model"), b"third").is_err());
        assert!(whole(Path::new("/"), b"third").is_err());
        let mut names: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["model", "taken"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
