//! `cargo xtask bench`: how fast the analysis is, natively and in WebAssembly, beside kuromoji.js and
//! lindera's own npm package.
//!
//! Everything is measured in one run on one machine, and what is printed are medians and ratios: only those
//! travel from one machine to another. The peers are installed into `target/bench/` at fixed versions.
//! [`entities`] measures names, [`page`] the page in a browser.

pub(crate) mod compare;
pub(crate) mod entities;
mod ginza;
pub(crate) mod page;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::build::compressed::{CompressedFiles, gzip};
use crate::build::folder::Folder;
use crate::build::sizes;
use crate::progress::step;
use crate::workspace::{Workspace, output, run as run_command};
use crate::{dictionary, package};

/// What we are measured against, at which version.
const PEERS: [(&str, &str); 2] = [("kuromoji", "0.1.2"), ("lindera-wasm-nodejs-ipadic", "2.0.0")];
const ROUNDS: &str = "7";
/// The stages of an analysis, in the order of `shirushi_analysis::AnalysisStage`, and of which text they are
/// told.
const STAGES: [&str; 9] = [
    "the copy it reads",
    "sentences",
    "tokens",
    "dates and quantities",
    "names",
    "strings of tokens",
    "links between mentions",
    "claims",
    "back into the text",
];
const STAGED_TEXT: &str = "articles, 1 MB in all";
const MEGABYTE: usize = 1_000_000;
/// What the peers are given: they need seconds for a megabyte.
const PEER_BYTES: usize = 300_000;

/// What a measuring program prints.
#[derive(Deserialize)]
struct Measured {
    /// Milliseconds of each round by what was done.
    samples: BTreeMap<String, Vec<f64>>,
    /// How many tokens were found.
    tokens: BTreeMap<String, u64>,
    /// The version of Node.
    #[serde(default)]
    node: String,
}

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    package::write(workspace)?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    step("peers", || install_peers(workspace, &folder))?;
    let texts = step("texts", || write_texts(workspace, &folder))?;
    let measurer = step("native measurer", || build_measurer(workspace))?;

    let native = |what: &str| step(what, || measure_natively(workspace, &measurer, &texts.path));
    let before = native("native, first half")?;
    let wasm =
        step("WebAssembly and peers, in Node", || measure_in_node(workspace, &texts.path, Some(&folder)))?;
    let after = native("native, second half")?;
    ensure!(
        before.tokens.iter().all(|(name, count)| wasm.tokens.get(name) == Some(count)),
        "natively and in WebAssembly the same text has different tokens"
    );
    let mut native = before;
    for (name, samples) in after.samples {
        native.samples.entry(name).or_default().extend(samples);
    }
    print(&native, &wasm, &texts)?;
    print_packages(workspace, &folder)?;
    print_sizes(workspace)?;
    page::run(workspace)
}

fn measure_natively(workspace: &Workspace, measurer: &Path, texts: &Path) -> Result<Measured> {
    let mut command = workspace.command(&measurer.to_string_lossy());
    command.arg(dictionary::path(workspace)).arg(workspace.entity_model()).arg(texts).arg(ROUNDS);
    read(&output(&mut command)?)
}

fn measure_in_node(workspace: &Workspace, texts: &Path, peers: Option<&Path>) -> Result<Measured> {
    let mut command = workspace.command("node");
    command.arg(workspace.root.join("xtask/src/bench/measure.mjs"));
    command.arg(package::folder(workspace)).arg(workspace.entity_model()).arg(texts).arg(ROUNDS).args(peers);
    read(&output(&mut command)?)
}

fn install_peers(workspace: &Workspace, folder: &Path) -> Result<()> {
    let present = |(name, version): &(&str, &str)| {
        let manifest = fs::read_to_string(folder.join("node_modules").join(name).join("package.json"));
        manifest.is_ok_and(|manifest| manifest.contains(&format!("\"version\": \"{version}\"")))
    };
    if PEERS.iter().all(present) {
        return Ok(());
    }
    fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    let mut npm = workspace.command("npm");
    npm.current_dir(folder).args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"]);
    npm.args(PEERS.map(|(name, version)| format!("{name}@{version}")));
    run_command(&mut npm)
}

/// The texts to measure with.
struct Texts {
    path: PathBuf,
    /// Bytes of each by name.
    bytes: BTreeMap<String, usize>,
}

