//! `shirushi report`: a project file, analysed and compared as the page does it, as one HTML file or as
//! Markdown.
//!
//! What people marked and checked is in the file; what the machine suggests is found anew. The same file
//! gives the same bytes.

use crate::analyze::WRONG_USAGE;
use crate::analyze::read;
use crate::{claim_model, complain, dictionary, entity_model, progress};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use shirushi_analysis::{Analyzer, Compared, ComparisonSettings, Linked, Options, compare, link, parallel};
use shirushi_exchange::native::{self, Limits};
use shirushi_model::{Analysis, Article, ArticleId, Creator, Named, Project};
use shirushi_results::report::{Audience, Provenance, ReportOptions, html, markdown, report};
use shirushi_results::{Claims, Findings, Language};
use shirushi_session::{Analysed, Msg, Session, update};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What `report` is asked for.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Whom it is for
    #[arg(long = "for", value_enum, default_value_t = For::Editor)]
    audience: For,
    /// How it is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Html)]
    format: ReportFormat,
    /// In which language; quotations stay as they are
    #[arg(long, value_enum, default_value_t = Tongue::Ja)]
    language: Tongue,
    /// How many articles to work on at once; what is printed does not depend on it [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Another dictionary pack than the built-in one; $SHIRUSHI_DICTIONARY names one as well
    #[arg(long, value_name = "PATH")]
    dictionary: Option<PathBuf>,
    /// Another entity model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    model: Option<PathBuf>,
    /// Another claim model than the built-in one, or none for rules alone
    #[arg(long, value_name = "PATH")]
    claims_model: Option<PathBuf>,
    /// A project as the page saves it; - is standard input
    #[arg(value_name = "PROJECT.json")]
    project: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum For {
    /// Everything that is open too
    Editor,
    /// Only what people judged and confirmed
    Publication,
    /// Everything, with figures
    Research,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    /// One file without scripts, for a browser or for paper
    Html,
    /// Plain text with marks
    Markdown,
}

/// In which language something is told, as an argument.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Tongue {
    /// 日本語
    Ja,
    /// English
    En,
}

impl Tongue {
    pub(crate) fn language(self) -> Language {
        match self {
            Self::Ja => Language::Japanese,
            Self::En => Language::English,
        }
    }
}

/// Differences down to this part of the chance at which they are shown unasked are told as uncertain: as the
/// page asks for them.
const UNSURE: f32 = 0.6;

