//! `cargo xtask wheel`: the analysis as a Python wheel in `target/wheels/`, one file for all Pythons from
//! 3.10 on.
//!
//! maturin, from Python's package index, compiles and packs it; it is kept below the target folder. What is
//! packed is laid out there, too: the package's files with the licences of all that is in it. The wheel is
//! then installed into an environment of its own and tried.

use std::env::consts;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::build::folder::Folder;
use crate::build::licences::{self, Carrier};
use crate::dictionary;
use crate::progress::step;
use crate::workspace::{BETWEEN_FLAGS, Workspace, output, run as run_command};

const MATURIN: &str = "maturin==1.16.0";

/// What the wheel is made of.
pub(crate) const WHEEL: Carrier<'_> =
    Carrier { what: "The Python wheels of Shirushi", packages: &["shirushi-python"], platform: None };

/// What a wheel answers that works.
const TRY: &str = "
import shirushi
found = shirushi.analyze('15日、市長は約3時間の会議を開いた。', date='2025-08-16')
print([entity['normalized']['value'] for entity in found['entities']])
";

/// Writes the wheel and tries it; gives where it lies. Its files bear the time `packed`, in seconds since
/// 1970, or else that of now.
pub(crate) fn run(workspace: &Workspace, packed: Option<u64>) -> Result<PathBuf> {
    step("dictionary", || dictionary::run(workspace))?;
    let notes = workspace.notes().join("wheel");
    let maturin = step("maturin", || {
        let python = environment(workspace, &notes.join("maturin"))?;
        run_command(workspace.command(&python).args(["-m", "pip", "install", "--quiet", MATURIN]))?;
        Ok(python)
    })?;
    let project = step("package", || lay_out(workspace, &notes.join("project")))?;
    let wheels = workspace.target.join("wheels");
    let wheel = step("wheel", || {
        if wheels.exists() {
            fs::remove_dir_all(&wheels)?;
        }
        let mut command = workspace.command(&maturin);
        command.args(["-m", "maturin", "build", "--release", "--locked", "--out"]).arg(&wheels);
        command.arg("--target-dir").arg(&workspace.target);
        command.env("CARGO_ENCODED_RUSTFLAGS", workspace.remapping().join(BETWEEN_FLAGS));
        if let Some(time) = packed {
            command.env("SOURCE_DATE_EPOCH", time.to_string());
        }
        run_command(command.current_dir(&project))?;
        only_file(&wheels)
    })?;
    let bytes = fs::metadata(&wheel)?.len();
    println!("  {}: {:.2} MB", wheel.display(), bytes as f64 / 1e6);
    step("a try in Python", || {
        let tried = notes.join("tried");
        if tried.exists() {
            fs::remove_dir_all(&tried)?;
        }
        let python = environment(workspace, &tried)?;
        let install = ["-m", "pip", "install", "--quiet", "--no-index"];
        run_command(workspace.command(&python).args(install).arg(&wheel))?;
        let said = output(workspace.command(&python).args(["-c", TRY]))?;
        ensure!(said.trim() == "['2025-08-15', 3]", "the wheel does not work: {said}");
        Ok(())
    })?;
    Ok(wheel)
}

/// The Python of a virtual environment, which is made when it is not there.
fn environment(workspace: &Workspace, folder: &Path) -> Result<String> {
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        run_command(workspace.command("python3").args(["-m", "venv"]).arg(folder))
            .context("Python with its module venv is needed (python3-venv on Debian and Ubuntu)")?;
    }
    Ok(python.display().to_string())
}

/// The project that maturin packs: the crate where it is, its package with the licences of what is in it.
fn lay_out(workspace: &Workspace, project: &Path) -> Result<PathBuf> {
    let sources = workspace.root.join("crates/python");
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} cannot be read", path.display()));
    let mut files = Folder::default();
    let manifest = String::from_utf8(read(&sources.join("pyproject.toml"))?)?;
    let crate_is = format!("[tool.maturin]\nmanifest-path = {:?}\n", sources.join("Cargo.toml"));
    files.place("pyproject.toml", manifest.replace("[tool.maturin]\n", &crate_is));
    files.place("README.md", read(&sources.join("README.md"))?);
    for entry in fs::read_dir(sources.join("python/shirushi"))? {
        let entry = entry?;
        // `maturin develop` leaves a library beside the sources.
        let is_library = entry.path().extension().is_some_and(|ending| ending == consts::DLL_EXTENSION);
        if entry.file_type()?.is_file() && !is_library {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.place(&format!("python/shirushi/{name}"), read(&entry.path())?);
        }
    }
    licences::place_of(workspace, &WHEEL, "python/shirushi/licences", &mut files)?;
    fs::create_dir_all(project)?;
    files.lay_down(project)?;
    Ok(project.to_path_buf())
}

fn only_file(folder: &Path) -> Result<PathBuf> {
    let mut files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    ensure!(files.len() == 1, "{} files in {}", files.len(), folder.display());
    Ok(files.remove(0).path())
}
