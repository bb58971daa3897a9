//! A task of ours that runs while something else does: linking a module keeps one processor busy, and most
//! machines have more.
//!
//! What it prints goes to a file, so that two tasks do not talk at once; it is shown when it is waited for.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;

/// A running `cargo xtask TASK`.
pub(super) struct Beside {
    child: Child,
    log: PathBuf,
}

impl Beside {
    /// Starts this program once more with `task` as its argument.
    ///
    /// # Errors
    /// When its log cannot be written or the program cannot be started.
    pub(super) fn begin(workspace: &Workspace, task: &str) -> Result<Self> {
        fs::create_dir_all(workspace.notes())?;
        let log = workspace.notes().join(format!("{task}.log"));
        let output = File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        println!("▸ {task}, beside what follows; it prints to {}", log.display());
        let child = Command::new(std::env::current_exe()?)
            .arg(task)
            .current_dir(&workspace.root)
            .stdin(Stdio::null())
            .stderr(output.try_clone()?)
            .stdout(output)
            .spawn()
            .with_context(|| format!("`cargo xtask {task}` could not be started"))?;
        Ok(Self { child, log })
    }

    /// Waits for its end and shows what it printed.
    ///
    /// # Errors
    /// When it failed.
    pub(super) fn finish(mut self) -> Result<()> {
        let status = self.child.wait()?;
        print!("{}", fs::read_to_string(&self.log)?);
        if !status.success() {
            bail!("what ran beside the tests failed ({status})");
        }
        Ok(())
    }
}