/// `megabyte` and `one article` are ours, `peers` is a part of the megabyte; `reference` is there when
/// `SHIRUSHI_REFERENCE` is set.
fn write_texts(workspace: &Workspace, folder: &Path) -> Result<Texts> {
    let mut articles = samples(&workspace.root.join("crates/page/samples"))?;
    let so_far: usize = articles.iter().map(String::len).sum();
    articles.extend(text::articles(MEGABYTE - so_far.min(MEGABYTE)));
    let mut texts = BTreeMap::new();
    texts.insert(
        "one article",
        articles.iter().filter(|a| a.len() >= text::ARTICLE_BYTES).take(1).cloned().collect(),
    );
    let count = articles.len() * PEER_BYTES / MEGABYTE;
    texts.insert("peers", articles.iter().take(count).cloned().collect());
    texts.insert(entities::GINZA_TEXT, text::articles(entities::GINZA_BYTES));
    texts.insert("one text of 1 MB", vec![articles.join("\n\n")]);
    texts.insert("articles, 1 MB in all", articles);
    if let Some(reference) = std::env::var_os("SHIRUSHI_REFERENCE") {
        texts.insert("reference articles", samples(&PathBuf::from(reference).join("articles"))?);
    }
    let path = folder.join("texts.json");
    fs::write(&path, serde_json::to_vec(&texts)?)?;
    let length = |articles: &Vec<String>| articles.iter().map(String::len).sum();
    let bytes = texts.iter().map(|(name, articles)| ((*name).to_owned(), length(articles))).collect();
    Ok(Texts { path, bytes })
}

/// The text files of a folder, by name.
fn samples(folder: &Path) -> Result<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).with_context(|| path.display().to_string())).collect()
}

/// Compiles the native measurer as the engine is compiled, and returns where it is.
fn build_measurer(workspace: &Workspace) -> Result<PathBuf> {
    let build = ["build", "--profile", "engine", "--package", "shirushi-engine", "--example", "measure"];
    run_command(workspace.cargo().args(build))?;
    let name = format!("measure{}", std::env::consts::EXE_SUFFIX);
    Ok(workspace.target.join("engine/examples").join(name))
}

fn read(printed: &str) -> Result<Measured> {
    serde_json::from_str(printed).context("a measuring program printed something else than its measurements")
}

fn median(samples: Option<&Vec<f64>>) -> Result<f64> {
    let mut sorted = samples.context("something was not measured")?.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().context("something was not measured")
}

fn print(native: &Measured, wasm: &Measured, texts: &Texts) -> Result<()> {
    let of = |measured: &Measured, name: &str| median(measured.samples.get(name));
    let bytes = |name: &str| texts.bytes.get(name).copied().unwrap_or_default() as f64;
    println!("\n{}; Node {}", machine(), wasm.node);
    println!("medians of {ROUNDS} rounds, twice as many natively\n");

    println!("{:<34} {:>12} {:>12} {:>14}", "", "native", "WebAssembly", "of native");
    let line = |label: &str, name: &str| -> Result<()> {
        let (native, wasm) = (of(native, name)?, of(wasm, name)?);
        println!("{label:<34} {native:>9.1} ms {wasm:>9.1} ms {:>13.2}", native / wasm);
        Ok(())
    };
    line("dictionary, from bytes to ready", "load")?;
    // What takes turns with the peers in Node shares its memory's clearing up with them: nothing to hold
    // against native.
    let alone =
        || texts.bytes.keys().filter(|name| !["peers", entities::GINZA_TEXT].contains(&name.as_str()));
    for name in alone() {
        line(&format!("tokens: {name}"), &format!("count {name}"))?;
    }
    for name in alone() {
        line(&format!("analysis: {name}"), &format!("analyze {name}"))?;
    }

    println!();
    for (number, label) in STAGES.iter().enumerate() {
        line(label, &format!("stage {number} {STAGED_TEXT}"))?;
    }
    println!("the stages of an analysis: {STAGED_TEXT}");

    println!("\n{:<34} {:>12} {:>14} {:>14} {:>14}", "", "", "with claims", "without", "with claims is");
    for (place, measured) in [("native", native), ("WebAssembly", wasm)] {
        for name in alone() {
            let (with, without) =
                (of(measured, &format!("analyze {name}"))?, of(measured, &format!("names {name}"))?);
            let tokens = measured.tokens.get(name).copied().unwrap_or_default() as f64;
            let speed = |milliseconds: f64| tokens / milliseconds;
            println!(
                "{name:<34} {place:>12} {:>8.0} kt/s {:>9.0} kt/s {:>12.2} x",
                speed(with),
                speed(without),
                with / without
            );
        }
    }
    println!("kt/s: thousands of tokens a second; with claims at most 2 x is asked");

    println!("\n{:<44} {:>10} {:>14} {:>14}", "tokens in Node", "MB/s", "nothing read", "all read");
    let ours = of(wasm, "count peers")?;
    let (columns, objects) = (of(wasm, "columns")?, of(wasm, "read")?);
    let speed = |milliseconds: f64| bytes("peers") / 1000.0 / milliseconds;
    println!("{:<44} {:>10.2}", "shirushi-engine, countTokens", speed(ours));
    println!("{:<44} {:>10.2}", "shirushi-engine, tokenize, nothing read", speed(columns));
    println!("{:<44} {:>10.2}", "shirushi-engine, tokenize, every token read", speed(objects));
    for ((name, version), key) in PEERS.iter().zip(["kuromoji", "lindera"]) {
        let theirs = of(wasm, key)?;
        let label = format!("{name} {version}");
        let (ratio, with_objects) = (theirs / columns, theirs / objects);
        println!("{label:<44} {:>10.2} {ratio:>12.1} x {with_objects:>12.1} x", speed(theirs));
    }
    println!("read: an object for every token, and of it the text, part of speech, lemma and reading");
    let tokens = |name: &str| wasm.tokens.get(name).copied().unwrap_or_default();
    println!(
        "tokens found: engine {}, kuromoji {}, lindera {} (blanks counted)",
        tokens("peers"),
        tokens("kuromoji"),
        tokens("lindera")
    );
    Ok(())
}

