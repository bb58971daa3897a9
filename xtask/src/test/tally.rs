//! Counting what passed, failed and was skipped, from our own checks and from test runners' closing lines.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

/// The count so far.
#[derive(Default)]
pub(super) struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
    /// What did not hold, in words.
    troubles: Vec<String>,
}

impl Tally {
    /// Counts one check by its result; says whether it held.
    pub(super) fn count_check(&mut self, what: &str, result: Result<()>) -> bool {
        match result {
            Ok(()) => {
                self.passed += 1;
                true
            }
            Err(error) => {
                self.fail(what, &error);
                false
            }
        }
    }

    /// Counts something that did not hold.
    pub(super) fn fail(&mut self, what: &str, error: &anyhow::Error) {
        println!("{error:#}");
        self.failed += 1;
        self.troubles.push(what.to_owned());
    }

    /// How much did not hold so far.
    pub(super) fn failures(&self) -> u32 {
        self.failed
    }

    /// Counts something that was not done.
    pub(super) fn skip(&mut self, what: &str) {
        println!("– {what}: SKIPPED");
        self.skipped += 1;
    }

    /// Runs `cargo test`, lets its output through and adds up its closing lines. An error means that
    /// tests failed, did not compile, or that none ran; only those that ran are counted.
    pub(super) fn run_tests(&mut self, mut command: Command) -> Result<()> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("cargo test could not be started")?;
        let output = child.stdout.take().context("cargo test has no output")?;
        let mut counted = Counts::default();
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            if let Some(counts) = Counts::read(&line) {
                counted.add(counts);
            }
        }
        let status = child.wait()?;
        self.passed += counted.passed;
        self.failed += counted.failed;
        self.skipped += counted.ignored;
        if counted.failed > 0 {
            self.troubles.push(format!("{} tests", counted.failed));
            bail!("{} tests failed", counted.failed);
        } else if !status.success() {
            bail!("cargo test ended with {status}");
        } else if counted.passed == 0 {
            bail!("no test ran");
        }
        Ok(())
    }

    /// Prints what did not hold and the closing line.
    pub(super) fn conclude(self) -> ExitCode {
        if !self.troubles.is_empty() {
            println!("did not hold: {}", self.troubles.join(", "));
        }
        let skipped = if self.skipped > 0 { format!(", {} skipped", self.skipped) } else { String::new() };
        println!("{} passed, {} failed{skipped}", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// One closing line of Rust's test runner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Counts {
    /// Reads `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    fn read(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut read = Self::default();
        for part in counts.split("; ") {
            let Some((number, what)) = part.split_once(' ') else { continue };
            match (number.parse(), what) {
                (Ok(number), "passed") => read.passed = number,
                (Ok(number), "failed") => read.failed = number,
                (Ok(number), "ignored") => read.ignored = number,
                _ => {}
            }
        }
        Some(read)
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_read() {
        let line = "test result: FAILED. 12 passed; 2 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Counts::read(line), Some(Counts { passed: 12, failed: 2, ignored: 3 }));
        assert_eq!(Counts::read("test result: nothing"), None);
        assert_eq!(Counts::read("running 3 tests"), None);
    }
}
