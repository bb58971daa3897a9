//! Formats that are written only: whatever is in a project, marks lie in one another and hold their words.

use super::generated;
use crate::formats::documents::Documents;
use crate::formats::marked::{MarkedRun, lines};
use crate::formats::reading_copy::pieces;
use crate::formats::{Carriage, Format, Options};
use proptest::prelude::*;
use std::collections::HashMap;

/// The words without what ends a line.
fn without_breaks(words: &str) -> String {
    words.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_mark_holds_its_words_and_lies_in_another(project in generated::project()) {
        let documents = Documents::of(&project, |_| Carriage::Whole, &|_, _| {});
        for document in &documents.texts {
            let pieces = pieces(document);
            let (mut all, mut open) = (String::new(), Vec::new());
            let mut words: HashMap<String, String> = HashMap::new();
            let mut edges: HashMap<String, (usize, usize)> = HashMap::new();
            for line in lines(document, &pieces) {
                for run in line {
                    match run {
                        MarkedRun::Open(marked) => {
                            edges.entry(marked.piece.key()).or_default().0 += usize::from(marked.is_edge);
                            open.push(marked.piece.key());
                        }
                        MarkedRun::Words(said) => {
                            all.push_str(said);
                            for key in &open {
                                words.entry(key.clone()).or_default().push_str(said);
                            }
                        }
                        MarkedRun::Close(marked) => {
                            edges.entry(marked.piece.key()).or_default().1 += usize::from(marked.is_edge);
                            prop_assert_eq!(open.pop(), Some(marked.piece.key()));
                        }
                    }
                }
                prop_assert!(open.is_empty());
            }
            prop_assert_eq!(all, without_breaks(document.ruler.text()));
            for piece in &pieces {
                let wanted = without_breaks(document.words(piece.span));
                prop_assert_eq!(words.remove(&piece.key()).unwrap_or_default(), &*wanted);
                if !wanted.is_empty() {
                    prop_assert_eq!(edges.get(&piece.key()), Some(&(1, 1)));
                }
            }
        }
    }

    #[test]
    fn what_is_for_people_is_the_same_twice(project in generated::project()) {
        for format in [Format::Html, Format::Markdown] {
            let written = format.write(&project, &Options::default());
            prop_assert_eq!(&written, &format.write(&project, &Options::default()));
            let text = String::from_utf8(written.files[0].bytes.clone()).unwrap();
            prop_assert!(!text.contains('\0') && !text.contains("<script"));
        }
    }
}

#[test]
fn marks_that_cross_are_cut() {
    use shirushi_model::{
        Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Creator,
    };
    use shirushi_model::{EntityMark, EntityType, Project, ProjectId, Status, Target, Timestamp};
    let text = "港の火災*現場*だ。\n- 次";
    let mut project = Project::new(ProjectId("p".to_owned()), "題".to_owned(), Timestamp(0));
    let article = Article::new(ArticleId(1), text, ArticleMeta::default(), Timestamp(0));
    project.articles.push_back(std::sync::Arc::new(article));
    let mut add = |id: u32, kind, words: &[&str]| {
        let span = |words: &&str| {
            let start = text.find(*words).unwrap();
            ByteSpan::new(start, start + words.len())
        };
        let annotation = Annotation {
            id: AnnotationId(id),
            article: ArticleId(1),
            target: Target::Placed(words.iter().map(span).collect()),
            body: Body::Entity(EntityMark { kind, canonical: String::new(), value: None }),
            note: String::new(),
            creator: Creator::Person { name: String::new() },
            judged_by: None,
            status: Status::Accepted,
            created: Timestamp(0),
            modified: Timestamp(0),
        };
        project.annotations.insert(annotation.id, std::sync::Arc::new(annotation));
    };
    add(2, EntityType::Facility, &["港の火災"]);
    add(3, EntityType::Event, &["火災*現場*だ。\n- 次"]);
    add(4, EntityType::Person, &["港", "現場"]);
    let written = |format: Format| {
        let written = format.write(&project, &Options::default());
        String::from_utf8(written.files[0].bytes.clone()).unwrap()
    };
    let markdown = written(Format::Markdown);
    let lines = "<mark><mark>港</mark><sup>PERSON 1/2</sup>の<mark>火災</mark></mark><sup>FACILITY</sup>\
                 <mark>\\*<mark>現場</mark><sup>PERSON 2/2</sup>\\*だ。</mark>\\\n<mark>\\- 次</mark><sup>EVENT</sup>\n";
    assert!(markdown.contains(lines), "{markdown}");
    let html = written(Format::Html);
    for words in [
        "<mark id=\"m4\" class=\"entity\" data-mark=\"4\" data-type=\"PERSON 1/2\" title=\"PERSON 1/2\">港</mark>の",
        "<mark class=\"entity\" data-mark=\"3\" data-type=\"EVENT\" title=\"EVENT\">- 次</mark></p>",
    ] {
        assert!(html.contains(words), "{html}");
    }
}