/// What a page has to fetch of each package until it can cut a text into tokens, as it lies there and as gzip
/// sends it.
fn print_packages(workspace: &Workspace, peers: &Path) -> Result<()> {
    let own = package::folder(workspace);
    let of_peer = |name: &str| peers.join("node_modules").join(name);
    let files_in = |folder: PathBuf| -> Result<Vec<PathBuf>> {
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    let [(kuromoji, _), (lindera, _)] = PEERS;
    let own =
        ["index.js", "tokens.js", "bound.js", "engine.wasm", "ipadic.shirushi"].map(|name| own.join(name));
    let mut of_kuromoji = files_in(of_peer(kuromoji).join("dict"))?;
    of_kuromoji.push(of_peer(kuromoji).join("build/kuromoji.js"));
    let mut of_lindera = files_in(of_peer(lindera))?;
    of_lindera
        .retain(|path| path.extension().is_some_and(|extension| extension == "js" || extension == "wasm"));
    println!("\n{:<44} {:>10} {:>14}", "until tokens can be cut", "MB", "MB as gzip");
    for (name, files) in [("shirushi-engine", own.to_vec()), (kuromoji, of_kuromoji), (lindera, of_lindera)] {
        let (mut plain, mut sent) = (0, 0);
        for path in files {
            let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            plain += bytes.len();
            // What is compressed already is not compressed again.
            sent += if bytes.starts_with(&[0x1f, 0x8b]) { bytes.len() } else { gzip(&bytes)?.len() };
        }
        println!("{name:<44} {:>10.2} {:>14.2}", plain as f64 / 1e6, sent as f64 / 1e6);
    }
    Ok(())
}

/// The machine in words.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().map_or(String::new(), |load| format!(", load {load}"));
    format!("{cores} cores, {model}, {}{load}", std::env::consts::OS)
}

fn print_sizes(workspace: &Workspace) -> Result<()> {
    println!();
    let dist = workspace.dist();
    if !dist.join("index.html").is_file() {
        println!("transfer sizes: there is no dist/ yet; `cargo xtask build` makes it");
        return Ok(());
    }
    let mut folder = Folder::default();
    let mut dictionary = String::new();
    let mut waiting = vec![dist.clone()];
    while let Some(place) = waiting.pop() {
        for entry in fs::read_dir(&place)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(&dist)?.to_string_lossy().replace('\\', "/");
            if name.ends_with(".shirushi") {
                dictionary.clone_from(&name);
            }
            folder.place(&name, fs::read(&path)?);
        }
    }
    println!("transfer sizes of dist/");
    // A dist/ built in a hurry is over the budget; that is for the build to judge.
    let mut compressed = CompressedFiles::remembered(workspace);
    if let Err(over) = sizes::report(&mut compressed, &folder, &dictionary) {
        println!("  {over}");
    }
    Ok(())
}
