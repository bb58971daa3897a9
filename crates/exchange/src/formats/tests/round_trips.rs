//! Out and in again.

use super::expected::{Plain, every_way, expected};
use super::generated;
use super::{arrival, back};
use crate::formats::{FilesRead, Format, Kind, Options, recognise};
use crate::native;
use proptest::prelude::*;
use shirushi_model::Project;

fn round_trip(project: &Project, format: Format, options: &Options) -> FilesRead {
    let written = format.write(project, options);
    assert_eq!(written, format.write(project, options), "the same project gives the same bytes");
    let files = back(written.files);
    format.read(&files, options, &arrival()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_a_format_carries_comes_back(project in generated::project()) {
        for (format, options) in every_way() {
            let read = round_trip(&project, format, &options);
            let wanted = expected(&project, format, &options);
            prop_assert_eq!(Plain::of(&read.project), wanted, "{:?} {:?}", format, options);
            prop_assert_eq!(read.findings, vec![], "{:?} {:?}", format, options);
            // What was read can be saved and opened.
            let opened = native::read(native::write(&read.project).as_bytes(), native::Limits::default()).unwrap();
            prop_assert_eq!(opened.notices, vec![], "{:?}", format);
            prop_assert_eq!(opened.project, read.project, "{:?}", format);
        }
    }

    #[test]
    fn what_is_lost_is_told_before(project in generated::project()) {
        for (format, options) in every_way() {
            let read = round_trip(&project, format, &options);
            let came_back = Plain::of(&read.project) == Plain::of(&project);
            if format.not_carried(&project, &options).is_empty() {
                prop_assert!(came_back, "{:?} {:?}", format, options);
            }
        }
    }

    #[test]
    fn every_file_is_known_by_what_is_in_it(project in generated::project()) {
        for (format, options) in every_way() {
            for file in back(format.write(&project, &options).files) {
                prop_assert_eq!(recognise(&file), Ok(Kind::Format(format)), "{} {:?}", file.name, options);
            }
        }
    }
}
