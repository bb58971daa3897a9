//! What a worker does is what is done here, and whatever does not come whole is told.

use super::generated;
use super::{NOW, arrival, back, input};
use crate::formats::remote::{Beside, FormatRequest, FormatResponse, answer};
use crate::formats::{Format, FormatError, InputFile, Kind, Options, is_ours};
use crate::{native, tagset};
use proptest::prelude::*;
use shirushi_model::{NewTagset, ProjectId};
use std::cell::Cell;
use std::collections::HashMap;

fn beside() -> Beside {
    let id = ProjectId("arrival".to_owned());
    Beside { id, at: NOW, person: "佐藤".to_owned(), known: Vec::new() }
}

fn asked(request: &FormatRequest) -> FormatResponse {
    let bytes = answer(&request.to_bytes().unwrap(), &|_, _| {}).unwrap();
    FormatResponse::from_bytes(&bytes).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_project_is_written_and_read_as_here(project in generated::project()) {
        for format in Format::ALL {
            let tokens = HashMap::new();
            let (chosen, project) = (Vec::new(), project.clone());
            let request = FormatRequest::Write { format, chosen, tokens, project: project.clone() };
            let here = format.write(&project, &Options::default()).files;
            prop_assert_eq!(asked(&request), FormatResponse::Written(here.clone()), "{:?}", format);
            if format.is_read() {
                let files = back(here);
                let here = format.read(&files, &Options::default(), &arrival());
                let request = FormatRequest::Read { format, unit: None, files, beside: beside() };
                prop_assert_eq!(asked(&request), FormatResponse::Read(here), "{:?}", format);
            }
        }
    }
}

fn sorted(files: Vec<InputFile>) -> crate::formats::SortedFiles {
    match asked(&FormatRequest::Sort { files, beside: beside() }) {
        FormatResponse::Sorted(sorted) => sorted,
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_are_sorted_by_what_is_in_them() {
    let project = shirushi_model::Project::new(ProjectId("p".to_owned()), "港".to_owned(), NOW);
    let (project, tags) = (native::write(&project), tagset::write(&NewTagset::default()));
    assert_eq!(is_ours(project.as_bytes()), Some(Kind::Project));
    assert_eq!(is_ours(tags.as_bytes()), Some(Kind::Tagset));
    assert_eq!(is_ours(b"{\"text\":\"{\\\"format\\\":\\\"shirushi-project\\\"}\"}"), None);
    let doccano = "{\"text\":\"港で火災\",\"label\":[[0,1,\"LOCATION\"]]}";
    let sorted = sorted(vec![
        input("黒田.jsonl", doccano),
        input("p.json", project),
        input("t.json", tags),
        input("a.csv", "港,駅,空港\n1,2,3\n"),
        input("x.json", "{\"a\":1}"),
        input("次.jsonl", doccano),
    ]);
    assert_eq!((&*sorted.projects, &*sorted.tagsets, &*sorted.texts), (&[1][..], &[2][..], &[3][..]));
    let [group] = &*sorted.groups else { panic!("{:?}", sorted.groups) };
    assert_eq!((group.format, &*group.files, &*group.person), (Format::Doccano, &[0, 5][..], "黒田"));
    assert_eq!(group.read.as_ref().unwrap().project.annotations.len(), 2);
    assert!(matches!(&*sorted.refused, [(4, FormatError::UnknownKind { looks, .. })] if looks == "json"));
}

#[test]
fn how_far_it_is_is_told() {
    let lines = "{\"text\":\"港で火災\",\"label\":[[0,1,\"LOCATION\"]]}\n".repeat(5);
    let request = FormatRequest::Sort { files: vec![input("a.jsonl", lines)], beside: beside() };
    let last = Cell::new((0, 0));
    answer(&request.to_bytes().unwrap(), &|done, of| last.set((done, of))).unwrap();
    assert_eq!(last.get(), (4, 5));
}

#[test]
fn a_message_that_is_cut_is_none() {
    let request = FormatRequest::Sort { files: vec![input("a.jsonl", "港")], beside: beside() };
    let bytes = request.to_bytes().unwrap();
    assert_eq!(FormatRequest::from_bytes(&bytes).unwrap(), request);
    for cut in 0..bytes.len() {
        assert!(FormatRequest::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    assert!(answer(&[0xff; 40], &|_, _| {}).is_err());
}