/// Runs the command. Reasons go to standard error, nothing but the report to standard output.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let Some(input) = read::inputs(std::slice::from_ref(&arguments.project)).and_then(|mut all| all.pop())
    else {
        complain("no PROJECT.json; try shirushi report --help");
        return ExitCode::from(WRONG_USAGE);
    };
    let bytes = match input.text() {
        Ok(text) => text.into_bytes(),
        Err(reason) => {
            complain(&format!("{}: {reason}", input.name()));
            return ExitCode::FAILURE;
        }
    };
    let project = match native::read(&bytes, Limits::default()) {
        Ok(opened) => {
            for notice in &opened.notices {
                let of = notice.record().unwrap_or_default();
                complain(&format!("{}: {of} {}", input.name(), notice.code()));
            }
            opened.project
        }
        Err(reason) => {
            complain(&format!("{}: {reason}", input.name()));
            return ExitCode::FAILURE;
        }
    };
    let dictionary = match dictionary::load(arguments.dictionary.as_deref()) {
        Ok(dictionary) => Arc::new(dictionary),
        Err(reason) => {
            complain(&reason.to_string());
            return ExitCode::FAILURE;
        }
    };
    let analyzer = entity_model::analyzer(dictionary, arguments.model.as_deref())
        .with_claim_model(claim_model::read(arguments.claims_model.as_deref()));
    let written = written(arguments, &project, analyzer);
    match io::stdout().lock().write_all(written.as_bytes()) {
        // Whoever reads the output may stop when it has enough: `| head`.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn written(arguments: &Arguments, project: &Project, analyzer: Analyzer) -> String {
    let engine = analyzer.provenance();
    let model = analyzer.claim_model().cloned();
    let weights = model.as_ref().and_then(|model| model.pairs.as_ref());
    let settings = ComparisonSettings { weights, least: weights.map(|weights| weights.shown * UNSURE) };
    let mut analyses = analyses(arguments, project, analyzer);
    let creator = Creator::Model { name: "shirushi".to_owned(), version: engine.version.clone() };
    let session = session(project, &analyses, &creator);
    let articles: Vec<&Arc<Article>> = project.articles.iter().collect();
    let mut linked: Vec<Linked<'_>> = articles
        .iter()
        .zip(&mut analyses)
        .map(|(article, analysis)| Linked { text: &article.text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    let compared: Vec<Compared<'_>> = articles
        .iter()
        .zip(&analyses)
        .map(|(article, analysis)| Compared { text: &article.text, analysis })
        .collect();
    let comparison = compare(&compared, &settings);
    let of: Vec<(ArticleId, &Analysis)> = articles.iter().map(|article| article.id).zip(&analyses).collect();
    let findings = Findings::of(&comparison, &of).unwrap_or_default();
    let claims = Claims::of(&session);
    let audience = match arguments.audience {
        For::Editor => Audience::Editor,
        For::Publication => Audience::Publication,
        For::Research => Audience::Research,
    };
    let language = arguments.language.language();
    let fingerprint = Sha256::digest(native::write(project).as_bytes());
    let provenance = Provenance {
        version: engine.version,
        dictionary: engine.dictionary,
        entity_model: engine.entity_model,
        project: fingerprint.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let document = report(&claims, &findings, &ReportOptions::new(audience, language), &provenance);
    match arguments.format {
        ReportFormat::Html => html(&document),
        ReportFormat::Markdown => markdown(&document),
    }
}

/// What is found in each article, in the order of the project.
fn analyses(arguments: &Arguments, project: &Project, analyzer: Analyzer) -> Vec<Analysis> {
    let articles: Vec<Arc<Article>> = project.articles.iter().cloned().collect();
    let threads = arguments.threads.unwrap_or_else(parallel::all_cores).get().min(articles.len()).max(1);
    let mut workers: Vec<Analyzer> = (1..threads).map(|_| analyzer.another()).collect();
    workers.push(analyzer);
    let bar = progress::bar("analysing", articles.len());
    let analyze = |analyzer: &mut Analyzer, article: &Arc<Article>| {
        let options = Options { date: article.meta.published.parse().ok(), ..Options::default() };
        analyzer.analyze(&article.text, &options)
    };
    let analyses = parallel::map(&mut workers, &articles, analyze, || bar.inc(1));
    bar.finish_and_clear();
    analyses
}

/// The project with what was found in it, and one name for each entity, as the page has it once all is quiet.
fn session(project: &Project, analyses: &[Analysis], model: &Creator) -> Session {
    let mut session = Session::open(project.clone());
    for (article, analysis) in project.articles.iter().zip(analyses) {
        let analysed = Arc::new(Analysed { analysis: analysis.clone(), model: model.clone() });
        session = update(session, Msg::Analysed { article: article.id, analysed }).0;
    }
    let mut mentions: Vec<_> = session.all_mentions().into_iter().map(|(_, mentions)| mentions).collect();
    let mut linked: Vec<Linked<'_>> = project
        .articles
        .iter()
        .zip(&mut mentions)
        .map(|(article, entities)| Linked { text: &article.text, entities })
        .collect();
    link(&mut linked);
    let names = project.articles.iter().zip(mentions).map(|(article, mentions)| {
        let named = mentions.into_iter().map(|one| Named {
            span: one.span,
            kind: one.kind,
            canonical: one.canonical,
        });
        (article.id, named.collect())
    });
    update(session, Msg::Linked { names: names.collect() }).0
}
