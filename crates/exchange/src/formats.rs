//! The formats of other tools, out and in: one [`Format`] each, with what it can be asked, what it cannot
//! carry, and a reader that drops nothing.
//!
//! Writing begins with [`Documents`](documents): a project as other tools see it, texts with labelled spans
//! and links between them. Reading ends in an [`Intake`](intake), which finds the place of every mark and
//! keeps the ones that have none. A format is what lies between, and knows nothing of how a mark is placed or
//! an attribute is read.
//!
//! No file is opened here and no zip unpacked to a disk: names and bytes come in, names and bytes go out.
//!
//! ```
//! use shirushi_exchange::formats::{Arrival, Format, InputFile, Options, OffsetUnit};
//! use shirushi_model::{ProjectId, Timestamp};
//!
//! let line = r#"{"text": "👩‍🚒が浜野港へ", "label": [[6, 9, "FACILITY"]]}"#;
//! let file = InputFile { name: "a.jsonl".to_owned(), bytes: line.as_bytes().to_vec() };
//! let (id, person) = (ProjectId::from_random(7), "佐藤".to_owned());
//! let arrival = Arrival { id, at: Timestamp(0), person, known: &[] };
//! let options = Options { unit: Some(OffsetUnit::Utf16), ..Options::default() };
//! let read = Format::Doccano.read(&[file], &options, &arrival).unwrap();
//! let mark = read.project.annotations.values().next().unwrap();
//! assert_eq!(mark.extent().unwrap().slice(&read.project.articles[0].text), Some("浜野港"));
//! ```

mod brat;
mod cas;
mod cas_json;
mod cas_xmi;
mod claim_review;
mod conll;
mod cover;
mod details;
mod doccano;
mod documents;
mod feature;
mod given;
mod intake;
mod json;
mod json_lines;
mod label;
mod label_studio;
mod marked;
mod marked_html;
mod marked_markdown;
mod options;
mod outcome;
mod pairs;
mod preview;
mod reading_copy;
mod recogito;
mod recognise;
pub mod remote;
mod ruler;
mod sheets;
mod sorting;
mod spacy;
mod spacy_tokens;
mod tables;
mod tei;
mod training;
mod web_annotation;
#[cfg(feature = "workbook")]
mod workbook;
mod xml;
mod zipped;

pub use feature::{Carriage, Feature, NotCarried};
pub use options::{
    Choice, DoccanoShape, Layer, OffsetUnit, Options, ReaderLanguage, Scheme, TableKind, UnknownChoice,
};
pub use outcome::{
    Arrival, FilesRead, FormatError, InputFile, Matter, OutputFile, RecordFinding, Telling, UnitFit, What,
    WrittenFiles,
};
pub use preview::Excerpt;
pub use recognise::{Kind, is_ours, recognise};
pub use shirushi_sheet::{ByteOrderMark, Separator, Sheet};
pub use sorting::{FileGroup, SortedFiles, sorted, whose};

#[cfg(test)]
mod tests;

use documents::Documents;
use intake::Intake;
use serde::{Deserialize, Serialize};
use shirushi_model::Project;

/// A format of other tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Format {
    /// W3C Web Annotation, JSON-LD.
    WebAnnotation,
    /// doccano, JSON Lines.
    Doccano,
    /// Label Studio, JSON.
    LabelStudio,
    /// brat standoff, in a zip.
    Brat,
    /// UIMA CAS as JSON.
    CasJson,
    /// UIMA CAS as XMI, with its type system in a zip.
    CasXmi,
    /// spaCy, `Doc` as JSON Lines.
    Spacy,
    /// Prodigy, JSON Lines.
    Prodigy,
    /// CoNLL-2003, IOB2 or BIOES.
    Conll,
    /// Recogito and Annotorious, JSON, with texts in a zip.
    Recogito,
    /// TEI P5, XML.
    Tei,
    /// Tables as CSV or TSV.
    Tables,
    /// The same tables as a workbook of Excel; written only, and by the feature `workbook`.
    Workbook,
    /// A page with marked texts, HTML; written only.
    Html,
    /// Marked texts as Markdown; written only.
    Markdown,
    /// Marked texts for training, JSON Lines.
    Training,
    /// Confirmed checks as schema.org's ClaimReview, JSON-LD; written only.
    ClaimReview,
}

