//! Old families whose given names may end in 氏: 足利尊氏 is a name, 木下健氏 a name with an honorific, and
//! so are 上杉隆氏 and 細川幸男氏.

use super::tables;
use std::collections::HashSet;
use std::sync::LazyLock;

static CLANS: LazyLock<Vec<String>> = LazyLock::new(|| of_section("clan").collect());
static GIVEN: LazyLock<HashSet<String>> = LazyLock::new(|| of_section("given").collect());

fn of_section(wanted: &'static str) -> impl Iterator<Item = String> {
    tables::sections(tables::CLANS).filter(move |(section, _)| *section == wanted).map(|(_, name)| name)
}

/// Whether a whole name is one of a family's with a given name it has used for centuries.
pub(crate) fn is_of_clan(name: &str) -> bool {
    CLANS.iter().any(|clan| name.strip_prefix(clan.as_str()).is_some_and(|given| GIVEN.contains(given)))
}
