//! Where things are: the workspace's root, its target folder, and the commands run in it.
//!
//! Knows cargo and rustup by name and nothing about what is built with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{Metadata, MetadataCommand};

/// The target all wasm is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Between the flags in `CARGO_ENCODED_RUSTFLAGS`.
pub(crate) const BETWEEN_FLAGS: &str = "\u{1f}";

/// The workspace this task runner belongs to.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; `CARGO_TARGET_DIR` is honoured.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Finds the workspace from the manifest cargo ran us with, or from the current folder.
    pub(crate) fn find() -> Result<Self> {
        let metadata = metadata_command().no_deps().exec().context("cargo metadata could not be read")?;
        Ok(Self { root: metadata.workspace_root.into(), target: metadata.target_directory.into() })
    }

    /// The whole dependency graph, for one target platform when given.
    pub(crate) fn metadata(&self, platform: Option<&str>) -> Result<Metadata> {
        let mut command = metadata_command();
        if let Some(platform) = platform {
            command.other_options(vec!["--filter-platform".to_owned(), platform.to_owned()]);
        }
        command.exec().context("cargo metadata could not be read")
    }

    /// The model for names that comes with the engine and the command line.
    pub(crate) fn entity_model(&self) -> PathBuf {
        self.root.join("crates/analysis/model/entities.shirushi-model")
    }

    /// The finished site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The site in one file that opens from disk. It lies beside the site, not in it, because hosts
    /// need not carry it.
    pub(crate) fn portable(&self) -> PathBuf {
        self.root.join("shirushi.html")
    }

    /// A folder for what this task runner remembers between runs.
    pub(crate) fn notes(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Compiler flags that keep the paths of this machine out of what is compiled: the same sources give the
    /// same bytes wherever they are built, and nobody's home folder is published.
    pub(crate) fn remapping(&self) -> Vec<String> {
        let mut flags = vec![format!("--remap-path-prefix={}=", self.root.display())];
        let home = std::env::var("CARGO_HOME").ok().map(PathBuf::from).or_else(|| {
            std::env::var("HOME")
                .or_else(|_| std::env::var("USERPROFILE"))
                .ok()
                .map(|home| Path::new(&home).join(".cargo"))
        });
        if let Some(home) = home {
            let sources = home.join("registry").join("src");
            for index in fs::read_dir(&sources).into_iter().flatten().flatten() {
                flags.push(format!("--remap-path-prefix={}=crates", index.path().display()));
            }
        }
        flags
    }

    /// A command that runs in the workspace's root.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo this task runner was started by.
    pub(crate) fn cargo(&self) -> Command {
        self.command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
    }
}

/// The compiler's own folder.
pub(crate) fn sysroot(workspace: &Workspace) -> Result<PathBuf> {
    let mut rustc = workspace.command(&rustc());
    Ok(output(rustc.args(["--print", "sysroot"]))?.trim().into())
}

fn rustc() -> String {
    std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned())
}

/// Makes sure the compiler can build for a target, installing it where rustup is in charge.
pub(crate) fn ensure_target(workspace: &Workspace, target: &str) -> Result<()> {
    if sysroot(workspace)?.join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    println!("  installing the Rust target {target}");
    run(workspace.command("rustup").args(["target", "add", target])).with_context(|| {
        format!(
            "the Rust target {target} is missing. Install it with `rustup target add {target}`, or with \
             your system's package of the Rust standard library for it"
        )
    })
}

fn metadata_command() -> MetadataCommand {
    let mut command = MetadataCommand::new();
    if let Ok(folder) = std::env::var("CARGO_MANIFEST_DIR") {
        command.manifest_path(Path::new(&folder).join("Cargo.toml"));
    }
    command
}

/// Runs a command with its output shown; a failure names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = spoken(command);
    let status = command.status().with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs a command quietly and returns what it printed; a failure shows its error output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = spoken(command);
    let output = command.output().with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    command.get_args().fold(name, |line, word| format!("{line} {}", word.to_string_lossy()))
}
