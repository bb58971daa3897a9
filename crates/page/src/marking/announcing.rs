//! What those who hear the page are told.

use crate::notices::Notice;
use crate::state::Page;
use crate::words::Words;
use crate::words::quoting::{shortened, speaker, value};
use shirushi_model::Project;
use shirushi_session::{Announcement, Focus, Influence, Label, Origin, Session, Suggestion, Transaction};

impl Page {
    /// Tells something after what was just told, if anything was.
    pub(crate) fn announce_too(&mut self, more: &str) {
        // That the page works offline is said once, whatever is said after it.
        let former = self.ui.announced.replace(self.words().offline_ready, "");
        let former = former.trim_matches([' ', '・']);
        let apart = if former.is_empty() { "" } else { " ・ " };
        self.ui.announced = format!("{former}{apart}{more}");
    }

    /// Says that an article was removed, with a way back as long as nothing else was done.
    pub(crate) fn told_of_removal(&mut self, transaction: &Transaction, before: &Project) {
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::ArticleRemoved(_)));
        if transaction.label == Label::RemoveArticle && transaction.origin == Origin::Person {
            let gone =
                before.articles.iter().find(|article| self.session.project.article(article.id).is_none());
            if let Some(title) = gone.map(|article| article.meta.title.clone()) {
                self.tell(Notice::ArticleRemoved(title));
            }
        }
    }

    /// Tells those who hear the page what the suggestion is that was turned to.
    pub(crate) fn announce_focus(&mut self) {
        if let (Focus::Claim(_), Some(one)) = (self.session.selection.focus, self.proposed()) {
            let words = self.words();
            let said = [words.claim_word, &speaker(words, &one.mark), (words.certainty)(one.mark.certainty)]
                .join(" ・ ");
            self.ui.announced = said;
        }
        let Focus::Suggestion(span) = self.session.selection.focus else { return };
        let found = self.derived.suggestions.on(span).or_else(|| self.derived.withdrawn.on(span));
        if let (Some(found), Some(article)) = (found, self.session.article()) {
            self.ui.announced = told(self.words(), &article.text, found);
        }
    }
}

/// The words that a change of one mark is about, to be told after what was done; of several marks none.
pub(crate) fn quoted(session: &Session, transaction: &Transaction) -> String {
    let mut annotations = transaction.annotations();
    let (Some(one), None) = (annotations.next(), annotations.next()) else { return String::new() };
    let text = session.project.article(one.article).zip(one.extent());
    let quote = text.and_then(|(article, extent)| extent.slice(&article.text));
    quote.map_or(String::new(), |quote| format!(": {}", shortened(quote)))
}

pub(crate) fn announced(words: &Words, announcement: Announcement) -> String {
    match announcement {
        Announcement::Done(label) => (words.label)(&label).to_owned(),
        Announcement::Undone(label) => format!("{}: {}", words.undo, (words.label)(&label)),
        Announcement::Redone(label) => format!("{}: {}", words.redo, (words.label)(&label)),
    }
}

/// A suggestion in one line.
pub(crate) fn told(words: &Words, text: &str, suggestion: &Suggestion) -> String {
    let entity = &suggestion.entity;
    let surface = entity.span.slice(text).unwrap_or_default();
    let mut told = format!("{} {surface}", (words.entity)(entity.kind));
    if let Some(normalized) = &entity.normalized {
        told.push_str(&format!(" ・ {} {}", words.normalized, value(words, normalized)));
    }
    told.push_str(&format!(" ・ {} {:.0} %", words.score, entity.score * 100.0));
    if suggestion.influence != Influence::None {
        told.push_str(&format!(" ・ {}", (words.influence)(suggestion.influence)));
    }
    told
}
