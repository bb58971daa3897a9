//! Measures the engine natively: `measure PACK MODEL TEXTS.json ROUNDS`. The texts are a JSON object of names
//! and lists of articles. Prints one JSON object of milliseconds, in the shape `xtask/src/bench/measure.mjs`
//! prints for WebAssembly.

// A tool on a developer's machine: it may end with a message.
#![allow(clippy::expect_used)]

use shirushi_analysis::{AnalysisStage, Claims};
use shirushi_engine::engine::Engine;
use std::collections::BTreeMap;
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let pack = std::fs::read(arguments.next().expect("a pack")).expect("the pack can be read");
    let model = std::fs::read(arguments.next().expect("a model")).expect("the model can be read");
    let texts = std::fs::read(arguments.next().expect("texts")).expect("the texts can be read");
    let texts: BTreeMap<String, Vec<String>> = serde_json::from_slice(&texts).expect("the texts are JSON");
    let rounds: usize = arguments.next().and_then(|rounds| rounds.parse().ok()).expect("a number of rounds");

    let mut samples: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut engine = None;
    for _ in 0..rounds {
        let bytes = pack.clone();
        let started = Instant::now();
        engine = Some(Engine::load(bytes).expect("the pack can be loaded"));
        note(&mut samples, "load", started);
    }
    let mut engine = engine.expect("at least one round");
    for _ in 0..rounds {
        let started = Instant::now();
        engine.load_entity_model(&model).expect("the model can be loaded");
        note(&mut samples, "load model", started);
    }
    let mut tokens = BTreeMap::new();
    for (name, articles) in &texts {
        // The first round warms up.
        for round in 0..=rounds {
            let started = Instant::now();
            let count: u32 = articles.iter().map(|article| engine.count_tokens(article)).sum();
            if round > 0 {
                note(&mut samples, &format!("count {name}"), started);
            }
            tokens.insert(name.clone(), count);
            // Turn about, so that what else the machine does slows down both.
            for (what, claims) in [("analyze", Claims::Found), ("names", Claims::LeftOut)] {
                let started = Instant::now();
                for article in articles {
                    engine.analyze_bytes(article, None, claims).expect("nothing makes the analysis fail");
                }
                if round > 0 {
                    note(&mut samples, &format!("{what} {name}"), started);
                }
            }
            let mut stages = [0.0; AnalysisStage::ALL.len()];
            for article in articles {
                let started = Instant::now();
                let taken = engine.stages(article, || started.elapsed().as_secs_f64() * 1000.0);
                stages.iter_mut().zip(taken).for_each(|(sum, taken)| *sum += taken);
            }
            if round > 0 {
                for (stage, taken) in stages.into_iter().enumerate() {
                    samples.entry(format!("stage {stage} {name}")).or_default().push(taken);
                }
            }
        }
    }
    println!("{}", serde_json::json!({ "samples": samples, "tokens": tokens }));
}

fn note(samples: &mut BTreeMap<String, Vec<f64>>, name: &str, started: Instant) {
    samples.entry(name.to_owned()).or_default().push(started.elapsed().as_secs_f64() * 1000.0);
}
