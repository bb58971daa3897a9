//! `cargo xtask screens`: pictures of the site in `dist/`, as it was built last.

use anyhow::Result;

use crate::workspace::{Workspace, run as run_command};

/// Runs the program that takes the pictures, with these arguments of its own.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let program = ["run", "--quiet", "--package", "shirushi-browser-tests", "--bin", "screens", "--"];
    run_command(workspace.cargo().args(program).args(arguments))
}
