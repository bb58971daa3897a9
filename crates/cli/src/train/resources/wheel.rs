//! Files inside a package of the Python registry, which is a ZIP archive.

use super::ResourceError;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most a file in a package may unpack to.
const LARGEST: u64 = 1 << 30;

/// An open package.
pub(super) struct Wheel<'p> {
    path: &'p Path,
    archive: ZipArchive<BufReader<File>>,
}

impl<'p> Wheel<'p> {
    pub(super) fn open(path: &'p Path) -> Result<Self, ResourceError> {
        let unreadable = |source| ResourceError::Unreadable { path: path.to_path_buf(), source };
        let file = File::open(path).map_err(unreadable)?;
        let archive = ZipArchive::new(BufReader::new(file))
            .map_err(|source| ResourceError::NotAWheel { path: path.to_path_buf(), source })?;
        Ok(Self { path, archive })
    }

    /// The one file whose path ends so.
    pub(super) fn read(&mut self, ending: &'static str) -> Result<Vec<u8>, ResourceError> {
        let name = self
            .archive
            .file_names()
            .filter_map(Result::ok)
            .find(|name| name.ends_with(ending))
            .map(std::borrow::Cow::into_owned);
        let missing = || ResourceError::Missing { path: self.path.to_path_buf(), wanted: ending };
        let name = name.ok_or_else(missing)?;
        let unreadable = |source| ResourceError::Unreadable { path: self.path.to_path_buf(), source };
        let file = self
            .archive
            .by_name(&name)
            .map_err(|source| ResourceError::NotAWheel { path: self.path.to_path_buf(), source })?;
        if file.size() > LARGEST {
            return Err(unreadable(io::Error::new(io::ErrorKind::FileTooLarge, name)));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(file.size()).unwrap_or(0));
        file.take(LARGEST).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }
}
