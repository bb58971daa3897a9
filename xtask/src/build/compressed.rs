//! Files as gzip and as brotli, made once for each content and remembered in the target folder.
//!
//! They are laid down beside the files they are of, for hosts that send them as they lie there, counted
//! as what a visit carries, and packed into the portable file.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use libdeflater::{CompressionLvl, Compressor};

use super::folder::{Folder, digest};
use crate::workspace::Workspace;

/// What is put behind the name of a file for what it is as gzip and as brotli.
pub(crate) const ENDINGS: [&str; 2] = [".gz", ".br"];

/// A file as hosts send it.
pub(crate) struct Compressed {
    pub(crate) gzip: Vec<u8>,
    pub(crate) brotli: Vec<u8>,
}

/// What was compressed so far, by the digest of what it was.
pub(crate) struct CompressedFiles {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl CompressedFiles {
    /// Those of the last time.
    pub(crate) fn remembered(workspace: &Workspace) -> Self {
        Self { folder: workspace.notes().join("compressed"), used: BTreeSet::new() }
    }

    /// `bytes` as gzip and as brotli.
    pub(crate) fn of(&mut self, bytes: &[u8]) -> Result<Compressed> {
        let name = digest(bytes);
        let [gzip, brotli] = ENDINGS.map(|ending| self.folder.join(format!("{name}{ending}")));
        self.used.insert(name);
        if let (Ok(gzip), Ok(brotli)) = (fs::read(&gzip), fs::read(&brotli)) {
            return Ok(Compressed { gzip, brotli });
        }
        let compressed = compress(bytes)?;
        fs::create_dir_all(&self.folder)?;
        for (path, bytes) in [(gzip, &compressed.gzip), (brotli, &compressed.brotli)] {
            // A build that is ended half-way leaves no half file under the name.
            let half = path.with_extension("half");
            fs::write(&half, bytes).with_context(|| format!("{} cannot be written", half.display()))?;
            fs::rename(&half, &path)?;
        }
        Ok(compressed)
    }

    /// Forgets what was not asked for this time.
    pub(crate) fn forget_others(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder).into_iter().flatten() {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if !self.used.contains(name.as_ref()) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Places both variants beside every file of the site that they make smaller by a twentieth at
    /// least. The icons of an installed app are compressed already, and so is the dictionary.
    pub(crate) fn place_beside(&mut self, folder: &mut Folder, dictionary: &str) -> Result<()> {
        let mut beside = Vec::new();
        for (path, bytes) in folder.files() {
            if path == dictionary || path.ends_with(".png") {
                continue;
            }
            let Compressed { gzip, brotli } = self.of(bytes)?;
            for (variant, ending) in [gzip, brotli].into_iter().zip(ENDINGS) {
                if is_worth(variant.len(), bytes.len()) {
                    beside.push((format!("{path}{ending}"), variant));
                }
            }
        }
        for (path, variant) in beside {
            folder.place(&path, variant);
        }
        Ok(())
    }
}

/// Whether a path is that of a compressed variant of a file.
pub(crate) fn is_variant(path: &str) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// What gains less is not worth the unpacking, nor a file of its own.
fn is_worth(compressed: usize, plain: usize) -> bool {
    compressed.saturating_mul(20) <= plain.saturating_mul(19)
}

/// `bytes` as gzip, as short as libdeflate makes it.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut gzip = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut gzip)?;
    gzip.truncate(length);
    Ok(gzip)
}

fn compress(bytes: &[u8]) -> Result<Compressed> {
    let gzip = gzip(bytes)?;
    // Quality 9 is near what static hosts send; 11 takes many times as long for a few per cent.
    let mut brotli = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
    Ok(Compressed { gzip, brotli })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gains_nothing_has_no_variant() {
        let target = std::env::temp_dir().join(format!("shirushi-compressed-{}", std::process::id()));
        let workspace = Workspace { root: target.clone(), target: target.clone() };
        let mut folder = Folder::default();
        folder.place("assets/page.js", "印".repeat(1_000));
        folder.place("assets/noise.bin", [7, 94, 201, 3]);
        folder.place("assets/ipadic.shirushi", "印".repeat(1_000));
        let mut compressed = CompressedFiles::remembered(&workspace);
        compressed.place_beside(&mut folder, "assets/ipadic.shirushi").unwrap();
        let variants: Vec<_> = folder.files().map(|(path, _)| path).filter(|path| is_variant(path)).collect();
        assert_eq!(variants, ["assets/page.js.br", "assets/page.js.gz"]);
        // The second time nothing is compressed, and what nobody asks for goes.
        let again = CompressedFiles::remembered(&workspace);
        assert_eq!(fs::read_dir(&again.folder).unwrap().count(), 4);
        again.forget_others().unwrap();
        assert_eq!(fs::read_dir(&again.folder).unwrap().count(), 0);
        fs::remove_dir_all(target).unwrap();
    }
}
