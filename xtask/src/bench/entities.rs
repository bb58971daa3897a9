//! `cargo xtask bench --entities`: how often names are right, how fast they are found and what that weighs,
//! each beside its target and beside GiNZA on the same texts in the same run.
//!
//! Figures of rightness need marked texts, which are not ours: they are read from the folder
//! `SHIRUSHI_REFERENCE` names.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::{Measured, Texts, ginza, machine, measure_in_node, measure_natively, median, text};
use crate::package;
use crate::progress::step;
use crate::workspace::{Workspace, output, run as run_command};

/// Texts whose names are found by the command line, with the least strict F1.
const CORPORA: [(&str, &str, f64); 3] = [
    ("Stockmark dev", "stockmark.dev.jsonl", 0.785),
    ("GSD dev", "gsd.dev.jsonl", 0.70),
    ("WAC dev", "wac.dev.jsonl", 0.0),
];
const LEAST_ARTICLES: f64 = 0.90;
/// The least share of values that are right.
const LEAST_VALUES: [(&str, f64); 2] = [("DATE", 0.95), ("QUANTITY", 0.90)];
/// Tokens a second, with tokens and names found and no claims.
const LEAST_NATIVE: f64 = 300_000.0;
const LEAST_WASM: f64 = 150_000.0;
const MOST_MODEL_BYTES: f64 = 2_000_000.0;
const MOST_LOAD: f64 = 150.0;
/// What GiNZA is given: it needs seconds for an article.
pub(super) const GINZA_BYTES: usize = 100_000;
/// What the same articles are called among the texts.
pub(super) const GINZA_TEXT: &str = "GiNZA's articles";
/// Files for the command line to work on at once.
const FILES: usize = 5_000;

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    package::write(workspace)?;
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let texts = step("texts", || super::write_texts(workspace, &folder))?;
    let measurer = step("native measurer", || super::build_measurer(workspace))?;
    let program = step("command line", || build_program(workspace))?;
    let reference = std::env::var_os("SHIRUSHI_REFERENCE").map(PathBuf::from);

    let before = step("native, first half", || measure_natively(workspace, &measurer, &texts.path))?;
    let wasm = step("WebAssembly, in Node", || measure_in_node(workspace, &texts.path, None))?;
    let mut native = step("native, second half", || measure_natively(workspace, &measurer, &texts.path))?;
    ensure!(native.tokens == wasm.tokens, "natively and in WebAssembly the same text has different tokens");
    for (name, samples) in before.samples {
        native.samples.entry(name).or_default().extend(samples);
    }
    let threads = step("many files", || many_files(workspace, &program, &folder))?;
    let report = match &reference {
        Some(reference) => Some(step("names", || evaluate(workspace, &program, reference))?),
        None => None,
    };
    let links = match &reference {
        Some(_) => step("links between mentions", || linking(workspace))?,
        None => Vec::new(),
    };
    let marked: Vec<PathBuf> = reference
        .iter()
        .flat_map(|folder| CORPORA.map(|(_, file, _)| folder.join("ner").join(file)))
        .collect();
    let peer = step(ginza::NAME, || measure_ginza(workspace, &folder, &marked))?;

    println!("\n{}; Node {}\n", machine(), wasm.node);
    print_names(report.as_ref(), peer.as_ref().ok());
    links.iter().for_each(|said| println!("{said}"));
    print_speed(&native, &wasm, &texts)?;
    print_model(workspace, &native, &wasm)?;
    print_threads(&threads);
    match &peer {
        Ok(peer) => print_ginza(peer, &native, &wasm)?,
        Err(reason) => println!("\n{reason}"),
    }
    Ok(())
}

fn build_program(workspace: &Workspace) -> Result<PathBuf> {
    run_command(workspace.cargo().args(["build", "--release", "--package", "shirushi-cli"]))?;
    Ok(workspace.target.join("release").join(format!("shirushi{}", std::env::consts::EXE_SUFFIX)))
}

fn evaluate(workspace: &Workspace, program: &Path, reference: &Path) -> Result<Value> {
    let mut command = workspace.command(&program.to_string_lossy());
    command.args(["evaluate", "--format", "json", "--calibration", "--entities"]);
    command.args(CORPORA.map(|(_, file, _)| reference.join("ner").join(file)));
    command.arg(reference.join("articles"));
    serde_json::from_str(&output(&mut command)?).context("shirushi evaluate printed something else than JSON")
}

