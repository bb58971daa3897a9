//! What an HTML page says about itself where nobody reads it: `meta` elements, the canonical link, JSON-LD.
//! Of the page's words only what it calls itself is taken; what stands in its text is read by
//! [`crate::metadata`].
//!
//! What is taken, the first that is there:
//!
//! | field | from |
//! |---|---|
//! | title | JSON-LD `headline`, `og:title`, `twitter:title`, `title` |
//! | outlet | JSON-LD `publisher`, `og:site_name`, `application-name` |
//! | author | JSON-LD `author` if a person, `meta name=author` and its like |
//! | address | `link rel=canonical`, `og:url`, JSON-LD `url` |
//! | published | JSON-LD `datePublished`, `article:published_time` and its like |
//!
//! The day of a change is read too, but is not that of the article.

use super::linked_data::{self, LinkedArticle};
use crate::metadata::{self, naming};
use shirushi_model::ArticleMeta;
use std::borrow::Cow;

/// The longest value that is taken, in characters: a longer one is no title, no name and no address.
const LONGEST: usize = 1_000;

/// At most this many blocks of JSON-LD are read, and this many bytes of each.
const BLOCKS: usize = 32;
const BLOCK: usize = 1 << 20;

/// What a page says about itself; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The fields of an article, cleaned.
    pub meta: ArticleMeta,
    /// The day of its last change, as `YYYY-MM-DD`.
    pub modified: String,
}

/// Which `meta` elements have which field, the best first. All are compared in lower case.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "parsely-title"];
const OUTLETS: &[&str] = &["og:site_name", "application-name", "dc.publisher"];
const AUTHORS: &[&str] =
    &["author", "article:author", "dc.creator", "parsely-author", "byl", "twitter:creator"];
const ADDRESSES: &[&str] = &["og:url", "twitter:url", "parsely-link"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dc.date.modified",
];

/// Collects what a parser finds in a document.
#[derive(Default)]
pub struct OriginReader {
    metas: Vec<(String, String)>,
    canonical: Option<String>,
    title: Option<String>,
    articles: Vec<LinkedArticle>,
    blocks: usize,
}

