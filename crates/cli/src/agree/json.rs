//! The figures as one JSON object, documented in `docs/AGREEMENT.md`. A figure that is not defined is null.

use serde_json::{Value, json};
use shirushi_agreement::Category;
use shirushi_agreement::measure::{Agreement, Estimate, FieldAgreement, MarkField, PairAgreement, Pieces};
use shirushi_model::Project;

pub(super) fn json(project: &Project, found: &Agreement) -> String {
    let pairs: Vec<Value> = found.pairs.iter().map(|of| pair(project, found, of)).collect();
    let categories = found.categories.iter().map(
        |of| json!({ "type": category(project, of.category), "alpha": of.alpha, "alpha_u": of.unitizing }),
    );
    let people = found
        .people
        .iter()
        .map(|person| json!({ "name": person.name, "marks": person.marks, "articles": person.articles }));
    let resampled = match found.pieces {
        Pieces::Articles => "articles",
        Pieces::Sentences => "sentences",
    };
    let object = json!({
        "articles": found.articles,
        "characters": found.characters,
        "people": people.collect::<Vec<_>>(),
        "pairs": pairs,
        "all": {
            "alpha": measured(found.alpha),
            "alpha_u": found.unitizing,
            "types": categories.collect::<Vec<_>>(),
        },
        "bootstrap": { "of": resampled, "pieces": found.piece_count, "draws": found.draws, "level": 0.95 },
    });
    format!("{object:#}\n")
}

fn pair(project: &Project, found: &Agreement, of: &PairAgreement) -> Value {
    let name = |at: usize| found.people.get(at).map(|person| person.name.as_str());
    let types = of.categories.iter().map(|one| {
        json!({
            "type": category(project, one.category),
            "left": one.counts.left as u64,
            "right": one.counts.right as u64,
            "same": one.counts.exact as u64,
            "overlapping": one.counts.overlapping as u64,
            "f1_exact": measured(one.exact),
            "f1_overlapping": one.counts.overlapping_f1(),
            "kappa": one.kappa,
        })
    });
    let mistaken = of.mistaken.iter().map(|one| {
        let (left, right) = (category(project, one.left), category(project, one.right));
        json!({ "left": left, "right": right, "count": one.count })
    });
    json!({
        "left": name(of.left),
        "right": name(of.right),
        "marks": {
            "left": of.counts.left as u64,
            "right": of.counts.right as u64,
            "same": of.counts.exact as u64,
            "overlapping": of.counts.overlapping as u64,
        },
        "f1_exact": measured(of.exact),
        "f1_overlapping": measured(of.overlapping),
        "kappa": measured(of.kappa),
        "tokens": of.tokens,
        "types": types.collect::<Vec<_>>(),
        "confusions": mistaken.collect::<Vec<_>>(),
        "fields": of.fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn measured(of: Estimate) -> Value {
    let interval = of.interval.map(|interval| [interval.low, interval.high]);
    json!({ "value": of.value, "interval": interval })
}

fn field(of: &FieldAgreement) -> Value {
    let name = match of.field {
        MarkField::ClaimType => "claim_type",
        MarkField::Speaker => "speaker",
        MarkField::Certainty => "certainty",
        MarkField::Quotation => "quotation",
        MarkField::Polarity => "polarity",
        MarkField::Name => "name",
    };
    json!({ "field": name, "marks": of.marks, "same": of.observed, "kappa": of.kappa })
}

/// As files name types: `PERSON`, `claim`, `tag:要確認`.
fn category(project: &Project, of: Category) -> String {
    match of {
        Category::Entity(kind) => kind.name().to_owned(),
        Category::Claim => "claim".to_owned(),
        Category::Highlight(id) => {
            let name = project.tagset.get(id).map_or_else(|| id.to_string(), |tag| tag.name.clone());
            format!("tag:{name}")
        }
    }
}
