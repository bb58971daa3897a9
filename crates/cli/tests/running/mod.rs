//! The program as others run it.

#![allow(dead_code, unreachable_pub, reason = "each test file is a program of its own and uses a part of it")]

use serde_json::Value;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::{env, fs, process};

/// The program with these arguments and none of the person's settings.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shirushi"));
    command.args(arguments).env_remove("SHIRUSHI_DICTIONARY").env_remove("NO_COLOR");
    command
}

/// Runs it with something piped in.
pub fn shirushi(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Standard output as JSON, one value a line.
pub fn lines(output: &Output) -> Vec<Value> {
    output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

/// Standard output as text.
pub fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error as text.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("shirushi-cli-{}-{name}", process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A file of this test's own.
pub fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = env::temp_dir().join(format!("shirushi-cli-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}
