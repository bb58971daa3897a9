//! Files that came together, each found out by what is in it, and those of one format read together.

use super::{Arrival, FilesRead, Format, FormatError, InputFile, Kind, Options, Telling, recognise};
use serde::{Deserialize, Serialize};

/// What files that came together are. Numbers are places in the list that came in; each is in one of these.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SortedFiles {
    /// Files of other tools, one group a format, in the order their first files came.
    pub groups: Vec<FileGroup>,
    /// Projects of ours.
    pub projects: Vec<usize>,
    /// Tags of ours.
    pub tagsets: Vec<usize>,
    /// Lines of words that are of no tool: texts.
    pub texts: Vec<usize>,
    /// What is of no known kind, or damaged, and why.
    pub refused: Vec<(usize, FormatError)>,
}

/// Files of one format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileGroup {
    /// Of which.
    pub format: Format,
    /// Which files, in the order they came.
    pub files: Vec<usize>,
    /// Whose marks they are where they do not say: what the first is called, without its ending.
    pub person: String,
    /// What was read.
    pub read: Result<FilesRead, FormatError>,
}

/// Finds out what files are, and reads those of one format. A text beside marks of its name (brat, Recogito)
/// belongs to those. The person of `arrival` is not looked at.
pub fn sorted(files: Vec<InputFile>, arrival: &Arrival<'_>, tell: Telling<'_>) -> SortedFiles {
    let mut sorted = SortedFiles::default();
    let mut groups: Vec<(Format, Vec<usize>)> = Vec::new();
    let has_marks = files.iter().any(|file| ends(&file.name, ".ann"));
    for (number, file) in files.iter().enumerate() {
        let of_brat = has_marks
            && !file.bytes.starts_with(b"PK")
            && (ends(&file.name, ".ann") || ends(&file.name, ".txt"));
        let kind = if of_brat { Ok(Kind::Format(Format::Brat)) } else { recognise(file) };
        match kind {
            Ok(Kind::Format(format)) => match groups.iter_mut().find(|(of, _)| *of == format) {
                Some((_, held)) => held.push(number),
                None => groups.push((format, vec![number])),
            },
            Ok(Kind::Project) => sorted.projects.push(number),
            Ok(Kind::Tagset) => sorted.tagsets.push(number),
            Err(FormatError::UnknownKind { looks, .. }) if looks.is_empty() => sorted.texts.push(number),
            Err(error) => sorted.refused.push((number, error)),
        }
    }
    let name = |number: usize| files.get(number).map(|file| file.name.as_str()).unwrap_or_default();
    // Recogito's marks name no text; one of the same name is theirs.
    if let Some((_, marks)) = groups.iter_mut().find(|(format, _)| *format == Format::Recogito) {
        let stems: Vec<&str> = marks.iter().map(|marks| stem(name(*marks))).collect();
        let is_theirs = |text: &usize| stems.contains(&stem(name(*text)));
        let (theirs, others): (Vec<usize>, Vec<usize>) =
            sorted.texts.iter().partition(|text| is_theirs(text));
        sorted.texts = others;
        marks.extend(theirs);
    }
    let mut files: Vec<Option<InputFile>> = files.into_iter().map(Some).collect();
    for (format, numbers) in groups {
        let given: Vec<InputFile> =
            numbers.iter().filter_map(|number| files.get_mut(*number)?.take()).collect();
        let person = given.first().map(|file| whose(&file.name).to_owned()).unwrap_or_default();
        let arrival = Arrival { person: person.clone(), ..arrival.clone() };
        let read = format.read_telling(&given, &Options::default(), &arrival, tell);
        sorted.groups.push(FileGroup { format, files: numbers, person, read });
    }
    sorted
}

fn ends(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whose marks a file holds when it does not say: `files/黒田.jsonl` is 黒田's.
pub fn whose(name: &str) -> &str {
    name.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default()
}
