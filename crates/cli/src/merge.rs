//! `shirushi merge`: one project of those of several people.
//!
//! What they have in common before they parted is looked for in the states that their files name, unless a
//! file with it is given. Nobody's mark is overwritten; what two changed differently is told.

use crate::arriving::{Arrived, Batch, FileKind, ReadingFiles};
use crate::report::Tongue;
use crate::{complain, progress};
use shirushi_agreement::{Conflict, MergeError, Merged, common_ancestor, merge};
use shirushi_exchange::formats::Options;
use shirushi_exchange::native::{self, NamedState, WithVersions};
use shirushi_model::limits::LARGEST_FILE;
use shirushi_model::{Project, Wording};
use shirushi_results::Language;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `merge` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A file with the state from which all of them went on; without it, it is looked for in their versions
    #[arg(long, value_name = "PROJECT.json")]
    base: Option<PathBuf>,
    /// Where the merged project is written; - is standard output
    #[arg(long, short, value_name = "PROJECT.json", default_value = "-")]
    output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    /// In which language conflicts are told
    #[arg(long, value_enum, default_value_t = Tongue::Ja)]
    language: Tongue,
    /// Projects as the page saves them; texts and numbers are those of the first
    #[arg(value_name = "PROJECT.json", required = true, num_args = 2..)]
    projects: Vec<PathBuf>,
}

/// So many conflicts are told one by one.
const MOST_TOLD: usize = 100;

/// Runs the command. Status 1 when nothing was written; conflicts are no failure.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let language = arguments.language.language();
    match merged(arguments, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason);
            ExitCode::FAILURE
        }
    }
}

/// The words of one language.
pub(crate) fn words(language: Language, of: &Wording) -> &str {
    language.of(&of.ja, &of.en)
}

fn merged(arguments: &Arguments, language: Language) -> Result<(), String> {
    let standard = arguments.output == Path::new("-");
    if !standard && arguments.output.exists() && !arguments.force {
        let there =
            language.of("すでにあります。--force で置き換えます", "it is there already; --force replaces it");
        return Err(format!("{}: {there}", arguments.output.display()));
    }
    let bar = progress::bar("merging", arguments.projects.len());
    let mut all = Vec::new();
    for path in &arguments.projects {
        all.push(read(path)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let base = arguments.base.as_deref().map(read).transpose()?;
    let Some((first, others)) = all.split_first() else { return Ok(()) };
    let mut project = first.project.clone();
    for (path, other) in arguments.projects.iter().skip(1).zip(others) {
        let found = match &base {
            Some(base) => Some(&base.project),
            None => common_ancestor(&states(first), &states(other)),
        };
        let about = path.display().to_string();
        if found.is_none() {
            let alone = language.of(
                "共通の元が見つからないので、消されたマークも残ります",
                "no state in common is known, so marks that somebody deleted stay",
            );
            complain(&format!("{about}: {alone}"));
        }
        let result = merge(&project, &other.project, found)
            .map_err(|reason: MergeError| format!("{about}: {}", words(language, &reason.said())))?;
        tell(&about, &result, language);
        project = result.project;
    }
    let versions = versions(&all, language);
    let WithVersions { text, left_out } = native::write_with_versions(&project, &versions, LARGEST_FILE);
    if left_out > 0 {
        let words = language.of("古い版はファイルに入りません", "oldest versions do not fit into the file");
        complain(&format!("{left_out} {words}"));
    }
    let bytes = text.into_bytes();
    if standard {
        return match io::stdout().lock().write_all(&bytes) {
            // Whoever reads the output may stop when it has enough: `| head`.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(format!("standard output: {error}"))
            }
            _ => Ok(()),
        };
    }
    put(&arguments.output, &bytes).map_err(|reason| format!("{}: {reason}", arguments.output.display()))
}

/// The named states of all: those of the first, and what others named in the same history.
fn versions(all: &[Arrived], language: Language) -> Vec<NamedState> {
    let Some((first, others)) = all.split_first() else { return Vec::new() };
    let mut versions = first.versions.clone();
    let mut left = 0;
    for version in others.iter().flat_map(|other| &other.versions) {
        if versions.iter().any(|known| (&known.name, known.at) == (&version.name, version.at)) {
            continue;
        }
        if version.project.id == first.project.id {
            let number = versions.iter().map(|known| known.number).max().unwrap_or(0).saturating_add(1);
            versions.push(NamedState { number, ..version.clone() });
        } else {
            left += 1;
        }
    }
    versions.sort_by_key(|version| version.at);
    if left > 0 {
        complain(&language.of(
            format!("別のプロジェクトの版 {left} は入れません"),
            format!("{left} versions of another project are left out"),
        ));
    }
    versions
}

/// The whole file or none.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, path)
}

fn read(path: &Path) -> Result<Arrived, String> {
    let options = Options::default();
    let reading = ReadingFiles { from: Some(FileKind::Project), options: &options, person: "" };
    let arrived =
        Batch { files: vec![path.to_path_buf()] }.read(&reading).map_err(|reason| reason.to_string())?;
    for notice in &arrived.notices {
        complain(&format!("{}: {} {}", path.display(), notice.record().unwrap_or_default(), notice.code()));
    }
    Ok(arrived)
}

fn states(of: &Arrived) -> Vec<&Project> {
    of.versions.iter().map(|version| &version.project).chain([&of.project]).collect()
}

/// Says what came in, what changed, and what two changed differently.
fn tell(about: &str, merged: &Merged, language: Language) {
    let Merged { added, changed, removed, .. } = merged;
    let lost = merged.moved.len();
    complain(&match language {
        Language::Japanese => {
            format!(
                "{about}: 追加 {added}、変更 {changed}、削除 {removed}、別の文字の上 {lost}、衝突 {}",
                merged.conflicts.len()
            )
        }
        Language::English => {
            let conflicts = merged.conflicts.len();
            format!(
                "{about}: {added} marks added, {changed} changed, {removed} removed, \
                 {lost} on other words, {conflicts} conflicts"
            )
        }
    });
    for conflict in merged.conflicts.iter().take(MOST_TOLD) {
        complain(&format!("{about}: {}", one_line(conflict, &merged.project, language)));
    }
    if let Some(more) = merged.conflicts.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        complain(&language.of(format!("{about}: ほか {more}"), format!("{about}: and {more} more")));
    }
}

/// Where, what, who: `t2 「人出は約4万人」: 同じマークを…（a3 早瀬、a12 黒田）`.
fn one_line(conflict: &Conflict, project: &Project, language: Language) -> String {
    let mut line = String::new();
    if let Some(id) = conflict.article {
        line.push_str(&format!("{id} "));
        let article = project.article(id);
        let said = article.zip(conflict.place).and_then(|(article, place)| place.slice(&article.text));
        if let Some(said) = said {
            let short: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(24).collect();
            line.push_str(&format!("「{short}」 "));
        }
    }
    if !conflict.name.is_empty() {
        line.push_str(&format!("「{}」 ", conflict.name));
    }
    line.push_str(words(language, &conflict.what.said()));
    let who: Vec<String> =
        conflict.marks.iter().zip(&conflict.who).map(|(mark, who)| format!("{mark} {who}")).collect();
    if !who.is_empty() {
        line.push_str(&language.of(format!("（{}）", who.join("、")), format!(" ({})", who.join(", "))));
    }
    line
}
