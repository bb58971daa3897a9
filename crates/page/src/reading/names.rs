//! What a speaker is called where there is little room: by the shortest name the article itself has for them,
//! if nobody else in it goes by that name. エマニュエル・マクロン is マクロン, unless ブリジット・マクロン is
//! there too. No name is made up: where the article has no other, the long one stands.

use shirushi_model::{ArticleId, Entity, EntityType};
use shirushi_session::Session;

/// Who is named in an article, and how that is written: each pair once.
pub(crate) struct Called<'a>(Vec<(&'a str, &'a str)>);

/// In an article with more names than this all are told whole.
const MOST: usize = 100;

/// A name of so many characters needs no shorter one.
const SHORT: usize = 6;

impl<'a> Called<'a> {
    /// People and organizations, by their one name in all articles.
    pub(crate) fn of(session: &'a Session, article: ArticleId, entities: &'a [Entity]) -> Self {
        let mut called = Vec::new();
        let text = session.project.article(article).map_or("", |article| &*article.text);
        for Entity { span, kind, canonical, .. } in entities {
            let named = session.name_of(article, *span, *kind).unwrap_or(canonical);
            if let Some(written) = span.slice(text)
                && matches!(kind, EntityType::Person | EntityType::Organization)
                && !called.contains(&(named, written))
            {
                called.push((named, written));
            }
            if called.len() > MOST {
                return Self(Vec::new());
            }
        }
        Self(called)
    }

    /// The shortest way in which someone with a long name is written, and nobody else is.
    pub(crate) fn shortest(&self, name: &str) -> Option<&'a str> {
        shortest(name, &self.0)
    }
}

fn shortest<'a>(name: &str, called: &[(&'a str, &'a str)]) -> Option<&'a str> {
    name.chars().nth(SHORT)?;
    let is_anothers = |short: &str| {
        called
            .iter()
            .any(|(other, written)| *other != name && (other.contains(short) || written.contains(short)))
    };
    called
        .iter()
        .filter(|(named, written)| *named == name && written.len() < name.len())
        .map(|&(_, written)| written)
        // One character names a country or an office in any article: 米, 市.
        .filter(|written| written.chars().nth(1).is_some() && !is_anothers(written))
        .min_by_key(|written| written.len())
}

#[cfg(test)]
mod tests {
    use super::shortest;

    const EMMANUEL: &str = "エマニュエル・マクロン";
    const BRIGITTE: &str = "ブリジット・マクロン";

    #[test]
    fn a_long_name_gives_way_to_the_shortest_that_is_nobody_elses() {
        let called = [(EMMANUEL, EMMANUEL), (EMMANUEL, "マクロン"), ("習近平", "習近平")];
        assert_eq!(shortest(EMMANUEL, &called), Some("マクロン"));
        let two = [(EMMANUEL, EMMANUEL), (EMMANUEL, "マクロン"), (BRIGITTE, BRIGITTE)];
        assert_eq!(shortest(EMMANUEL, &two), None, "whose マクロン would it be");
        let given = [(EMMANUEL, "マクロン"), (EMMANUEL, "エマニュエル"), (BRIGITTE, BRIGITTE)];
        assert_eq!(shortest(EMMANUEL, &given), Some("エマニュエル"));
    }

    #[test]
    fn short_names_names_of_one_character_and_those_nobody_shortens_stand() {
        assert_eq!(shortest("岸田文雄", &[("岸田文雄", "岸田")]), None);
        assert_eq!(shortest("浜崎市消防本部", &[("浜崎市消防本部", "市")]), None);
        assert_eq!(shortest("国際原子力機関", &[("国際原子力機関", "ＩＡＥＡ")]), Some("ＩＡＥＡ"));
        assert_eq!(shortest(EMMANUEL, &[]), None);
        assert_eq!(shortest("", &[("", "港")]), None);
    }
}
