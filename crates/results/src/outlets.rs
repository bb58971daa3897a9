//! What the articles of a project are called: a name that no other has, and a stamp of a character or two
//! that stands for it where there is no room. Never a colour: a stamp reads in print, in the dark and aloud.
//!
//! 澄川新聞 is 澄, and 澄川放送 beside it 放. An article without an outlet is A, B, C by its place among
//! those; several of one outlet are 北嶺日報, 北嶺日報 2, 北嶺日報 3.

use shirushi_model::{ArticleId, Project};
use std::collections::{HashMap, HashSet};

/// An article as the results name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// The article.
    pub article: ArticleId,
    /// Its outlet, or a letter where nobody said; unique in the project.
    pub name: String,
    /// A character that stands for it, with a number where there are several; unique in the project.
    pub stamp: String,
    /// Whether `name` is only a letter, because the article has no outlet.
    pub is_letter: bool,
}

/// The articles of a project in its order, each with a name and a stamp of its own.
pub fn outlets(project: &Project) -> Vec<Outlet> {
    let given: Vec<String> = project.articles.iter().map(|article| plain(&article.meta.outlet)).collect();
    let mut letters = 0;
    let mut named: Vec<(String, bool)> = Vec::with_capacity(given.len());
    for name in &given {
        if name.is_empty() {
            named.push((letter(letters), true));
            letters += 1;
        } else {
            named.push((name.clone(), false));
        }
    }
    let bases: Vec<&str> = first_of_each(named.iter().map(|(name, _)| name.as_str()));
    let stamps = stamps(&bases);
    let mut taken: HashSet<String> = bases.iter().map(|&base| base.to_owned()).collect();
    let mut taken_stamps: HashSet<String> = stamps.values().cloned().collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let articles = project.articles.iter().zip(&named);
    let mut outlets = Vec::with_capacity(named.len());
    for (article, (base, is_letter)) in articles {
        let nth = seen.entry(base.as_str()).and_modify(|nth| *nth += 1).or_insert(1);
        let stamp = stamps.get(base.as_str()).cloned().unwrap_or_default();
        let (name, stamp) = match nth {
            1 => (base.clone(), stamp),
            _ => (numbered(&format!("{base} "), nth, &mut taken), numbered(&stamp, nth, &mut taken_stamps)),
        };
        outlets.push(Outlet { article: article.id, name, stamp, is_letter: *is_letter });
    }
    outlets
}

/// The same with a number after it that nobody has, from this one up; which is raised to it.
fn numbered(base: &str, nth: &mut usize, taken: &mut HashSet<String>) -> String {
    loop {
        let name = format!("{base}{nth}");
        if taken.insert(name.clone()) {
            return name;
        }
        *nth += 1;
    }
}

/// A name without what is not seen, and at most so long that it can be told.
fn plain(name: &str) -> String {
    let seen: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A, B, … Z, AA, AB: as columns of a spreadsheet are named.
fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (number % 26) as u8));
        match number / 26 {
            0 => break,
            rest => number = rest - 1,
        }
    }
    letters.into_iter().rev().collect()
}

fn first_of_each<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

/// For each name a character of it that no other name has; else one that no other has for a stamp; else its
/// first with a number.
fn stamps<'a>(names: &[&'a str]) -> HashMap<&'a str, String> {
    let telling = |name: &str| -> Vec<char> { name.chars().filter(|c| c.is_alphanumeric()).collect() };
    let mut common: HashMap<char, usize> = HashMap::new();
    for name in names {
        for c in telling(name).into_iter().collect::<HashSet<_>>() {
            *common.entry(c).or_default() += 1;
        }
    }
    let mut stamps: HashMap<&str, String> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    let mut crowded: HashMap<char, usize> = HashMap::new();
    for name in names {
        let characters = telling(name);
        let alone = characters.iter().find(|c| common.get(c) == Some(&1));
        let free = || characters.iter().find(|c| !taken.contains(&c.to_string()));
        let stamp = match alone.or_else(free) {
            Some(c) => {
                taken.insert(c.to_string());
                c.to_string()
            }
            None => {
                let first = characters.first().copied().unwrap_or('?');
                let nth = crowded.entry(first).or_insert(1);
                *nth += 1;
                numbered(&first.to_string(), nth, &mut taken)
            }
        };
        stamps.insert(name, stamp);
    }
    stamps
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{Article, ArticleMeta, ProjectId, Timestamp};
    use std::sync::Arc;

    fn of(names: &[&str]) -> Vec<Outlet> {
        let mut project = Project::new(ProjectId::from_random(1), String::new(), Timestamp(0));
        for (number, name) in (1..).zip(names) {
            let meta = ArticleMeta { outlet: (*name).to_owned(), ..ArticleMeta::default() };
            let article = Article::new(ArticleId(number), "", meta, Timestamp(0));
            project.articles.push_back(Arc::new(article));
        }
        outlets(&project)
    }

    fn told(names: &[&str]) -> Vec<(String, String)> {
        of(names).into_iter().map(|outlet| (outlet.name, outlet.stamp)).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, stamp)| ((*name).to_owned(), (*stamp).to_owned())).collect()
    }

    #[test]
    fn a_stamp_is_the_first_character_that_is_alone() {
        let names = ["澄川新聞", "東央日報", "県央放送", "ひがし医療情報オンライン"];
        let expected =
            [("澄川新聞", "澄"), ("東央日報", "東"), ("県央放送", "県"), ("ひがし医療情報オンライン", "ひ")];
        assert_eq!(told(&names), pairs(&expected));
        assert_eq!(told(&["北嶺日報", "北嶺放送"]), pairs(&[("北嶺日報", "日"), ("北嶺放送", "放")]));
    }

    #[test]
    fn without_an_outlet_an_article_has_a_letter() {
        let names = ["", " \u{1}", "北嶺日報", "北嶺日報"];
        let expected = [("A", "A"), ("B", "B"), ("北嶺日報", "北"), ("北嶺日報 2", "北2")];
        assert_eq!(told(&names), pairs(&expected));
        let letters: Vec<&str> = vec![""; 800];
        let outlets = of(&letters);
        assert_eq!(outlets.get(26).map(|outlet| outlet.name.as_str()), Some("AA"));
        assert_eq!(outlets.get(702).map(|outlet| outlet.name.as_str()), Some("AAA"));
        assert!(outlets.iter().all(|outlet| outlet.is_letter));
    }

    #[test]
    fn a_thousand_of_one_name_are_told_apart() {
        let mut names = vec!["同報"; 1000];
        names.extend(["同報 2", "同報 2", "？？", "！！"]);
        let outlets = of(&names);
        let names: HashSet<&str> = outlets.iter().map(|outlet| outlet.name.as_str()).collect();
        let stamps: HashSet<&str> = outlets.iter().map(|outlet| outlet.stamp.as_str()).collect();
        assert_eq!((names.len(), stamps.len()), (1004, 1004));
    }
}
