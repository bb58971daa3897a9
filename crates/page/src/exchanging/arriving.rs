//! Files of other tools: which of what came in may be one, and what was read from them.

use crate::intake::Incoming;
use shirushi_agreement::{MergeError, Merged, common_ancestor, merge};
use shirushi_exchange::formats::{FilesRead, Format, FormatError, InputFile, OffsetUnit, What};
use shirushi_model::{ArticleId, Project};
use shirushi_session::Session;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Files of one format, read and not taken in yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignFiles {
    /// As they came, to be read again as something else.
    pub files: Arc<Vec<InputFile>>,
    /// What they were taken for; none where they are of no kind that is known.
    pub format: Option<Format>,
    /// What positions count, where a person said it.
    pub unit: Option<OffsetUnit>,
    /// Whose marks they are, where the files do not say.
    pub person: String,
    pub read: Result<FilesRead, FormatError>,
    /// Of a project file, its named states, oldest first: it is merged with the open project. None for files
    /// of other tools.
    pub states: Option<Vec<Project>>,
}

/// How many marks stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarksPlaced {
    /// Where they were said to stand.
    pub exact: usize,
    /// Elsewhere, where their words are, or on whole characters.
    pub moved: usize,
    /// On words that are nearly theirs.
    pub near: usize,
    pub unplaced: usize,
}

impl ForeignFiles {
    /// The names of the files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// How the marks that came stand; all zero where nothing could be read.
    pub fn placed(&self) -> MarksPlaced {
        let Ok(read) = &self.read else { return MarksPlaced::default() };
        let mut placed = MarksPlaced::default();
        // A mark may have several findings: it stands as the worst of them.
        let mut worst: BTreeMap<_, u8> = BTreeMap::new();
        for finding in &read.findings {
            let Some(id) = finding.annotation else { continue };
            let rank = match &finding.what {
                what if what.is_unplaced() => 3,
                What::Nearly => 2,
                What::Moved | What::Widened | What::WholeText => 1,
                _ => 0,
            };
            let held = worst.entry(id).or_default();
            *held = rank.max(*held);
        }
        for rank in worst.values() {
            match rank {
                3 => placed.unplaced += 1,
                2 => placed.near += 1,
                1 => placed.moved += 1,
                _ => {}
            }
        }
        let all = read.project.annotations.len();
        placed.exact = all.saturating_sub(placed.unplaced + placed.near + placed.moved);
        placed
    }

    /// What merging a project file with the open project gives; `None` for files of other tools.
    pub fn merged(&self, session: &Session) -> Option<Result<Merged, MergeError>> {
        let (states, theirs) = (self.states.as_ref()?, &self.read.as_ref().ok()?.project);
        let ours: Vec<&Project> = session.versions().map(|version| &version.project).collect();
        let ours: Vec<&Project> = ours.into_iter().chain([&session.project]).collect();
        let all: Vec<&Project> = states.iter().chain([theirs]).collect();
        Some(merge(&session.project, theirs, common_ancestor(&ours, &all)))
    }

    /// The articles that are in the project already, with the same text: theirs, and which of ours each is.
    /// One of ours is taken once; of several with one text the first.
    pub fn same(&self, project: &Project) -> BTreeMap<ArticleId, ArticleId> {
        let mut ours: HashMap<&str, ArticleId> = HashMap::new();
        for article in &project.articles {
            ours.entry(&article.text).or_insert(article.id);
        }
        let theirs = self.read.iter().flat_map(|read| &read.project.articles);
        theirs.filter_map(|one| Some((one.id, ours.remove(&*one.text)?))).collect()
    }
}

/// The first bytes of a zip.
const ZIP: &[u8] = b"PK\x03\x04";
/// What files of other tools end in whose first bytes may be anything.
const ENDINGS: [&str; 7] = [".ann", ".json", ".jsonl", ".jsonld", ".conll", ".iob", ".zip"];

/// Which of these files may be of another tool, by how they begin or what they are called; what they are is
/// found out by reading them. A text beside marks of its name (brat, Recogito) may belong to those.
pub(crate) fn foreign(files: Vec<Incoming>) -> (Vec<Incoming>, Vec<Incoming>) {
    let stem = |name: &str, ending: &str| name.to_ascii_lowercase().strip_suffix(ending).map(str::to_owned);
    let marked: Vec<String> = files
        .iter()
        .filter_map(|file| stem(&file.name, ".ann").or_else(|| stem(&file.name, ".json")))
        .collect();
    files.into_iter().partition(|file| {
        let named = |ending: &&str| stem(&file.name, ending).is_some();
        let of_marks = stem(&file.name, ".txt").is_some_and(|stem| marked.contains(&stem));
        of_marks || ENDINGS.iter().any(named) || begins(file.content.as_deref().unwrap_or_default())
    })
}

/// Whether bytes begin as JSON, a zip, XML or lines of cells do.
fn begins(bytes: &[u8]) -> bool {
    if bytes.starts_with(ZIP) {
        return true;
    }
    let head = bytes.get(..bytes.len().min(2_000)).unwrap_or_default();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // In another encoding it is a text whose encoding is to be found out; the head may end inside a
    // character.
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if head.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let text = text.trim_start();
    if begins_as_json(text) || text.starts_with("<?xml") && !text.contains("<html") {
        return true;
    }
    // A sentence may have commas; it has other stops as well.
    let line = text.lines().next().unwrap_or_default();
    line.split(['\t', ',']).count() >= 3 && !line.contains(['。', '、', ' ', '　'])
}

/// Whether a text begins as JSON does: `{"`, `[{`. A line of place and agency, `[東京 1日 通信]`, does not.
pub(crate) fn begins_as_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    matches!((signs.next(), signs.next()), (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | ']')))
}
