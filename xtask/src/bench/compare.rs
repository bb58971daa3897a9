//! `cargo xtask bench --compare`: how long it takes to compare articles, against their number.
//!
//! The whole is measured, analysis included, as other pages ask for it; our own has put its articles before.
//! What grows faster than the articles would show in the last column.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::text;
use crate::progress::step;
use crate::workspace::{Workspace, output, run as run_command};
use crate::{dictionary, package};

/// How many articles of 10 kB are compared.
const COUNTS: [&str; 7] = ["2", "5", "10", "20", "50", "100", "200"];
const ROUNDS: &str = "3";
/// Twenty articles in WebAssembly, in milliseconds.
const MOST_FOR_TWENTY: f64 = 2000.0;

/// What a measuring program prints for one number of articles.
#[derive(Deserialize)]
struct Measured {
    articles: usize,
    claims: usize,
    groups: usize,
    pairs: usize,
    /// Milliseconds of analysing all of them, by round.
    analysis: Vec<f64>,
    /// Milliseconds of the whole.
    whole: Vec<f64>,
}

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    package::write(workspace)?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let path = folder.join("articles.json");
    let mut articles = text::articles(text::ARTICLE_BYTES * 220);
    articles.retain(|article| article.len() >= text::ARTICLE_BYTES * 9 / 10);
    fs::write(&path, serde_json::to_vec(&articles)?)?;
    let measurer = step("native measurer", || build_measurer(workspace))?;
    let native = step("native", || {
        let mut command = workspace.command(&measurer.to_string_lossy());
        command.arg(dictionary::path(workspace));
        read(&output(with_arguments(&mut command, &path))?)
    })?;
    let wasm = step("WebAssembly, in Node", || {
        let mut command = workspace.command("node");
        command.arg(workspace.root.join("xtask/src/bench/compare.mjs")).arg(package::folder(workspace));
        read(&output(with_arguments(&mut command, &path))?)
    })?;
    print(&native, &wasm)
}

fn with_arguments<'c>(
    command: &'c mut std::process::Command,
    articles: &Path,
) -> &'c mut std::process::Command {
    command.arg(articles).arg(ROUNDS).args(COUNTS)
}

fn build_measurer(workspace: &Workspace) -> Result<std::path::PathBuf> {
    let build = ["build", "--profile", "engine", "--package", "shirushi-engine", "--example", "compare"];
    run_command(workspace.cargo().args(build))?;
    Ok(workspace.target.join("engine/examples").join(format!("compare{}", std::env::consts::EXE_SUFFIX)))
}

fn read(printed: &str) -> Result<Vec<Measured>> {
    let measured: Result<Vec<Measured>, _> = printed.lines().map(serde_json::from_str).collect();
    measured.context("a measuring program printed something else than its measurements")
}

fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn print(native: &[Measured], wasm: &[Measured]) -> Result<()> {
    ensure!(
        native.len() == wasm.len(),
        "natively and in WebAssembly different numbers of articles were compared"
    );
    println!(
        "\nComparing articles of 10 kB, in milliseconds; the comparison alone is the whole without the analysis.\n"
    );
    println!(
        "| articles | claims | groups | pairs | native, whole | WebAssembly, whole | comparison alone | per claim, µs |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (native, wasm) in native.iter().zip(wasm) {
        ensure!(
            (native.claims, native.groups, native.pairs) == (wasm.claims, wasm.groups, wasm.pairs),
            "natively and in WebAssembly the same articles are compared differently"
        );
        let (whole, analysis) = (median(&wasm.whole), median(&wasm.analysis));
        let alone = (whole - analysis).max(0.0);
        println!(
            "| {} | {} | {} | {} | {:.0} | {whole:.0} | {alone:.0} | {:.0} |",
            wasm.articles,
            wasm.claims,
            wasm.groups,
            wasm.pairs,
            median(&native.whole),
            alone * 1000.0 / wasm.claims.max(1) as f64,
        );
    }
    let twenty =
        wasm.iter().find(|measured| measured.articles == 20).context("twenty articles were not compared")?;
    let whole = median(&twenty.whole);
    println!("\nTwenty articles in WebAssembly: {whole:.0} ms, at most {MOST_FOR_TWENTY:.0} asked.");
    Ok(())
}