/// What the suite says of links; it also knows what they should be at least, and says so when it is tested.
fn linking(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = workspace.cargo();
    command.args(["test", "--package", "shirushi-tests", "--test", "suite", "--", "linking"]);
    let said = command.output().context("cargo test could not be started")?;
    let said = String::from_utf8_lossy(&said.stdout);
    let figure = |line: &str| line.find("linking, ").and_then(|at| line.get(at..)).map(str::to_owned);
    Ok(said.lines().filter_map(figure).collect())
}

fn measure_ginza(
    workspace: &Workspace,
    folder: &Path,
    marked: &[PathBuf],
) -> Result<Result<ginza::Measured, String>> {
    let site = match ginza::install(workspace, folder)? {
        Ok(site) => site,
        Err(reason) => return Ok(Err(reason)),
    };
    let articles = folder.join("ginza.json");
    fs::write(&articles, serde_json::to_vec(&text::articles(GINZA_BYTES))?)?;
    ginza::measure(workspace, &site, &articles, marked).map(Ok)
}

/// Seconds of the command line for many files, on one thread and on all cores.
struct ManyFiles {
    count: usize,
    one: f64,
    all: f64,
}

/// One paragraph in each file; the order of what is printed is looked at as well.
fn many_files(workspace: &Workspace, program: &Path, folder: &Path) -> Result<ManyFiles> {
    let place = folder.join("files");
    fs::create_dir_all(&place)?;
    let articles = text::articles(FILES * 1_000);
    let paragraphs = articles.iter().flat_map(|article| article.split("\n\n"));
    let mut names = Vec::with_capacity(FILES);
    for (number, paragraph) in paragraphs.filter(|p| !p.trim().is_empty()).take(FILES).enumerate() {
        let name = format!("{number:05}.txt");
        fs::write(place.join(&name), paragraph)?;
        names.push(name);
    }
    ensure!(names.len() == FILES, "there are too few paragraphs for {FILES} files");
    let time = |threads: &[&str]| -> Result<(f64, String)> {
        let mut command = workspace.command(&program.to_string_lossy());
        command.current_dir(&place).arg("analyze").args(threads).args(&names);
        let started = Instant::now();
        let printed = output(&mut command)?;
        Ok((started.elapsed().as_secs_f64(), printed))
    };
    let (mut one, mut all) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        let (seconds, alone) = time(&["--threads", "1"])?;
        one = one.min(seconds);
        let (seconds, together) = time(&[])?;
        all = all.min(seconds);
        ensure!(alone == together, "the number of threads changes what is printed");
        let in_order = together.lines().zip(&names).all(|(line, name)| line.contains(name.as_str()));
        ensure!(in_order && together.lines().count() == FILES, "files are printed in another order");
    }
    Ok(ManyFiles { count: names.len(), one, all })
}

