//! schema.org's ClaimReview as JSON-LD, by which search engines know checks: what was confirmed by a second
//! person, with its rating and where it is claimed. Nothing that is still open leaves in it.

use super::json;
use super::{Options, OutputFile};
use crate::native::written_time;
use serde_json::{Map, Value, json};
use shirushi_model::{Article, Check, Degree, Project, Saying, Timestamp, VerdictScale, is_web_address};
use std::collections::HashMap;

pub(super) fn write(project: &Project, options: &Options) -> Vec<OutputFile> {
    let scales = project.all_scales();
    let articles: HashMap<_, _> = project.articles.iter().map(|article| (article.id, &**article)).collect();
    let reviews: Vec<Value> = project
        .checks
        .values()
        .filter(|check| check.is_confirmed() && check.stage.is_final())
        .map(|check| review(project, check, &scales, &articles, options))
        .collect();
    let file = json!({ "@context": "https://schema.org", "@graph": reviews });
    vec![OutputFile { part: String::new(), ending: "jsonld".into(), bytes: json::written(&file) }]
}

fn review(
    project: &Project,
    check: &Check,
    scales: &[VerdictScale],
    articles: &HashMap<shirushi_model::ArticleId, &Article>,
    options: &Options,
) -> Value {
    let mut review = Map::new();
    let mut say = |key: &str, value: Value| review.insert(key.to_owned(), value);
    say("@type", json!("ClaimReview"));
    let url = match options.address.as_str() {
        // Whoever publishes it knows where.
        "" => format!("urn:shirushi:{}:{}", project.id, check.id),
        address => format!("{address}#{}", check.id),
    };
    say("url", json!(url));
    say("inLanguage", json!("ja"));
    say("claimReviewed", json!(check.wording));
    say("reviewRating", rating(check, scales));
    if !check.grounds.is_empty() {
        say("reviewBody", json!(check.grounds));
    }
    if let Some(signature) = &check.confirmed {
        say("datePublished", json!(day(signature.at)));
        if !signature.by.is_empty() {
            say("author", json!({ "@type": "Person", "name": signature.by }));
        }
    }
    let appearances: Vec<Value> = check
        .sayings
        .iter()
        .map(|saying| appearance(saying, articles.get(&saying.article).copied()))
        .collect();
    say("itemReviewed", json!({ "@type": "Claim", "appearance": appearances }));
    review.into()
}

/// The verdict by its name; with a number where its steps are degrees, the truest highest.
fn rating(check: &Check, scales: &[VerdictScale]) -> Value {
    let key = check.verdict.as_deref().unwrap_or_default();
    let scale = scales.iter().find(|scale| scale.key == check.scale);
    let name = scale.and_then(|scale| scale.step(key)).map_or(key, |step| step.name.japanese());
    let graded: Vec<&str> = scale
        .into_iter()
        .flat_map(|scale| &scale.steps)
        .filter(|step| step.degree == Degree::Graded)
        .map(|step| step.key.as_str())
        .collect();
    match graded.iter().position(|step| *step == key) {
        Some(place) => json!({
            "@type": "Rating", "alternateName": name,
            "ratingValue": graded.len() - place, "bestRating": graded.len(), "worstRating": 1,
        }),
        None => json!({ "@type": "Rating", "alternateName": name }),
    }
}

/// An article in which it is claimed; when it is gone, the outlet that is remembered.
fn appearance(saying: &Saying, article: Option<&Article>) -> Value {
    let mut work = Map::new();
    let mut say = |key: &str, value: &str| {
        if !value.is_empty() {
            work.insert(key.to_owned(), json!(value));
        }
    };
    say("@type", "NewsArticle");
    if let Some(article) = article {
        say("headline", &article.meta.title);
        say("datePublished", &article.meta.published);
        say("url", Some(&*article.meta.url).filter(|url| is_web_address(url)).unwrap_or_default());
    }
    if !saying.outlet.is_empty() {
        work.insert("publisher".to_owned(), json!({ "@type": "Organization", "name": saying.outlet }));
    }
    work.into()
}

/// The day in Japan, where those who publish are.
fn day(time: Timestamp) -> String {
    const JAPAN: i64 = 9 * 3_600_000;
    written_time(Timestamp(time.0.saturating_add(JAPAN))).chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Feature, Format};
    use shirushi_model::{ArticleId, ArticleMeta, CheckId, ProjectId, Signature, Stage, Target};
    use std::sync::Arc;

    fn check(number: u32, verdict: &str, stage: Stage) -> Check {
        let by = |by: &str| Some(Signature { by: by.to_owned(), at: Timestamp(1_754_182_800_000) });
        Check {
            id: CheckId(number),
            wording: "港まつりの人出は4万人だった".to_owned(),
            sayings: vec![Saying {
                article: ArticleId(1),
                target: Target::Unplaced(Vec::new()),
                outlet: "浜野新聞".to_owned(),
            }],
            questions: Vec::new(),
            scale: "fij".to_owned(),
            verdict: Some(verdict.to_owned()),
            grounds: "主催者の発表は3万人".to_owned(),
            stage,
            drafted: by("佐藤"),
            confirmed: by("鈴木"),
            created: Timestamp(0),
            modified: Timestamp(0),
            history: Vec::new(),
        }
    }

    #[test]
    fn only_confirmed_checks_leave() {
        let mut project = Project::new(ProjectId("p".to_owned()), String::new(), Timestamp(0));
        let meta = ArticleMeta { url: "https://example.com/1".to_owned(), ..ArticleMeta::default() };
        project.articles.push_back(Arc::new(Article::new(ArticleId(1), "", meta, Timestamp(0))));
        for (number, verdict, stage) in [
            (1, "accurate", Stage::Decided),
            (2, "not-checkable", Stage::Published),
            (3, "false", Stage::Review),
        ] {
            project.checks.insert(CheckId(number), Arc::new(check(number, verdict, stage)));
        }
        let mut options = Options::default();
        options.choose("address", "https://example.org/checks").unwrap();
        let written = Format::ClaimReview.write(&project, &options);
        let file: Value = serde_json::from_slice(&written.files[0].bytes).unwrap();
        let reviews = file["@graph"].as_array().unwrap();
        assert_eq!(reviews.len(), 2);
        let first = &reviews[0];
        assert_eq!(first["url"], "https://example.org/checks#k1");
        assert_eq!(first["claimReviewed"], "港まつりの人出は4万人だった");
        assert_eq!(first["datePublished"], "2025-08-03");
        assert_eq!(first["reviewRating"]["alternateName"], "正確");
        assert_eq!(first["reviewRating"]["ratingValue"], first["reviewRating"]["bestRating"]);
        assert_eq!(first["itemReviewed"]["appearance"][0]["url"], "https://example.com/1");
        assert_eq!(first["itemReviewed"]["appearance"][0]["publisher"]["name"], "浜野新聞");
        // What cannot be checked has no degree.
        assert_eq!(reviews[1]["reviewRating"].get("ratingValue"), None);
        assert!(written.not_carried.iter().any(|lack| lack.feature == Feature::Checks && lack.count == 3));
        let file = crate::formats::InputFile { name: "a".to_owned(), bytes: b"{}".to_vec() };
        let arrival = crate::formats::Arrival {
            id: ProjectId("p".to_owned()),
            at: Timestamp(0),
            person: String::new(),
            known: &[],
        };
        let refused = Format::ClaimReview.read(&[file], &options, &arrival).unwrap_err();
        assert_eq!(refused.code(), "written-only");
    }
}
