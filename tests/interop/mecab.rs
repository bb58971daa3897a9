//! Tokens compared with MeCab's: the same boundaries from the same dictionary, on the reference articles.
//!
//! It needs `mecab` with IPADIC in UTF-8 (Debian: `mecab`, `mecab-ipadic-utf8`) and `SHIRUSHI_REFERENCE`, a
//! folder with `articles/*.txt`. Where one of them is missing the test is reported as ignored, with the
//! reason in its name.
//!
//! One difference is meant: MeCab leaves an unknown name like ゾルタン・ペレシュ in one piece because IPADIC
//! counts ・ as katakana; we cut it at the dot. Such boundaries are counted apart. Everything else that
//! differs is printed.
//!
//! The tokens are those of the whole analysis, so the cut into sentences is compared too; MeCab gets the text
//! line by line.

use anyhow::{Context as _, Result, ensure};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_analysis::{Analyzer, Options};
use shirushi_dictionary::build::workspace_dictionary;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

/// Of the boundaries either of the two sees, other than those at dots, at least so many must be seen by both.
const SHARED_PERCENT: f64 = 99.8;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let ignored =
        |reason: &str| vec![Trial::test(format!("mecab ({reason})"), || Ok(())).with_ignored_flag(true)];
    let Some(reference) = std::env::var_os("SHIRUSHI_REFERENCE") else {
        return ignored("SHIRUSHI_REFERENCE is not set");
    };
    if dictionary_folder().is_none() {
        return ignored("mecab with IPADIC in UTF-8 is not installed");
    }
    let articles = articles(&PathBuf::from(reference).join("articles"));
    if articles.is_empty() {
        return ignored("there are no articles in SHIRUSHI_REFERENCE");
    }
    vec![Trial::test("boundaries are MeCab's", move || {
        compare(&articles).map_err(|e| Failed::from(format!("{e:#}")))
    })]
}

fn articles(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
}

/// Where MeCab has IPADIC in UTF-8.
fn dictionary_folder() -> Option<PathBuf> {
    let output = Command::new("mecab-config").arg("--dicdir").output();
    let of_config = output.ok().map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let of_debian = Some(PathBuf::from("/var/lib/mecab/dic"));
    let works = Command::new("mecab").arg("--version").output().is_ok();
    let folders = of_debian.into_iter().chain(of_config).map(|folder| folder.join("ipadic-utf8"));
    folders.into_iter().find(|folder| works && folder.join("sys.dic").exists())
}

/// The tokens of a text as pairs of bytes, without blanks.
type Tokens = BTreeSet<(usize, usize)>;

fn compare(articles: &[PathBuf]) -> Result<()> {
    let mut analyzer = Analyzer::new(Arc::new(workspace_dictionary()?));
    let (mut both, mut either, mut at_dots) = (0, 0, 0);
    for path in articles {
        let text = std::fs::read_to_string(path)?;
        let ours = ours(&mut analyzer, &text);
        let theirs = mecab(&text)?;
        let boundaries = |tokens: &Tokens| -> BTreeSet<usize> {
            tokens.iter().flat_map(|&(start, end)| [start, end]).collect()
        };
        let (our_boundaries, their_boundaries) = (boundaries(&ours), boundaries(&theirs));
        both += our_boundaries.intersection(&their_boundaries).count();
        either += our_boundaries.union(&their_boundaries).count();
        let inside_dotted = |boundary: usize| {
            let around = theirs.range(..(boundary, 0)).next_back().filter(|&&(_, end)| end > boundary);
            around.and_then(|&(start, end)| text.get(start..end)).is_some_and(|token| token.contains('・'))
        };
        at_dots +=
            our_boundaries.difference(&their_boundaries).filter(|&&boundary| inside_dotted(boundary)).count();
        for (start, end) in differences(&ours, &theirs, text.len()) {
            let show = |tokens: &Tokens| -> String {
                let inside = tokens.range((start, 0)..(end, 0));
                inside.filter_map(|&(start, end)| text.get(start..end)).collect::<Vec<_>>().join("|")
            };
            println!("{}: ours {}, MeCab {}", name(path), show(&ours), show(&theirs));
        }
    }
    let percent = |either: usize| 100.0 * both as f64 / either.max(1) as f64;
    println!("{both} of {either} boundaries are the same: {:.3} %", percent(either));
    println!("without {at_dots} at the dots of unknown names: {:.3} %", percent(either - at_dots));
    ensure!(
        percent(either - at_dots) >= SHARED_PERCENT,
        "fewer than {SHARED_PERCENT} % of the boundaries are the same"
    );
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The stretches between common boundaries in which the two differ.
fn differences(ours: &Tokens, theirs: &Tokens, end: usize) -> Vec<(usize, usize)> {
    let starts = |tokens: &Tokens| -> BTreeSet<usize> {
        tokens.iter().map(|&(start, _)| start).chain([end]).collect()
    };
    let common: Vec<usize> = starts(ours).intersection(&starts(theirs)).copied().collect();
    let inside = |tokens: &Tokens, from: usize, to: usize| -> Vec<(usize, usize)> {
        tokens.range((from, 0)..(to, 0)).copied().collect()
    };
    common
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .filter(|&(from, to)| inside(ours, from, to) != inside(theirs, from, to))
        .collect()
}

fn ours(analyzer: &mut Analyzer, text: &str) -> Tokens {
    let tokens = analyzer.analyze(text, &Options::default()).tokens;
    tokens.starts.iter().zip(&tokens.ends).map(|(&start, &end)| (start as usize, end as usize)).collect()
}

/// MeCab's tokens. It gets one line at a time and says where in the line each token starts and ends.
fn mecab(text: &str) -> Result<Tokens> {
    let folder = dictionary_folder().context("there is no dictionary")?;
    let mut child = Command::new("mecab")
        .arg("-d")
        .arg(folder)
        .args(["-b", "1000000", "-F", "%ps %pe\n", "-U", "%ps %pe\n", "-E", "EOS\n"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("mecab takes no input")?;
    let sent = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(sent.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().ok().context("mecab stopped reading")??;
    let mut tokens = Tokens::new();
    let mut lines = text.split_inclusive('\n');
    let mut offset = 0;
    for answer in String::from_utf8(output.stdout)?.lines() {
        if answer == "EOS" {
            offset += lines.next().unwrap_or_default().len();
            continue;
        }
        let (start, end) = answer.split_once(' ').context("mecab answers otherwise than asked")?;
        let (start, end): (usize, usize) = (offset + start.parse::<usize>()?, offset + end.parse::<usize>()?);
        let surface = text.get(start..end).context("mecab's positions do not fit the text")?;
        if !surface.chars().all(char::is_whitespace) {
            tokens.insert((start, end));
        }
    }
    Ok(tokens)
}