/// How many there are.
const FORMATS: usize = 17;

/// A name in both languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Format {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; FORMATS] = [
        Self::WebAnnotation,
        Self::Doccano,
        Self::LabelStudio,
        Self::Brat,
        Self::CasJson,
        Self::CasXmi,
        Self::Spacy,
        Self::Prodigy,
        Self::Conll,
        Self::Recogito,
        Self::Tei,
        Self::Tables,
        Self::Workbook,
        Self::Html,
        Self::Markdown,
        Self::Training,
        Self::ClaimReview,
    ];

    /// A stable name for the command line and for settings: `label-studio`.
    pub fn code(self) -> &'static str {
        match self {
            Self::WebAnnotation => "web-annotation",
            Self::Doccano => "doccano",
            Self::LabelStudio => "label-studio",
            Self::Brat => "brat",
            Self::CasJson => "cas-json",
            Self::CasXmi => "cas-xmi",
            Self::Spacy => "spacy",
            Self::Prodigy => "prodigy",
            Self::Conll => "conll",
            Self::Recogito => "recogito",
            Self::Tei => "tei",
            Self::Tables => "tables",
            Self::Workbook => "xlsx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Training => "training",
            Self::ClaimReview => "claim-review",
        }
    }

    /// The format with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// What people call it.
    pub fn name(self) -> Name {
        let (ja, en) = match self {
            Self::WebAnnotation => ("W3C 注釈（JSON-LD）", "W3C Web Annotation (JSON-LD)"),
            Self::Doccano => ("doccano（JSONL）", "doccano (JSONL)"),
            Self::LabelStudio => ("Label Studio（JSON）", "Label Studio (JSON)"),
            Self::Brat => ("brat（.txt と .ann）", "brat (.txt and .ann)"),
            Self::CasJson => ("UIMA CAS（JSON）", "UIMA CAS (JSON)"),
            Self::CasXmi => ("UIMA CAS（XMI）", "UIMA CAS (XMI)"),
            Self::Spacy => ("spaCy（JSONL）", "spaCy (JSONL)"),
            Self::Prodigy => ("Prodigy（JSONL）", "Prodigy (JSONL)"),
            Self::Conll => ("CoNLL-2003 / IOB2", "CoNLL-2003 / IOB2"),
            Self::Recogito => ("Recogito・Annotorious（JSON）", "Recogito, Annotorious (JSON)"),
            Self::Tei => ("TEI P5（XML）", "TEI P5 (XML)"),
            Self::Tables => ("表（CSV・TSV）", "Tables (CSV, TSV)"),
            Self::Workbook => ("表（Excel）", "Tables (Excel)"),
            Self::Html => ("マーク付きの HTML", "HTML with marks"),
            Self::Markdown => ("マーク付きの Markdown", "Markdown with marks"),
            Self::Training => ("学習用の JSONL", "JSON Lines for training"),
            Self::ClaimReview => ("ClaimReview（検証の公開）", "ClaimReview (checks, for publication)"),
        };
        Name { ja, en }
    }

    /// What its files end in, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::WebAnnotation | Self::ClaimReview => "jsonld",
            Self::Doccano | Self::Spacy | Self::Prodigy | Self::Training => "jsonl",
            Self::LabelStudio => "json",
            Self::Brat | Self::CasJson | Self::CasXmi | Self::Recogito => "zip",
            Self::Conll => "conll",
            Self::Tei => "xml",
            Self::Tables => "csv",
            Self::Workbook => "xlsx",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// Whether it can be read as well as written.
    pub fn is_read(self) -> bool {
        !matches!(self, Self::ClaimReview | Self::Html | Self::Markdown | Self::Workbook)
    }

    /// What can be asked for.
    pub fn choices(self) -> &'static [Choice] {
        options::choices(self)
    }

    /// How it carries something.
    pub fn carries(self, feature: Feature, options: &Options) -> Carriage {
        feature::carriage(self, feature, options)
    }

    /// What of a project it cannot carry as it is, for a person to read before anything is written.
    pub fn not_carried(self, project: &Project, options: &Options) -> Vec<NotCarried> {
        feature::not_carried(self, project, options)
    }

    /// The project in this format. Always the same bytes for the same project and options. Where the program
    /// was built without the writer of workbooks, their tables stand in their place.
    pub fn write(self, project: &Project, options: &Options) -> WrittenFiles {
        self.write_telling(project, options, &|_, _| {})
    }

    /// [`Self::write`], and how far it has come.
    pub fn write_telling(self, project: &Project, options: &Options, tell: Telling<'_>) -> WrittenFiles {
        let documents = Documents::of(project, |feature| self.carries(feature, options), tell);
        let files = match self {
            Self::WebAnnotation => web_annotation::write(&documents),
            Self::Doccano => doccano::write(&documents, options),
            Self::LabelStudio => label_studio::write(&documents),
            Self::Brat => brat::write(&documents),
            Self::CasJson => cas_json::write(&documents),
            Self::CasXmi => cas_xmi::write(&documents),
            Self::Spacy => spacy::write(&documents),
            Self::Prodigy => spacy::write_prodigy(&documents),
            Self::Conll => conll::write(&documents, options),
            Self::Recogito => recogito::write(&documents),
            Self::Tei => tei::write(&documents),
            Self::Tables => tables::write(&documents, options),
            #[cfg(feature = "workbook")]
            Self::Workbook => workbook::write(&documents, options),
            #[cfg(not(feature = "workbook"))]
            Self::Workbook => tables::write(&documents, options),
            Self::Html => marked_html::write(&documents, options),
            Self::Markdown => marked_markdown::write(&documents, options),
            Self::Training => training::write(&documents),
            Self::ClaimReview => claim_review::write(project, options),
        };
        WrittenFiles { files, not_carried: self.not_carried(project, options) }
    }

    /// How the files of [`Self::write`] begin, from one article and a few of its marks; fast on any project.
    pub fn preview(self, project: &Project, options: &Options) -> Vec<Excerpt> {
        preview::preview(self, project, options)
    }

    /// Reads files of this format: one for most, texts and their marks together for brat, Recogito and
    /// tables.
    ///
    /// # Errors
    /// When a file cannot be understood as a whole; nothing of it was taken in. What is wrong with single
    /// records is among the findings.
    pub fn read(
        self,
        files: &[InputFile],
        options: &Options,
        arrival: &Arrival<'_>,
    ) -> Result<FilesRead, FormatError> {
        self.read_telling(files, options, arrival, &|_, _| {})
    }

    /// [`Self::read`], and how far it has come.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_telling(
        self,
        files: &[InputFile],
        options: &Options,
        arrival: &Arrival<'_>,
        tell: Telling<'_>,
    ) -> Result<FilesRead, FormatError> {
        let mut intake = Intake::new(arrival, tell);
        let files = zipped::unpacked(files)?;
        let files = files.as_slice();
        match self {
            Self::WebAnnotation => web_annotation::read(files, &mut intake)?,
            Self::Doccano => doccano::read(files, options, &mut intake)?,
            Self::LabelStudio => label_studio::read(files, options, &mut intake)?,
            Self::Brat => brat::read(files, options, &mut intake)?,
            Self::CasJson => cas_json::read(files, &mut intake)?,
            Self::CasXmi => cas_xmi::read(files, &mut intake)?,
            Self::Spacy => spacy::read(files, options, &mut intake)?,
            Self::Prodigy => spacy::read_prodigy(files, options, &mut intake)?,
            Self::Conll => conll::read(files, &mut intake)?,
            Self::Recogito => recogito::read(files, options, &mut intake)?,
            Self::Tei => tei::read(files, &mut intake)?,
            Self::Tables => tables::read(files, &mut intake)?,
            Self::Training => training::read(files, options, &mut intake)?,
            _ => {
                let file = files.first().map(|file| file.name.clone()).unwrap_or_default();
                return Err(FormatError::WrittenOnly { file, format: self.code().into() });
            }
        }
        Ok(intake.finish())
    }
}