impl OriginReader {
    /// The elements a parser tells of, all of a document in their order.
    pub const ELEMENTS: [&'static str; 4] = ["meta", "link", "title", "script"];

    /// One of [`Self::ELEMENTS`] with its attributes and the text in it.
    pub fn element<'a>(&mut self, name: &str, attribute: impl Fn(&str) -> Option<Cow<'a, str>>, text: &str) {
        match name {
            "meta" => self.meta(attribute),
            "link" => {
                let is_canonical = attribute("rel").is_some_and(|rel| {
                    rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("canonical"))
                });
                if is_canonical && self.canonical.is_none() {
                    self.canonical = attribute("href").and_then(|href| address(&href));
                }
            }
            "title" => {
                self.title = self.title.take().or_else(|| words(text));
            }
            "script" => {
                let is_data = attribute("type").is_some_and(|kind| {
                    let kind = kind.split(';').next().unwrap_or_default().trim();
                    kind.eq_ignore_ascii_case("application/ld+json")
                });
                if is_data && self.blocks < BLOCKS && text.len() <= BLOCK {
                    self.blocks += 1;
                    self.articles.extend(linked_data::articles(text));
                }
            }
            _ => {}
        }
    }

    fn meta<'a>(&mut self, attribute: impl Fn(&str) -> Option<Cow<'a, str>>) {
        let name = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
        let (Some(name), Some(content)) = (name, attribute("content")) else { return };
        let name = name.trim().to_ascii_lowercase();
        let known = [TITLES, OUTLETS, AUTHORS, ADDRESSES, PUBLISHED, MODIFIED];
        if known.iter().any(|names| names.contains(&name.as_str()))
            && let Some(content) = words(&content)
        {
            self.metas.push((name, content));
        }
    }

    /// All contents of the first of these elements that is there.
    fn metas(&self, names: &[&str]) -> Vec<&str> {
        let of = |wanted: &&str| -> Vec<&str> {
            self.metas
                .iter()
                .filter(|(name, _)| name == wanted)
                .map(|(_, content)| content.as_str())
                .collect()
        };
        names.iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn meta_of(&self, names: &[&str]) -> Option<&str> {
        self.metas(names).first().copied()
    }

    /// What all of it says.
    pub(super) fn finish(self) -> Origin {
        let address_of_page = self
            .canonical
            .clone()
            .or_else(|| ADDRESSES.iter().find_map(|name| address(self.meta_of(&[name])?)));
        let article = self.article(address_of_page.as_deref());
        let outlet = article
            .and_then(|article| article.publisher.as_deref())
            .and_then(words)
            .or_else(|| self.meta_of(OUTLETS).map(str::to_owned));
        let named = [
            article.and_then(|article| article.headline.as_deref()),
            self.meta_of(TITLES),
            self.title.as_deref(),
        ];
        let site = self.meta_of(OUTLETS).unwrap_or_default();
        let title = named
            .into_iter()
            .flatten()
            .filter_map(words)
            .find_map(|title| naming::headline(&title, &[outlet.as_deref().unwrap_or_default(), site]));
        let people = article.map(|article| article.authors.clone()).unwrap_or_default();
        let metas = || self.metas(AUTHORS).into_iter().map(str::to_owned).collect();
        let people: Vec<String> = if people.is_empty() { metas() } else { people };
        let days = |written: Option<&String>, names: &[&str]| {
            written.and_then(|date| metadata::day_of(date)).or_else(|| metadata::day_of(self.meta_of(names)?))
        };
        let published = days(article.and_then(|article| article.published.as_ref()), PUBLISHED);
        let modified = days(article.and_then(|article| article.modified.as_ref()), MODIFIED);
        let url = address_of_page.or_else(|| address(article?.url.as_deref()?));
        let meta = ArticleMeta {
            author: authors(&people, outlet.as_deref().unwrap_or_default()),
            outlet: outlet.unwrap_or_default(),
            title: title.unwrap_or_default(),
            url: url.unwrap_or_default(),
            published: published.unwrap_or_default(),
        };
        Origin { meta, modified: modified.unwrap_or_default() }
    }

    /// The article the page is about: the one with its address, else with its title, else the first.
    fn article(&self, address: Option<&str>) -> Option<&LinkedArticle> {
        let same_place =
            |article: &&LinkedArticle| article.url.as_deref().is_some_and(|url| Some(url) == address);
        let titles = [self.meta_of(TITLES), self.title.as_deref()];
        let same_title = |article: &&LinkedArticle| {
            let headline = article.headline.as_deref().unwrap_or_default();
            !headline.is_empty() && titles.into_iter().flatten().any(|title| title.contains(headline))
        };
        let found = self.articles.iter().find(same_place).or_else(|| self.articles.iter().find(same_title));
        found.or(self.articles.first())
    }
}

/// Names of people, each once, without what they are; an outlet is no author.
fn authors(written: &[String], outlet: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in written.iter().filter_map(|name| words(name)) {
        for name in name.split(['、', ',', '，', ';', '；']).filter_map(naming::person) {
            if name != outlet && !names.contains(&name) && names.len() < 10 {
                names.push(name);
            }
        }
    }
    names.join("、")
}

/// A value on one line, without characters that are not seen; none when it is empty or too long to be one.
fn words(value: &str) -> Option<String> {
    if value.len() > 4 * LONGEST {
        return None;
    }
    let is_seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let parts: Vec<String> = value
        .split(|c: char| c.is_ascii_whitespace() || c == '\u{A0}')
        .map(|part| part.chars().filter(is_seen).collect::<String>())
        .filter(|part| !part.is_empty())
        .collect();
    let joined = parts.join(" ");
    let joined = joined.trim_matches('　');
    (!joined.is_empty() && joined.chars().nth(LONGEST).is_none()).then(|| joined.to_owned())
}

/// A whole address of the web.
fn address(value: &str) -> Option<String> {
    let value = value.trim();
    let whole = metadata::address(value)? == value && value.len() <= 2 * LONGEST;
    whole.then(|| value.to_owned())
}

#[cfg(test)]
mod tests;
