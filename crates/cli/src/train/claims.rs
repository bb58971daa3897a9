//! `shirushi train --claims`: marked events in, the claim model out, with its figures by leaving one event
//! out inside.
//!
//! What an event teaches does not depend on any model, so it is made once; each event is then analysed with
//! models fitted on the others.

use super::fit::{Choice, Example, fit_classes, fit_ranker};
use super::pairs::{self, Read};
use super::write;
use crate::events::found::linked_analyses;
use crate::events::score::{ScoreCounts, count};
use crate::events::{self, Event, EventArticle, EventError, EventLabel};
use crate::{claim_model, complain, dictionary, entity_model, progress};
use shirushi_analysis::claim_training::{
    COMMA_CLASSES, Lesson, Lessons, MarkedClaim, MarkedSpeaker, MarkedText, VOICE_CLASSES, Voice,
};
use shirushi_analysis::pairs::PairWeights;
use shirushi_analysis::{
    AboutClaimModel, Analyzer, ClaimModel, ClaimModelError, ClaimWeights, ComparisonSettings, Options,
    parallel,
};
use shirushi_model::{Analysis, ByteSpan, Certainty, CharSpan, TextIndex};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// How models are fitted: the table's size in bits, what keeps weights small, how often the examples are gone
/// through.
struct Setting {
    bits: u8,
    l2: f64,
}

const ITERATIONS: usize = 60;
const COMMAS: Setting = Setting { bits: 12, l2: 0.5 };
const SPEAKERS: Setting = Setting { bits: 14, l2: 1.0 };
const CERTAINTY: Setting = Setting { bits: 13, l2: 1.0 };
const SENTENCES: Setting = Setting { bits: 12, l2: 1.0 };

/// What fitting on events is asked for.
pub(crate) struct Asked<'a> {
    pub(crate) output: &'a Path,
    pub(crate) folders: &'a [PathBuf],
    /// The names of events that nothing is fitted to.
    pub(crate) apart: &'a [String],
    /// In how many parts the events are left out; one each when there is none.
    pub(crate) folds: Option<usize>,
    /// The model whose other parts are kept.
    pub(crate) kept: Option<&'a Path>,
    pub(crate) dictionary: Option<&'a Path>,
    pub(crate) list: bool,
}

