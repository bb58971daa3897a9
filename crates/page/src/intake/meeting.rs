//! What comes in meets what is there: the same article once more, a newer version of one, and what is no
//! article at all.

use super::{DraftTwin, Pasted};
use crate::focus::FocusTarget;
use crate::notices::{NoText, Notice};
use crate::outside::Outside;
use crate::replacing::Replace;
use crate::scene::Panel;
use crate::state::Page;
use shirushi_model::Article;
use std::collections::HashSet;

/// Lines shorter than this, in bytes, stand in many articles: それによると、 (c) 2025.
const TELLING: usize = 30;
/// A text that grew or shrank by fewer bytes than this was typed, and is not looked at again for that.
const TYPED: usize = 60;

/// The sentences of a text, as what tells it from others.
fn sentences(text: &str) -> HashSet<&str> {
    text.split(['。', '\n']).map(str::trim).filter(|line| line.len() >= TELLING).collect()
}

/// A text without what copying changes: blanks and line breaks.
fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// How a text stands to the articles that are there.
fn twin<'a>(text: &str, articles: impl Iterator<Item = &'a Article> + Clone) -> DraftTwin {
    if text.trim().is_empty() {
        return DraftTwin::None;
    }
    if let Some(same) = articles.clone().find(|article| bare(&article.text).eq(bare(text))) {
        return DraftTwin::Same(same.id);
    }
    let own = sentences(text);
    let shared = |article: &Article| {
        let other = sentences(&article.text);
        let both = own.intersection(&other).count();
        // A version of an article keeps most of its sentences; two outlets that share an agency's text share
        // as much, which the person sees and decides.
        (both >= 2 && both * 2 >= own.len().min(other.len())).then_some(both)
    };
    let best = articles.filter_map(|article| Some((shared(article)?, article.id)));
    best.max().map_or(DraftTwin::None, |(_, id)| DraftTwin::Newer(id))
}

impl Page {
    /// Looks whether the draft is an article that is there already.
    pub(crate) fn meet_articles(&mut self, before: usize) {
        let now = self.ui.draft.text.len();
        if now.abs_diff(before) >= TYPED || now == 0 {
            self.meet_again();
        }
    }

    /// The same when the articles are others.
    pub(crate) fn meet_again(&mut self) {
        let articles = self.session.project.articles.iter().map(|one| &**one);
        self.ui.draft.twin = twin(&self.ui.draft.text, articles);
    }

    /// Says when an article with this text is there already. It comes in all the same: two outlets may print
    /// one agency's text.
    pub(crate) fn say_if_there(&mut self, name: &str, text: &str) {
        let same = self.session.project.articles.iter().find(|article| bare(&article.text).eq(bare(text)));
        let title = same.map(|article| article.meta.title.clone());
        if let Some(title) = title {
            self.tell(Notice::AlreadyThere { name: name.to_owned(), title });
        }
    }

    /// Takes the draft for a newer text of the article it is like.
    pub(crate) fn draft_as_newer(&mut self, out: &mut Outside) {
        let DraftTwin::Newer(id) = self.ui.draft.twin else { return };
        let text = std::mem::take(&mut self.ui.draft.text);
        self.forget_draft(out);
        self.ui.panel = Panel::Inspector;
        self.open_article(id, out);
        self.replace(Replace::Begin, out);
        self.replace(Replace::Text(text.to_string()), out);
    }

    /// Opens the article the draft is, and leaves the form.
    pub(crate) fn open_twin(&mut self, out: &mut Outside) {
        if let DraftTwin::Same(id) = self.ui.draft.twin {
            self.cancel_draft(out);
            self.open_article(id, out);
            out.focus(FocusTarget::Text);
        }
    }

    /// Says what was pasted where it is no text. Whether that is all there is to do about it.
    pub(crate) fn is_no_text(&mut self, pasted: &Pasted, text: &str, out: &mut Outside) -> bool {
        if text.trim().is_empty() {
            self.tell(Notice::NoText(if pasted.has_image { NoText::Image } else { NoText::Nothing }));
            return true;
        }
        let address = text.trim();
        let is_address = (address.starts_with("https://") || address.starts_with("http://"))
            && !address.contains(char::is_whitespace);
        if is_address && self.ui.draft.text.is_empty() {
            // It is kept for where it belongs; the text is what is missing.
            self.ui.draft.meta.url = address.to_owned();
            self.open_panel(Panel::Intake, out);
            self.tell(Notice::NoText(NoText::Address));
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ArticleId, ArticleMeta, Timestamp};

    const MARKET: &str = "中央市場で火災、2人けが\n\n　4月1日午前10時ごろ、浜崎市の中央市場で火災があり、従業員2人がけがをした。市場を運営する浜崎水産は「原因を調べている」と説明した。\n\n　佐伯真理子市長は同日、現場を視察し、「再開を急ぎたい」と述べた。";

    fn of(text: &str) -> DraftTwin {
        let article = Article::new(ArticleId(1), MARKET, ArticleMeta::default(), Timestamp(0));
        twin(text, std::iter::once(&article))
    }

    #[test]
    fn the_same_article_is_known_however_it_was_copied() {
        let same = DraftTwin::Same(ArticleId(1));
        assert_eq!(of(MARKET), same);
        assert_eq!(of(&MARKET.replace('\n', "\r\n")), same);
        assert_eq!(of(&MARKET.replace("\n\n　", "\n")), same);
        assert_eq!(of(&format!("{MARKET}\n")), same);
    }

    #[test]
    fn a_newer_version_keeps_most_sentences() {
        let newer = DraftTwin::Newer(ArticleId(1));
        assert_eq!(of(&MARKET.replace("2人", "3人")), newer);
        assert_eq!(of(&format!("{MARKET}\n\n　消防は2日、実況見分を始めた。")), newer);
    }

    #[test]
    fn another_article_on_the_same_event_is_another() {
        assert_eq!(
            of("市場の火災、けが人は3人\n\n　浜崎市の市場で1日に起きた火災で、消防はけが人を3人と発表した。"),
            DraftTwin::None
        );
        assert_eq!(of("中央市場で火災、2人けが"), DraftTwin::None);
        // One sentence of an agency in both.
        assert_eq!(
            of(
                "　4月1日午前10時ごろ、浜崎市の中央市場で火災があり、従業員2人がけがをした。消防によると、火は約2時間後に消し止められた。市場は当面、休業する見通しだと組合は話している。"
            ),
            DraftTwin::None
        );
        assert_eq!(of(""), DraftTwin::None);
    }
}
