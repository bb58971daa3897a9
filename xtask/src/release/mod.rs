//! `cargo xtask release`: everything that is handed out, in `target/releases/shirushi-VERSION/`, with the
//! checksums of all and a bill of materials.
//!
//! One commit gives the same bytes wherever it is built with the same compiler: paths are taken out of what
//! is compiled, archives are in order of their paths, and every time in them is that of the commit. `--check`
//! shows it: a fresh clone is built in another folder and the checksums are compared.

mod archive;
mod bill;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::build::compressed::CompressedFiles;
use crate::build::folder::{Folder, digest};
use crate::build::licences::{self, Carrier};
use crate::build::{self, PageProfile};
use crate::progress::step;
use crate::workspace::{
    BETWEEN_FLAGS, WASM_TARGET, Workspace, ensure_target, output, run as run_command, sysroot,
};
use crate::{dictionary, package, wheel};

/// What the command line is compiled for: it runs on any Linux of this processor.
const STATIC_TARGET: &str = "x86_64-unknown-linux-musl";

/// What the command line is made of.
const COMMAND_LINE: Carrier<'_> = Carrier {
    what: "The command line of Shirushi",
    packages: &["shirushi-cli"],
    platform: Some(STATIC_TARGET),
};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The name of the file with the checksums, as `sha256sum --check` reads them.
const CHECKSUMS: &str = "SHA256SUMS";

/// Where a release lies.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("releases").join(format!("shirushi-{VERSION}"))
}

/// Makes a release of the commit that is checked out.
pub(crate) fn run(workspace: &Workspace, check: bool) -> Result<()> {
    let commit = step("commit", || Commit::read(workspace))?;
    step("what a release needs", || everything_needed(workspace))?;
    let sums = make(workspace, &commit)?;
    if check {
        let clone = workspace.target.join("releases/again");
        let (again, to) =
            step("a second build from a fresh clone", || build_again(workspace, &commit, &clone))?;
        same(&sums, &again).with_context(|| format!("see {}", to.display()))?;
        fs::remove_dir_all(&clone)?;
        println!("  both builds are equal byte for byte");
    }
    Ok(())
}

/// Says what is missing before anything is compiled, and not after ten minutes.
fn everything_needed(workspace: &Workspace) -> Result<()> {
    ensure!(
        cfg!(all(target_os = "linux", target_arch = "x86_64")),
        "a release is made on Linux on x86-64, for which its command line and its wheel are"
    );
    ensure!(
        package::project::has_node(),
        "Node and npm are needed to pack the npm package (nodejs and npm on Debian and Ubuntu)"
    );
    output(workspace.command("python3").args(["-c", "import ensurepip, venv"])).context(
        "Python with its module venv is needed to pack the wheel (python3-venv on Debian and Ubuntu)",
    )?;
    ensure!(
        library_licences(workspace)?.is_file(),
        "the licences of Rust's standard library are missing; rustup brings them with the compiler"
    );
    ensure_target(workspace, WASM_TARGET)?;
    ensure_target(workspace, STATIC_TARGET)
}

/// What is released.
struct Commit {
    name: String,
    /// Seconds since 1970 when it was made: the time of every file in an archive.
    time: u64,
}

impl Commit {
    fn read(workspace: &Workspace) -> Result<Self> {
        let git = |words: &[&str]| output(workspace.command("git").args(words));
        let changed = git(&["status", "--porcelain"])?;
        ensure!(
            changed.is_empty(),
            "these files are not committed, so nobody could build the same again; commit or put them away:\n{changed}"
        );
        let name = git(&["rev-parse", "HEAD"])?.trim().to_owned();
        let time = git(&["show", "--no-patch", "--format=%ct", "HEAD"])?;
        Ok(Self { name, time: time.trim().parse().context("the time of the commit")? })
    }
}

/// Makes all files and gives their checksums.
fn make(workspace: &Workspace, commit: &Commit) -> Result<BTreeMap<String, String>> {
    let to = folder(workspace);
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    fs::create_dir_all(&to)?;
    step("nothing remembered from other builds", || forget(workspace))?;
    build::run(workspace, PageProfile::Published)?;
    step("archive of the site", || {
        let site = archive::gather(&workspace.dist())?;
        let name = to.join(format!("shirushi-{VERSION}-site.zip"));
        fs::write(name, archive::zip(&site, commit.time)?)?;
        fs::copy(workspace.portable(), to.join("shirushi.html")).map(drop).context("shirushi.html")
    })?;

    step("command line", || {
        let bytes = command_line(workspace)?;
        let mut files = Folder::default();
        let inside = format!("shirushi-{VERSION}-x86_64-linux");
        files.place(&format!("{inside}/shirushi"), bytes);
        for document in ["README.md", "CHANGELOG.md"] {
            files.place(&format!("{inside}/{document}"), fs::read(workspace.root.join(document))?);
        }
        licences::place_of(workspace, &COMMAND_LINE, &format!("{inside}/licences"), &mut files)?;
        for (name, from) in [
            ("musl.txt", workspace.root.join("crates/cli/NOTICE.musl.txt")),
            ("rust-standard-library.html", library_licences(workspace)?),
        ] {
            files.place(&format!("{inside}/licences/{name}"), fs::read(from).context(name)?);
        }
        let program = format!("{inside}/shirushi");
        fs::write(to.join(format!("{inside}.tar.gz")), archive::tar_gz(&files, commit.time, &program)?)
            .context("the archive of the command line")
    })?;

    package::write(workspace)?;
    step("npm package", || {
        let mut pack = workspace.command("npm");
        pack.args(["pack", "--silent", "--pack-destination"]).arg(&to);
        output(pack.current_dir(package::folder(workspace))).map(drop)
    })?;

    let made = wheel::run(workspace, Some(commit.time))?;
    let name = made.file_name().context("the wheel has no name")?;
    fs::copy(&made, to.join(name))?;

    step("bill of materials", || {
        let carriers = [
            ("site, portable file, npm package", licences::MODULES),
            ("command line", COMMAND_LINE),
            ("Python wheel", wheel::WHEEL),
        ];
        let bill = bill::write(workspace, &carriers, VERSION, &commit.name)?;
        fs::write(to.join(format!("shirushi-{VERSION}.cdx.json")), bill).context("the bill of materials")
    })?;

    let sums = checksums(&to)?;
    fs::write(to.join(CHECKSUMS), listed(&sums))?;
    println!("  {}", to.display());
    for (name, sum) in &sums {
        let bytes = fs::metadata(to.join(name))?.len();
        println!("  {name}: {:.2} MB, {}…", bytes as f64 / 1e6, sum.get(..12).unwrap_or(sum));
    }
    Ok(sums)
}

