//! Comments keep to the width of the code, which the formatter does not see to. A Japanese character takes
//! two columns.

use std::fs;

use anyhow::{Result, bail};
use unicode_width::UnicodeWidthStr as _;

use crate::workspace::{Workspace, output};

/// As wide as `rustfmt.toml` lets code be.
const MOST_COLUMNS: usize = 110;

/// Folders whose sources are looked at.
const FOLDERS: &[&str] = &["crates", "tests", "xtask"];

/// Checks every tracked source.
pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut wide = Vec::new();
    let listed = output(workspace.command("git").args(["ls-files", "-z", "--"]).args(FOLDERS))?;
    for path in listed.split('\0').filter(|path| path.ends_with(".rs")) {
        let text = fs::read_to_string(workspace.root.join(path))?;
        let lines = text.lines().enumerate().filter(|(_, line)| is_wide(line));
        wide.extend(lines.map(|(number, line)| format!("{path}:{}: {} columns", number + 1, line.width())));
    }
    if wide.is_empty() {
        Ok(())
    } else {
        bail!("comments wider than {MOST_COLUMNS} columns\n{}", wide.join("\n"))
    }
}

fn is_wide(line: &str) -> bool {
    let has_comment = line.trim_start().starts_with("//") || line.contains(" // ");
    has_comment && line.width() > MOST_COLUMNS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_measured_in_columns() {
        assert!(!is_wide(&format!("// {}", "a".repeat(107))));
        assert!(is_wide(&format!("    /// {}", "a".repeat(107))));
        assert!(is_wide(&format!("//! {}", "岸".repeat(54))));
        assert!(!is_wide(&"a".repeat(200)), "code is the formatter's");
    }
}
