//! The Python package, asked by Python: what it gives is what the command line prints; tables come and go
//! through pyarrow, pandas, Polars and DuckDB; Spark on a cluster of two workers finds the same, also when
//! one is killed.
//!
//! The library is the one that was compiled for this very test, laid beside the package's files in a folder
//! below the target folder. Each script in `wheel/` is one test here, and has its own list of tests. They
//! need Python 3.10 or later with pip; Spark needs Java 17 and some 450 MB of package. Where that is not
//! possible a test is reported as ignored, with the reason in its name.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_interop::{Software, Weight, interop, python};
use std::env::{self, consts};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitCode};

/// What reads and writes tables.
const TABLES: Software = Software {
    packages: &["pyarrow==26.0.1", "pandas==3.1.1", "polars==2.1.0", "duckdb==2.0.1"],
    modules: "pyarrow, pandas, polars, duckdb",
    weight: Weight::Light,
};

const SPARK: Software = Software { packages: &["pyspark==4.3.0"], modules: "pyspark", weight: Weight::Heavy };

/// What holds the stubs to the library.
const TYPES: Software =
    Software { packages: &["mypy==2.4.1"], modules: "mypy.stubtest", weight: Weight::Light };

/// The version of Java that Spark asks for.
const JAVA: u32 = 17;

/// A script, what it is about, and what it needs beside Python.
const SCRIPTS: [(&str, &str, &[Software]); 4] = [
    ("analyses.py", "what Python gets", &[]),
    ("tables.py", "tables by pyarrow, pandas, Polars, DuckDB", &[TABLES]),
    ("stubs.py", "examples and types", &[TABLES, TYPES]),
    ("spark.py", "Spark", &[TABLES, SPARK]),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let package = package();
    let trial = |&(script, about, software): &(&'static str, &str, &[Software])| {
        let package = match &package {
            Ok(package) => package,
            Err(error) => {
                let error = format!("{error:#}");
                return Trial::test(about, move || Err(Failed::from(error)));
            }
        };
        match ready(script, package, software) {
            Ok(folders) => Trial::test(about, move || {
                check(script, &folders).map_err(|error| Failed::from(format!("{error:#}")))
            }),
            Err(reason) => Trial::test(format!("{about} ({reason:#})"), || Ok(())).with_ignored_flag(true),
        }
    };
    let trials = SCRIPTS.iter().map(trial);
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

/// The folder of this test's own file, with the libraries that were compiled for it.
fn compiled() -> Result<PathBuf> {
    let own = env::current_exe()?;
    Ok(own.parent().context("a program lies in a folder")?.to_path_buf())
}

/// The package as a wheel would lay it down.
fn package() -> Result<PathBuf> {
    let library = compiled()?.join(format!("{}shirushi_python{}", consts::DLL_PREFIX, consts::DLL_SUFFIX));
    ensure!(library.exists(), "the library was not compiled: there is no {}", library.display());
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/python/python/shirushi");
    let root = interop()?.join("package");
    let folder = root.join("shirushi");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(sources)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    let name = if cfg!(windows) { "_native.pyd" } else { "_native.abi3.so" };
    // Moved into its place: a program that has the one before loaded would fall over if it changed under it.
    let unfinished = folder.join(format!("{name}.{}", process::id()));
    fs::copy(library, &unfinished)?;
    fs::rename(&unfinished, folder.join(name))?;
    Ok(root)
}

/// The folders a script finds its packages in.
fn ready(script: &str, package: &Path, software: &[Software]) -> Result<Vec<PathBuf>> {
    let version = python(&[])?.args(["-c", "import sys; sys.exit(sys.version_info < (3, 10))"]).status();
    ensure!(version.context("there is no Python")?.success(), "Python is older than 3.10");
    if script == "spark.py" {
        java()?;
    }
    let mut folders = vec![package.to_path_buf()];
    for software in software {
        folders.push(software.ready()?);
    }
    Ok(folders)
}

fn java() -> Result<()> {
    let output = Command::new("java").arg("-version").output().context("there is no Java")?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let version = said.split('"').nth(1).and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    ensure!(version.is_some_and(|version| version >= JAVA), "Java is not {JAVA} or later");
    Ok(())
}

fn check(script: &str, folders: &[PathBuf]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let command_line = compiled()?.with_file_name(format!("shirushi{}", consts::EXE_SUFFIX));
    ensure!(
        command_line.exists(),
        "the command line is what answers are compared with: cargo build -p shirushi-cli"
    );
    let output = python(folders)?
        .arg(root.join("tests/interop/wheel").join(script))
        .env("SHIRUSHI_COMMAND_LINE", command_line)
        .env("SHIRUSHI_ROOT", &root)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    // Python's own count is the last thing it says.
    println!(
        "{script}: {}",
        said.lines()
            .filter(|line| line.starts_with("Ran ") || line.starts_with("events: "))
            .collect::<String>()
    );
    ensure!(output.status.success(), "{}\n{said}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
