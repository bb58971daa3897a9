//! Measures comparing natively: `compare PACK ARTICLES.json ROUNDS COUNT…`. The articles are a JSON list of
//! texts; the first COUNT of them are compared. Prints one JSON object a count, in the shape
//! `xtask/src/bench/compare.mjs` prints for WebAssembly; besides, under `remembered`, how long it takes as
//! our own page asks for it, when the articles were put before.

// A tool on a developer's machine: it may end with a message.
#![allow(clippy::expect_used)]

use shirushi_analysis::Claims;
use shirushi_engine::engine::{ComparedArticle, Engine};
use shirushi_model::{AnalysisId, ArticleId, EngineQuestion};
use std::time::Instant;

fn id(article: u32) -> AnalysisId {
    AnalysisId { article: ArticleId(article), hash: 0, generation: 0 }
}

fn ask(engine: &mut Engine, question: &EngineQuestion) {
    let question = postcard::to_allocvec(question).expect("plain data becomes bytes");
    engine.ask(&question).expect("it is answered");
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let pack = std::fs::read(arguments.next().expect("a pack")).expect("the pack can be read");
    let texts = std::fs::read(arguments.next().expect("articles")).expect("the articles can be read");
    let texts: Vec<String> = serde_json::from_slice(&texts).expect("the articles are a list of texts");
    let rounds: usize = arguments.next().and_then(|rounds| rounds.parse().ok()).expect("a number of rounds");
    let mut engine = Engine::load(pack).expect("the pack can be loaded");
    let articles: Vec<ComparedArticle> = texts
        .into_iter()
        .enumerate()
        .map(|(number, text)| ComparedArticle { article: number.to_string(), text, date: None })
        .collect();
    for count in arguments.map(|count| count.parse::<usize>().expect("a number of articles")) {
        let articles = articles.get(..count).expect("so many articles");
        let (mut analysis, mut whole, mut remembered) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let started = Instant::now();
            for article in articles {
                engine
                    .analyze_bytes(&article.text, None, Claims::Found)
                    .expect("nothing makes the analysis fail");
            }
            analysis.push(started.elapsed().as_secs_f64() * 1000.0);
            let started = Instant::now();
            engine.compare(articles).expect("nothing makes the comparison fail");
            whole.push(started.elapsed().as_secs_f64() * 1000.0);
            let ids: Vec<AnalysisId> = (0..).take(count).map(id).collect();
            for (id, article) in ids.iter().zip(articles) {
                let text = article.text.as_str().into();
                ask(&mut engine, &EngineQuestion::Put { id: *id, text, day: String::new() });
            }
            let started = Instant::now();
            ask(&mut engine, &EngineQuestion::Compare(ids));
            remembered.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        let document = engine.compare(articles).expect("nothing makes the comparison fail");
        let claims: usize = document.articles.iter().map(|article| article.claims.len()).sum();
        let pairs: usize = document.groups.iter().map(|group| group.pairs.len()).sum();
        println!(
            "{}",
            serde_json::json!({
                "articles": count, "claims": claims, "groups": document.groups.len(), "pairs": pairs,
                "analysis": analysis, "whole": whole, "remembered": remembered,
            })
        );
    }
}
