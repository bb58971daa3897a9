//! Documents: PDFs, Word documents, books, saved pages. Their readers are a module of their own that comes
//! when it is needed; what they tell comes in as any text does.
//!
//! All of this is done by the late part: nobody brings a document in the first moment, and while the late
//! part comes the file waits.

use super::Brought;
use super::DocumentEvent;
use super::Form;
use super::Incoming;
use super::Underway;
use super::brought::BroughtKind;
use crate::effect::{Effect, FileTask};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::scene::Panel;
use crate::state::Page;
use shirushi_exchange::document::Answer;
use shirushi_exchange::{intake, metadata};
use shirushi_model::ArticleMeta;
use shirushi_session::{Edit, NewArticle};
use std::rc::Rc;

impl Page {
    /// Has a document read.
    pub(crate) fn read_document(&mut self, brought: Brought, out: &mut Outside) {
        let Brought { file: Incoming { name, content, .. }, form } = brought;
        match content {
            Ok(bytes) => {
                let number = self.next_reading();
                let what = BroughtKind::Text(form);
                self.ui.documents.push(Underway { number, name: name.clone(), what, told: true });
                self.tell(Notice::ReadingDocument { name, done: 0, of: 0 });
                out.ask(Effect::DoFile { number, task: FileTask::Document, bytes: Rc::new(bytes) });
            }
            Err(error) => self.tell(Notice::File { name, error }),
        }
    }

    /// A number for what is read next.
    pub(super) fn next_reading(&mut self) -> u32 {
        self.ui.turn += 1;
        self.ui.turn
    }

    /// What is told of one. What comes after it was ended is not taken. A text goes into the project that
    /// is open by then, as what a person types does.
    pub(crate) fn document_event(&mut self, event: DocumentEvent, out: &mut Outside) {
        let Some(event) = self.errand_event(event, out) else { return };
        match event {
            DocumentEvent::Step { number, done, of } => {
                let Some(underway) = self.ui.documents.iter_mut().find(|one| one.number == number) else {
                    return;
                };
                if !std::mem::replace(&mut underway.told, true) {
                    let name = underway.name.clone();
                    return self.tell(Notice::ReadingDocument { name, done, of });
                }
                let name = underway.name.clone();
                self.reading_step(&name, done, of);
            }
            DocumentEvent::Answered { number, answer } => {
                let Some(underway) = self.take_underway(number) else { return };
                let Underway { name, what, .. } = underway;
                let answer = std::str::from_utf8(&answer).unwrap_or_default();
                let failed = match what {
                    BroughtKind::Text(form) => serde_json::from_str(answer)
                        .map(|answer| self.take_answer(name.clone(), form, answer, out)),
                    BroughtKind::Project(file) => serde_json::from_str(answer)
                        .map(|opened| self.project_read(name.clone(), file, opened, out)),
                };
                if failed.is_err() {
                    self.tell(Notice::DocumentFailed { name });
                }
            }
            DocumentEvent::Failed { number } => {
                if let Some(Underway { name, .. }) = self.take_underway(number) {
                    self.tell(Notice::DocumentFailed { name });
                }
            }
            DocumentEvent::Ended => {
                for one in std::mem::take(&mut self.ui.documents) {
                    out.ask(Effect::EndFile(one.number));
                }
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::ReadingDocument { .. }));
            }
        }
    }

    fn take_underway(&mut self, number: u32) -> Option<Underway> {
        let at = self.ui.documents.iter().position(|one| one.number == number)?;
        let underway = self.ui.documents.remove(at);
        self.reading_done(&underway.name);
        Some(underway)
    }

    /// Tells how far the reading of a file is.
    pub(crate) fn reading_step(&mut self, of_file: &str, done: u32, of: u32) {
        // In its place: the button beside it must not change under a hand.
        for (_, notice) in &mut self.ui.notices {
            if let Notice::ReadingDocument { name, done: shown, of: all } = notice
                && name == of_file
            {
                (*shown, *all) = (done, of);
            }
        }
    }

    /// A file is read, or is not to be any more.
    pub(crate) fn reading_done(&mut self, of_file: &str) {
        let is_its =
            |notice: &Notice| matches!(notice, Notice::ReadingDocument { name, .. } if name == of_file);
        self.ui.notices.retain(|(_, notice)| !is_its(notice));
    }

    fn take_answer(&mut self, name: String, form: Form, answer: Answer, out: &mut Outside) {
        let Answer { kind, texts, left_out, refused } = answer;
        let kind = kind.unwrap_or_default();
        if let Some(why) = refused {
            self.tell(Notice::DocumentRefused { name, kind, why });
            return;
        }
        let mut articles = Vec::with_capacity(texts.len());
        for read in texts {
            let odd = intake::inspect(&read.text);
            if super::refuses(&odd) {
                self.tell(Notice::Odd { name: name.clone(), odd });
                continue;
            }
            articles.push((read.meta, read.text));
        }
        self.tell(Notice::DocumentRead { name: name.clone(), kind, left_out, texts: articles.len() });
        let is_form_free = self.ui.panel != Panel::Intake || self.ui.draft.text.trim().is_empty();
        if form == Form::Filled && is_form_free && articles.len() == 1 {
            for (meta, text) in articles {
                self.forget_draft(out);
                self.ui.origin = meta;
                self.set_draft_text(text.into(), out);
                self.open_panel(Panel::Intake, out);
            }
            return;
        }
        let articles: Vec<NewArticle> =
            articles.into_iter().map(|(meta, text)| article(&name, meta, text)).collect();
        for article in &articles {
            self.say_if_there(&name, &article.text);
        }
        if !articles.is_empty() {
            self.edit(Edit::AddArticles(articles), out);
        }
    }
}

/// A text with what its file and it itself say of it, called after the file where neither names it.
fn article(name: &str, meta: ArticleMeta, text: String) -> NewArticle {
    let mut meta = metadata::together(meta, metadata::find(&text).meta());
    if meta.title.is_empty() {
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).clone_into(&mut meta.title);
    }
    NewArticle { text, meta }
}

#[cfg(test)]
mod tests;