#[derive(Debug, thiserror::Error)]
enum Unfitted {
    #[error(transparent)]
    Events(#[from] EventError),
    #[error(transparent)]
    Dictionary(#[from] dictionary::NoDictionary),
    #[error(transparent)]
    Model(#[from] ClaimModelError),
    #[error("the model cannot be written: {0}")]
    Output(#[from] io::Error),
}

/// Runs the command. Nothing is written unless all events are right.
pub(crate) fn run(asked: &Asked<'_>) -> ExitCode {
    match train(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

fn train(asked: &Asked<'_>) -> Result<(), Unfitted> {
    let all = events::read_all(asked.folders)?;
    let (apart, fitted): (Vec<Event>, Vec<Event>) =
        all.into_iter().partition(|event| asked.apart.contains(&event.name));
    let kept = claim_model::read(asked.kept)?;
    let dictionary = Arc::new(dictionary::load(asked.dictionary)?);
    let analyzer = entity_model::analyzer(dictionary, None).with_claim_model(Ok(Arc::clone(&kept)));
    let mut workers: Vec<Analyzer> = (1..parallel::all_cores().get()).map(|_| analyzer.another()).collect();
    workers.push(analyzer);

    let lessons = lessons(&mut workers, &fitted);
    let left_out = claims_left_out(&mut workers, &fitted, &lessons, asked.folds);
    let provenance = workers.first().map(Analyzer::provenance).unwrap_or_default();
    let reads: Vec<Read<'_>> =
        fitted.iter().zip(&left_out).map(|(event, analyses)| Read { event, analyses }).collect();
    let pairs = pairs::fit(&reads, asked.folds, &provenance);
    let measured = measure(&mut workers, &reads, &pairs.left_out);
    let mut out = io::stdout().lock();
    if asked.list {
        for (event, (_, misses)) in fitted.iter().zip(&measured) {
            events::print::misses(&mut out, &event.name, misses)?;
        }
    }
    let all = print(&mut out, "by leaving one event out", &fitted, measured)?;

    let weights = fit(&lessons.iter().collect::<Vec<_>>());
    let model = ClaimModel {
        about: about(&kept.about, &fitted, &all),
        claims: Some(weights),
        pairs: Some(pairs.weights),
    };
    let bytes = model.to_file()?;
    let model = Arc::new(ClaimModel::load(&bytes)?);
    if !apart.is_empty() {
        let mut fresh: Vec<Analyzer> =
            workers.iter().map(|worker| worker.another().with_claim_model(Ok(Arc::clone(&model)))).collect();
        let analyses = parallel::map(&mut fresh, &apart, linked_analyses, || ());
        let reads: Vec<Read<'_>> =
            apart.iter().zip(&analyses).map(|(event, analyses)| Read { event, analyses }).collect();
        let weights: Vec<PairWeights> = reads.iter().filter_map(|_| model.pairs.clone()).collect();
        let measured = measure(&mut fresh, &reads, &weights);
        print(&mut out, "events kept apart", &apart, measured)?;
    }
    write::whole(asked.output, &bytes)?;
    eprintln!("{}: {} bytes", asked.output.display(), bytes.len());
    Ok(())
}

/// Compares each event with its own weights and counts.
fn measure(
    workers: &mut [Analyzer],
    reads: &[Read<'_>],
    weights: &[PairWeights],
) -> Vec<(ScoreCounts, Vec<events::score::Miss>)> {
    let both: Vec<(&Read<'_>, &PairWeights)> = reads.iter().zip(weights).collect();
    let work = |analyzer: &mut Analyzer, (read, weights): &(&Read<'_>, &PairWeights)| {
        let settings = ComparisonSettings { weights: Some(weights), least: None };
        let found = events::found::comparison(read.event, read.analyses, &settings, &analyzer.provenance());
        count(read.event, &found)
    };
    parallel::map(workers, &both, work, || ())
}

fn print(
    out: &mut impl Write,
    title: &str,
    events: &[Event],
    measured: Vec<(ScoreCounts, Vec<events::score::Miss>)>,
) -> io::Result<ScoreCounts> {
    let mut all = ScoreCounts::default();
    let mut each = Vec::new();
    for (event, (counts, _)) in events.iter().zip(measured) {
        all.add(&counts);
        each.push((event.name.clone(), counts));
    }
    writeln!(out, "# {title}: {} events", each.len())?;
    events::print::as_table(out, &each, &all)?;
    writeln!(out)?;
    Ok(all)
}

/// What each event teaches.
pub(crate) fn lessons(workers: &mut [Analyzer], events: &[Event]) -> Vec<Lessons> {
    let bar = progress::bar("reading", events.len());
    let teach = |analyzer: &mut Analyzer, event: &Event| {
        let mut all = Lessons::default();
        for article in &event.articles {
            let taught = analyzer.claim_lessons(&article.text, &Options::default(), &marked(article));
            all.commas.extend(taught.commas);
            all.speakers.extend(taught.speakers);
            all.certainty.extend(taught.certainty);
            all.sentences.extend(taught.sentences);
        }
        all
    };
    let lessons = parallel::map(workers, events, teach, || bar.inc(1));
    bar.finish_and_clear();
    lessons
}

/// The analyses of each event's articles, linked, with claims found by models that were fitted on other
/// events.
///
/// Events are left out in `folds` parts, one each when that is none.
pub(crate) fn claims_left_out(
    workers: &mut [Analyzer],
    events: &[Event],
    lessons: &[Lessons],
    folds: Option<usize>,
) -> Vec<Vec<Analysis>> {
    let folds = folds.unwrap_or(events.len()).clamp(1, events.len().max(1));
    let parts: Vec<usize> = (0..folds).collect();
    let bar = progress::bar_of_few("fitting", folds as u32);
    let work = |analyzer: &mut Analyzer, part: &usize| {
        let others: Vec<&Lessons> = lessons
            .iter()
            .enumerate()
            .filter(|(number, _)| number % folds != *part)
            .map(|(_, l)| l)
            .collect();
        let model = ClaimModel { claims: Some(fit(&others)), ..ClaimModel::default() };
        let mut fresh = analyzer.another().with_claim_model(Ok(Arc::new(model)));
        let own = events.iter().enumerate().filter(|(number, _)| number % folds == *part);
        own.map(|(number, event)| (number, linked_analyses(&mut fresh, event))).collect::<Vec<_>>()
    };
    let mut found: Vec<_> =
        parallel::map(workers, &parts, work, || progress::step(&bar, "an event left out"))
            .into_iter()
            .flatten()
            .collect();
    bar.finish_and_clear();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, analyses)| analyses).collect()
}

/// Fits the models of claims. The same lessons give the same weights.
pub(crate) fn fit(lessons: &[&Lessons]) -> ClaimWeights {
    let classes = |of: fn(&Lessons) -> &Vec<Lesson>, setting: &Setting, classes: u8| {
        let examples: Vec<Example> = lessons
            .iter()
            .flat_map(|lessons| of(lessons))
            .map(|(features, class)| Example { features: features.clone(), class: *class, weight: 1.0 })
            .collect();
        fit_classes(&examples, setting.bits, classes, setting.l2, ITERATIONS)
    };
    let choices: Vec<Choice> = lessons
        .iter()
        .flat_map(|lessons| &lessons.speakers)
        .map(|(candidates, right)| Choice {
            candidates: candidates.clone(),
            right: right.clone(),
            weight: 1.0,
        })
        .collect();
    ClaimWeights {
        commas: classes(|lessons| &lessons.commas, &COMMAS, COMMA_CLASSES),
        speakers: fit_ranker(&choices, SPEAKERS.bits, SPEAKERS.l2, ITERATIONS),
        certainty: classes(|lessons| &lessons.certainty, &CERTAINTY, Certainty::ALL.len() as u8),
        sentences: classes(|lessons| &lessons.sentences, &SENTENCES, VOICE_CLASSES),
    }
}

/// What people marked in an article, in bytes.
fn marked(article: &EventArticle) -> MarkedText {
    let index = TextIndex::new(&article.text);
    let bytes = |start: u32, end: u32| -> ByteSpan {
        index.byte_span(&article.text, CharSpan { start, end }).unwrap_or_default()
    };
    let claims = article.claims.iter().map(|claim| MarkedClaim {
        span: bytes(claim.start, claim.end),
        speaker: claim.speaker.as_ref().map(|name| MarkedSpeaker {
            span: claim.speaker_start.zip(claim.speaker_end).map(|(start, end)| bytes(start, end)),
            names: std::iter::once(name.clone()).chain(claim.speaker_canonical.clone()).collect(),
        }),
        certainty: claim.certainty,
    });
    let sentences = article.sentences.iter().map(|sentence| {
        let voice = match sentence.label {
            EventLabel::Claim => Voice::Claims,
            EventLabel::Opinion => Voice::Judges,
            _ => Voice::Neither,
        };
        (bytes(sentence.start, sentence.end), voice)
    });
    MarkedText { claims: claims.collect(), sentences: sentences.collect() }
}

fn about(kept: &AboutClaimModel, events: &[Event], counts: &ScoreCounts) -> AboutClaimModel {
    let names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
    let mut settings: Vec<(String, String)> =
        kept.settings.iter().filter(|(name, _)| !name.starts_with("claims ")).cloned().collect();
    settings.push(("claims events".to_owned(), names.join(" ")));
    for (name, setting) in
        [("commas", &COMMAS), ("speakers", &SPEAKERS), ("certainty", &CERTAINTY), ("sentences", &SENTENCES)]
    {
        settings.push((format!("claims {name}"), format!("2^{} slots, L2 {}", setting.bits, setting.l2)));
    }
    let mut figures: Vec<(String, f32)> =
        kept.figures.iter().filter(|(name, _)| !name.starts_with("claims ")).cloned().collect();
    figures.extend(
        events::print::claim_figures(counts)
            .into_iter()
            .map(|(name, value)| (format!("claims {name}"), value)),
    );
    AboutClaimModel {
        name: format!("shirushi-claims {}", env!("CARGO_PKG_VERSION")),
        attributions: vec!["Events told by several outlets, of this project (CC BY 4.0)".to_owned()],
        settings,
        figures,
    }
}
