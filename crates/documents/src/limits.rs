//! How much is taken on. What is larger is refused with its size and the limit.

/// The largest file, in bytes: a PDF of a few hundred pages with pictures has a tenth of it.
pub const LARGEST_FILE: usize = 64 << 20;

/// What the parts of a zip that are read may come to, in bytes.
pub(crate) const MOST_UNZIPPED: u64 = 64 << 20;

/// The largest part of a zip that is read.
pub(crate) const LARGEST_PART: u64 = 32 << 20;

/// So many times its size a part of more than [`SMALL_PART`] may become. XML with long runs of one style
/// comes to forty; what a bomb is made of comes to a thousand.
pub(crate) const MOST_RATIO: u64 = 200;

/// A part so small, unpacked, is harmless whatever it came from.
pub(crate) const SMALL_PART: u64 = 1 << 20;

/// So many entries may be in a zip.
pub(crate) const MOST_ENTRIES: usize = 20_000;

/// Elements of XML may stand so deep in each other.
pub(crate) const DEEPEST_XML: usize = 512;

/// What all streams of a PDF may come to; pictures are most of it.
pub(crate) const MOST_UNPACKED: u64 = 1 << 30;

/// The largest stream of a PDF, unpacked.
pub(crate) const MOST_UNPACKED_STREAM: u64 = 256 << 20;

/// So many pages of a PDF are read.
pub(crate) const MOST_PAGES: usize = 5_000;

/// So many glyphs of a PDF are read: a book has a million.
pub(crate) const MOST_GLYPHS: usize = 4_000_000;

/// So many texts come out of a book, as many articles as a project may have.
pub(crate) const MOST_TEXTS: usize = 1_000;