/// A line with what is wanted and what was measured.
fn line(label: &str, target: &str, measured: &str, peer: &str) {
    println!("{label:<46} {target:>16} {measured:>18} {peer:>14}");
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn print_names(report: Option<&Value>, peer: Option<&ginza::Measured>) {
    let Some(report) = report else {
        println!("names: SHIRUSHI_REFERENCE is not set, so how often they are right is not measured\n");
        return;
    };
    let of = |number: usize, path: &str| {
        report.pointer(&format!("/files/{number}/{path}")).and_then(Value::as_f64)
    };
    let name = report.get("entity_model").and_then(Value::as_str).unwrap_or_default();
    line("names, strict F1", "at least", name, if peer.is_some() { ginza::NAME } else { "" });
    for (number, (label, file, least)) in CORPORA.iter().enumerate() {
        let target = if *least > 0.0 { format!("{least:.3}") } else { String::new() };
        let theirs = peer.and_then(|peer| peer.scores.get(*file)).map(|score| score.f1);
        let theirs = if peer.is_some() { share(theirs) } else { String::new() };
        line(label, &target, &share(of(number, "exact/all/f1")), &theirs);
    }
    let articles = CORPORA.len();
    let target = format!("{LEAST_ARTICLES:.3}");
    line("reference articles, nine types", &target, &share(of(articles, "exact/all/f1")), "");
    for (kind, least) in LEAST_VALUES {
        let count = |field: &str| of(articles, &format!("values/{kind}/{field}"));
        let right = count("right").zip(count("of")).map(|(right, of)| right / of.max(1.0));
        line(&format!("values of {kind} found there"), &format!("{least:.3}"), &share(right), "");
    }
    println!();
    line("names, overlapping limits, F1", "", "", "");
    for (number, label) in CORPORA.iter().map(|corpus| corpus.0).chain(["reference articles"]).enumerate() {
        line(label, "", &share(of(number, "overlap/all/f1")), "");
    }
    line("expected calibration error of scores", "", "", "");
    for (number, label) in CORPORA.iter().map(|corpus| corpus.0).chain(["reference articles"]).enumerate() {
        line(label, "", &share(of(number, "calibration/expected_error")), "");
    }
}

/// The texts speed is told of.
const MEASURED: &str = "articles, 1 MB in all";

/// Milliseconds and tokens a second of a whole analysis, and of what it takes beyond the tokens.
/// Tokens a second: with names, of that without the time for the tokens, and with claims too.
struct Speeds {
    names: f64,
    names_alone: f64,
    everything: f64,
}

impl Speeds {
    fn of(measured: &Measured, name: &str) -> Result<Self> {
        let tokens = measured.tokens.get(name).copied().unwrap_or_default() as f64;
        let took = |what: &str| median(measured.samples.get(&format!("{what} {name}")));
        let (names, cutting, everything) = (took("names")?, took("count")?, took("analyze")?);
        let speed = |milliseconds: f64| tokens * 1000.0 / milliseconds.max(f64::MIN_POSITIVE);
        let names_alone = speed(names - cutting);
        Ok(Self { names: speed(names), names_alone, everything: speed(everything) })
    }
}

fn print_speed(native: &Measured, wasm: &Measured, texts: &Texts) -> Result<()> {
    println!();
    line("tokens a second", "at least", "measured", "");
    for name in texts.bytes.keys() {
        let is_told = name == MEASURED;
        for (place, least, measured) in
            [("native, one core", LEAST_NATIVE, native), ("WebAssembly, Node", LEAST_WASM, wasm)]
        {
            let speeds = Speeds::of(measured, name)?;
            let target = if is_told { format!("{least:.0}") } else { String::new() };
            line(&format!("{place}: {name}"), &target, &format!("{:.0}", speeds.names), "");
            if is_told {
                line("  without the tokens", "", &format!("{:.0}", speeds.names_alone), "");
                line("  with claims", "", &format!("{:.0}", speeds.everything), "");
            }
        }
    }
    Ok(())
}

fn print_model(workspace: &Workspace, native: &Measured, wasm: &Measured) -> Result<()> {
    let bytes = fs::read(workspace.entity_model())?;
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &parameters)?;
    println!();
    line("entity model with its resources", "at most", "measured", "");
    line("bytes, as it lies there", "", &bytes.len().to_string(), "");
    line("bytes, brotli", &format!("{MOST_MODEL_BYTES:.0}"), &packed.len().to_string(), "");
    let load = |measured: &Measured| -> Result<String> {
        Ok(format!("{:.1} ms", median(measured.samples.get("load model"))?))
    };
    let target = format!("{MOST_LOAD:.0} ms");
    line("from bytes to ready, native", &target, &load(native)?, "");
    line("from bytes to ready, WebAssembly", &target, &load(wasm)?, "");
    Ok(())
}

fn print_threads(files: &ManyFiles) {
    println!();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    line(&format!("shirushi analyze, {} files", files.count), "", "seconds", "");
    line("one thread", "", &format!("{:.2}", files.one), "");
    line(&format!("all {cores} cores"), "", &format!("{:.2}", files.all), "");
    line("times as fast", "", &format!("{:.2}", files.one / files.all), "");
}

fn print_ginza(peer: &ginza::Measured, native: &Measured, wasm: &Measured) -> Result<()> {
    let mut seconds = peer.seconds.clone();
    seconds.sort_by(f64::total_cmp);
    let seconds = seconds.get(seconds.len() / 2).copied().context("GiNZA was not measured")?;
    let characters = peer.characters as f64 / seconds;
    println!("\nthe same kind of text, {} characters, one core", peer.characters);
    line("", "characters/s", "tokens/s", "engine is");
    line(ginza::NAME, &format!("{characters:.0}"), &format!("{:.0}", peer.tokens as f64 / seconds), "");
    // Its tokens are others than ours, so characters are compared.
    for (label, measured) in [("shirushi, native", native), ("shirushi, WebAssembly", wasm)] {
        let whole = median(measured.samples.get(&format!("analyze {GINZA_TEXT}")))? / 1000.0;
        let tokens = measured.tokens.get(GINZA_TEXT).copied().unwrap_or_default() as f64;
        let ours = peer.characters as f64 / whole;
        line(
            label,
            &format!("{ours:.0}"),
            &format!("{:.0}", tokens / whole),
            &format!("{:.0} x", ours / characters),
        );
    }
    println!("GiNZA loads in {:.1} s and takes {} MB", peer.load, peer.installed / 1_000_000);
    Ok(())
}
