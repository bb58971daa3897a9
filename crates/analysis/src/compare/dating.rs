//! The dates of articles that do not say when they were written, read as of the time of those beside them.
//!
//! Many pasted articles have no full date: 11月4日(水), 18日, きのう. By itself such a date stays open
//! (`XXXX-XX-18`). Beside articles of the same days it does not: who compares them takes all for news of one
//! time. What an article is shown with stays as its own text tells it; only comparison borrows.

use super::Compared;
use crate::values::ValueFinder;
use shirushi_model::{ByteSpan, CalendarValue, Date, Normalized};
use std::collections::HashMap;

/// The values that dates of one article have among others, by their extents; of those it leaves open only.
pub(super) type Borrowed = HashMap<ByteSpan, CalendarValue>;

/// Articles that lie further apart lend no day to others: they tell of more than one time.
const ONE_TIME: i32 = 45;

/// What each article borrows.
pub(super) fn borrow(articles: &[Compared<'_>]) -> Vec<Borrowed> {
    let of = |article: &Compared<'_>| -> Option<Date> { article.analysis.day.as_ref()?.value.parse().ok() };
    let mut days: Vec<Date> = articles.iter().filter_map(of).collect();
    days.sort_unstable();
    let near = days.get(days.len() / 2).copied().filter(|_| {
        let ends = days.first().zip(days.last());
        ends.is_some_and(|(first, last)| first.days_until(*last) <= ONE_TIME)
    });
    let Some(near) = near.filter(|_| days.len() < articles.len()) else {
        return vec![Borrowed::new(); articles.len()];
    };
    let finder = ValueFinder::new();
    let read = |article: &Compared<'_>| {
        if article.analysis.day.is_some() {
            return Borrowed::new();
        }
        let values = finder.find_near(article.text, article.analysis, near).into_iter();
        values
            .filter_map(|(span, value)| match value {
                Normalized::Calendar(value) => Some((span, value)),
                Normalized::Quantity(_) => None,
            })
            .collect()
    };
    articles.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Options};
    use shirushi_dictionary::build::workspace_dictionary;
    use shirushi_model::Analysis;
    use std::sync::Arc;

    /// What the second of some texts borrows: words and values.
    fn borrowed(texts: &[&str]) -> Vec<(String, String)> {
        let mut analyzer = Analyzer::new(Arc::new(workspace_dictionary().unwrap()));
        let analyses: Vec<Analysis> =
            texts.iter().map(|text| analyzer.analyze(text, &Options::default())).collect();
        let articles: Vec<Compared<'_>> =
            texts.iter().zip(&analyses).map(|(text, analysis)| Compared { text, analysis }).collect();
        let of_second = borrow(&articles).swap_remove(1);
        let mut values: Vec<(ByteSpan, CalendarValue)> = of_second.into_iter().collect();
        values.sort_by_key(|(span, _)| span.start);
        let word = |span: ByteSpan| span.slice(texts[1]).unwrap().to_owned();
        values.into_iter().map(|(span, value)| (word(span), value.value)).collect()
    }

    fn values(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_date_line_without_a_year_has_that_of_the_others() {
        let first = "港で火災\n2026年1月3日\n火災があった。";
        let second = "港で火災、けが2人\n12月30日(火)\n29日、港で火災があった。去年10月にもあった。";
        let expected = [("12月30日(火)", "2025-12-30"), ("29日", "2025-12-29"), ("去年10月", "2024-10")];
        assert_eq!(borrowed(&[first, second]), values(&expected));
    }

    #[test]
    fn without_a_date_line_the_time_of_the_others_counts() {
        let texts = ["2026年11月4日、港で火災があった。", "港で3日、火災があった。"];
        assert_eq!(borrowed(&texts), values(&[("3日", "2026-11-03")]));
    }

    #[test]
    fn nothing_is_borrowed_where_nothing_is_known_or_the_others_are_of_many_times() {
        assert_eq!(borrowed(&["4日、港で火災があった。", "3日、火災があった。"]), values(&[]));
        let texts = ["2026年11月4日に火災。", "3日、火災があった。", "2025年2月1日に火災。"];
        assert_eq!(borrowed(&texts), values(&[]));
        let own = ["2026年11月4日、火災があった。", "2026年11月5日\n3日、火災があった。"];
        assert_eq!(borrowed(&own), values(&[]));
    }
}
