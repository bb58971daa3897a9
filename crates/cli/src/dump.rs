//! scratch: fits pairs and scores by leaving one event out
use crate::train_pairs::{self, Read};
use crate::{dictionary, entity_model, events};
use shirushi_analysis::contract::{NamedArticle, TokenList, comparison_document};
use shirushi_analysis::{ComparisonSettings, Linked, Options, compare, link};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(long)]
    list: Option<PathBuf>,
    folders: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let dictionary = Arc::new(dictionary::load(None).unwrap());
    let mut analyzer = entity_model::analyzer(dictionary, None);
    let versions = analyzer.versions();
    let events = events::read_all(&arguments.folders).unwrap();
    let reads: Vec<Read<'_>> = events
        .iter()
        .map(|event| {
            let mut analyses: Vec<_> =
                event.articles.iter().map(|a| analyzer.analyze(&a.text, &Options::default())).collect();
            let mut linked: Vec<Linked<'_>> = event
                .articles
                .iter()
                .zip(&mut analyses)
                .map(|(a, x)| Linked { text: &a.text, entities: &mut x.entities })
                .collect();
            link(&mut linked);
            Read { event, analyses }
        })
        .collect();
    let fitted = train_pairs::fit(&reads, &versions, |step| eprintln!("{step}"));
    for least in [None, Some(0.3), Some(0.35), Some(0.4), Some(0.45), Some(0.5)] {
        let mut all = events::score::Counts::default();
        let mut each = Vec::new();
        let mut list = String::new();
        for (read, weights) in reads.iter().zip(&fitted.left_out) {
            let compared = read.compared();
            let comparison = compare(&compared, &ComparisonSettings { weights: Some(weights), least });
            let named: Vec<NamedArticle<'_>> = read
                .event
                .articles
                .iter()
                .zip(&compared)
                .map(|(a, c)| NamedArticle { name: &a.name, compared: *c })
                .collect();
            let document = comparison_document(&named, &comparison, &versions, TokenList::LeftOut);
            let (counts, misses) = events::score::count(read.event, &document);
            for miss in misses {
                list.push_str(&format!("{}\t{}\t{}\n", read.event.name, miss.what, miss.text.replace('\n', "/")));
            }
            all.add(&counts);
            each.push((read.event.name.clone(), counts));
        }
        println!("least {least:?} shown {}", fitted.weights.shown);
        if least.is_none() {
            events::print::as_table(&mut std::io::stdout(), &each, &all).unwrap();
            if let Some(path) = &arguments.list {
                std::fs::write(path, list).unwrap();
            }
        } else {
            let f = |s: events::score::Share| s.value().unwrap_or(0.0);
            println!(
                "found {:.3} easy {:.3} right {:.3} ({}) joined {:.3} joined right {:.3} traps {:.3}",
                f(all.discrepancies), f(all.easy), f(all.reported), all.reported.all, f(all.agreements), f(all.joined), f(all.traps)
            );
        }
    }
    ExitCode::SUCCESS
}