/// Forgets what is packed once and kept: it may have been packed by a compressor of another version.
fn forget(workspace: &Workspace) -> Result<()> {
    CompressedFiles::remembered(workspace).forget_others()?;
    let pack = dictionary::path(workspace);
    if pack.exists() {
        fs::remove_file(&pack).with_context(|| format!("{} cannot be removed", pack.display()))?;
    }
    Ok(())
}

/// The command line with everything it needs inside.
fn command_line(workspace: &Workspace) -> Result<Vec<u8>> {
    run_command(
        workspace
            .cargo()
            .args(["build", "--release", "--locked", "--package", "shirushi-cli", "--target", STATIC_TARGET])
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .env("CARGO_ENCODED_RUSTFLAGS", workspace.remapping().join(BETWEEN_FLAGS)),
    )?;
    let program = workspace.target.join(STATIC_TARGET).join("release/shirushi");
    let said = output(workspace.command(&program.display().to_string()).arg("--version"))?;
    ensure!(said.contains(VERSION), "the command line does not say its version: {said}");
    fs::read(&program).with_context(|| format!("{} cannot be read", program.display()))
}

/// Where the compiler that compiles keeps the licences of its standard library and of what is in that.
fn library_licences(workspace: &Workspace) -> Result<PathBuf> {
    Ok(sysroot(workspace)?.join("share/doc/rust/COPYRIGHT-library.html"))
}

/// The SHA-256 of every file, by name.
fn checksums(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != CHECKSUMS {
            sums.insert(name, digest(&fs::read(entry.path())?));
        }
    }
    Ok(sums)
}

/// Checksums as `sha256sum --check` reads them.
fn listed(sums: &BTreeMap<String, String>) -> String {
    sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
}

/// Makes the release of a commit in a clone of its own, and gives the checksums and where it lies.
fn build_again(
    workspace: &Workspace,
    commit: &Commit,
    clone: &Path,
) -> Result<(BTreeMap<String, String>, PathBuf)> {
    if clone.exists() {
        fs::remove_dir_all(clone)?;
    }
    let mut git = workspace.command("git");
    run_command(git.args(["clone", "--quiet", "--no-hardlinks"]).arg(&workspace.root).arg(clone))?;
    let mut checkout = workspace.command("git");
    run_command(checkout.args(["checkout", "--quiet", &commit.name]).current_dir(clone))?;
    let mut cargo = workspace.cargo();
    cargo.args(["xtask", "release"]).current_dir(clone);
    // Cargo tells its own folder to what it starts.
    cargo.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_TARGET_DIR");
    run_command(&mut cargo)?;
    let to = folder(&Workspace { root: clone.to_path_buf(), target: clone.join("target") });
    Ok((checksums(&to)?, to))
}

/// Refuses two builds that differ, naming the files that do.
fn same(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Result<()> {
    let names: Vec<&str> = one
        .keys()
        .chain(other.keys().filter(|name| !one.contains_key(*name)))
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect();
    if !names.is_empty() {
        bail!("the second build has other bytes: {}", names.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(name, sum)| ((*name).to_owned(), (*sum).to_owned())).collect()
    }

    #[test]
    fn checksums_are_listed_as_sha256sum_reads_them() {
        let folder = std::env::temp_dir().join(format!("shirushi-release-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.zip"), "abc").unwrap();
        fs::write(folder.join(CHECKSUMS), "of the last time").unwrap();
        let sums = checksums(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            listed(&sums),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.zip\n"
        );
    }

    #[test]
    fn builds_that_differ_are_told_by_name() {
        let one = sums(&[("a", "1"), ("b", "2")]);
        assert!(same(&one, &one).is_ok());
        let told = same(&one, &sums(&[("a", "1"), ("b", "3"), ("c", "4")])).unwrap_err().to_string();
        assert_eq!(told, "the second build has other bytes: b, c");
    }
}
