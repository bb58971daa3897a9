//! Judging one suggestion after another: which one is shown, what a stroke does to it, and what comes next.

use super::Recent;
use super::repair::{Move, Repair, next_certainty};
use super::{Filter, Item, Queue, What, found, sentences};
use crate::comparing::Place;
use crate::focus::FocusTarget;
use crate::keys::Stroke;
use crate::marking::Amendment;
use crate::marking::announcing::told;
use crate::outside::Outside;
use crate::scene::{Panel, Scene};
use crate::state::Page;
use crate::words::quoting::{shortened, speaker};
use shirushi_model::{
    Annotation, AnnotationId, Body, ByteSpan, ClaimMark, ClaimType, EntityMark, EntityType, Highlight, Status,
};
use shirushi_session::{Edit, Focus, Label, Msg, Verdict};
use std::sync::Arc;

/// So many steps are listed with a way back.
const RECENT: usize = 5;
impl Page {
    /// Follows the session and the filter. Whoever is at one that still waits stays there.
    pub(crate) fn rejudge(&mut self) {
        if self.ui.scene != Scene::Judging {
            return;
        }
        let words = self.words();
        let judging = &mut self.project.judging;
        let queue = Queue::of(&self.session, words, &judging.filter, &judging.found);
        let order = judging.filter.order;
        let same = judging.current.and_then(|now| queue.at(now.place));
        let after = judging.current.map(|now| now.key);
        let before = judging.current.map(|now| now.place);
        judging.current = same.or_else(|| queue.next(order, after, &mut judging.skipped));
        judging.alike = judging.last.map(|last| self.session.suggested_alike(last)).unwrap_or_default();
        if judging.current.map(|now| now.place) != before {
            judging.repair = Repair::default();
        }
        judging.queue = queue;
    }

    /// Comes to the place of judging: at the suggestion that is selected, or where one was before.
    pub(crate) fn begin_judging(&mut self, out: &mut Outside) {
        self.judge_selected();
        self.rejudge();
        self.ui.announced = self.current_told();
        out.focus(FocusTarget::Judged);
    }

    /// Judges what the search found.
    pub(crate) fn judge_found(&mut self, out: &mut Outside) {
        let (what, found) = found(&self.session, &self.project.hits);
        self.project.judging.found = found;
        self.project.judging.current = None;
        self.project.judging.filter = Filter { what, found: true, ..Filter::default() };
        self.send(Msg::Focus(Focus::None), out);
        self.turn_scene(Scene::Judging, out);
    }

    /// Goes on with the selected suggestion.
    fn judge_selected(&mut self) {
        let selection = self.session.selection;
        let (what, span) = match selection.focus {
            Focus::Suggestion(span) => (What::Entities, span),
            Focus::Claim(span) => (What::Claims, span),
            _ => return,
        };
        if let Some(article) = selection.article {
            self.show_place(what, (article, span));
        }
    }

    /// Shows what waits at a place. What the filter leaves out is shown without it.
    fn show_place(&mut self, what: What, place: Place) {
        let (words, filter) = (self.words(), self.project.judging.filter);
        let wide = Filter { what, order: filter.order, ..Filter::default() };
        for filter in [Filter { what, ..filter }, wide] {
            if let Some(item) =
                Queue::of(&self.session, words, &filter, &self.project.judging.found).at(place)
            {
                let judging = &mut self.project.judging;
                (judging.filter, judging.current) = (filter, Some(item));
                judging.skipped.retain(|skipped| *skipped != place);
                return;
            }
        }
    }

    /// After a judgement was taken back: the one that was judged is shown again.
    pub(crate) fn judge_again(&mut self, out: &mut Outside) {
        if self.ui.scene == Scene::Judging && matches!(self.session.can_redo(), Some(Label::Judge { .. })) {
            self.judge_selected();
            self.rejudge();
            self.tell_current();
            out.focus(FocusTarget::Judged);
        }
    }

    /// Shows others.
    pub(crate) fn sift(&mut self, filter: Filter, out: &mut Outside) {
        self.project.judging.filter = filter;
        self.project.judging.skipped.clear();
        self.rejudge();
        self.ui.announced = (self.words().remaining)(self.project.judging.queue.pending.len());
        self.tell_current();
        // Whoever chose with the pointer goes on with the keys; whoever goes through a list with them stays
        // in it.
        out.focus(FocusTarget::JudgedByPointer);
    }

    pub(crate) fn stroke(&mut self, stroke: Stroke, out: &mut Outside) {
        if self.ui.scene != Scene::Judging || self.ui.panel == Panel::Intake {
            return;
        }
        let current = self.project.judging.current;
        match (stroke, current) {
            (Stroke::Accept, Some(item)) if self.project.judging.repair != Repair::default() => {
                if let Some(body) = self.repaired(item.place) {
                    self.correct(item.place, body, out);
                }
            }
            (Stroke::Accept, Some(item)) => self.pronounce(vec![item.place], Verdict::Accept, out),
            (Stroke::Reject, Some(item)) => self.pronounce(vec![item.place], Verdict::Reject, out),
            (Stroke::Retype(at), Some(item)) => self.retype(item.place, at, out),
            (Stroke::Skip, Some(item)) => {
                let judging = &mut self.project.judging;
                judging.skipped.push(item.place);
                let order = judging.filter.order;
                judging.current = judging.queue.next(order, Some(item.key), &mut judging.skipped);
                judging.repair = Repair::default();
                self.ui.announced = self.words().skip.to_owned();
                self.tell_current();
            }
            (Stroke::Text, Some(Item { place: (article, span), .. })) => {
                let focus = match self.project.judging.filter.what {
                    What::Entities => Focus::Suggestion(span),
                    What::Claims => Focus::Claim(span),
                };
                return self.go_to(article, span, focus, out);
            }
            (Stroke::Back, _) => {
                self.undo(out);
            }
            (Stroke::Same, _) => {
                let last = self.project.judging.last;
                let places = self.project.judging.alike.clone();
                if let Some((verdict, string)) = self.alike_told().filter(|_| !places.is_empty()) {
                    let done = (self.words().same_done)(verdict, &string, places.len());
                    self.pronounce(places, verdict, out);
                    self.ui.announced = done;
                    self.tell_current();
                    // Taken back, the same is offered again.
                    self.project.judging.last = last;
                }
            }
            (Stroke::Move(by), Some(item)) => {
                self.move_boundary(item.place, by);
                return;
            }
            (Stroke::Certainty, Some(item)) => {
                if let Some(Body::Claim(mut mark)) = self.repaired(item.place) {
                    mark.certainty = next_certainty(mark.certainty);
                    self.ui.announced = (self.words().certainty)(mark.certainty).to_owned();
                    self.project.judging.repair.mark = Some(mark);
                }
                return;
            }
            (Stroke::Speaker, Some(_)) => return out.focus(FocusTarget::JudgeSpeaker),
            (Stroke::Note, Some(_)) => return out.focus(FocusTarget::JudgeNote),
            (Stroke::Flag, Some(item)) => self.turn_flag(item.place, out),
            (Stroke::Again(at), _) => self.judge_one_again(at, out),
            (Stroke::Filters, _) => self.project.judging.filters_out = !self.project.judging.filters_out,
            _ => {}
        }
        out.focus(FocusTarget::Judged);
    }

    fn pronounce(&mut self, places: Vec<Place>, verdict: Verdict, out: &mut Outside) {
        let by = self.preferences.annotator.clone();
        self.judged(
            match self.project.judging.filter.what {
                What::Entities => Edit::Judge { places, verdict, by },
                What::Claims => Edit::JudgeClaims { places, verdict, by },
            },
            out,
        );
    }

    /// Accepts as the type at this place among all types.
    fn retype(&mut self, place: Place, at: usize, out: &mut Outside) {
        let body = match self.repaired(place) {
            Some(Body::Entity(mark)) => {
                let Some(&kind) = EntityType::ALL.get(at) else { return };
                Body::Entity(mark.retyped(kind))
            }
            Some(Body::Claim(mark)) => {
                let Some(&kind) = ClaimType::ALL.get(at) else { return };
                Body::Claim(ClaimMark { kind, ..mark })
            }
            _ => return,
        };
        self.correct(place, body, out);
    }

    /// What is shown, with what was put right of it.
    fn repaired(&self, (article, span): Place) -> Option<Body> {
        let repair = &self.project.judging.repair;
        Some(match self.project.judging.filter.what {
            What::Entities => {
                let one = self.session.suggestion(article, span)?;
                let mut mark = EntityMark::of(&one.entity);
                if repair.to.is_some_and(|to| to != span) {
                    // Another string has neither the name nor the value of this one.
                    (mark.canonical, mark.value) = (String::new(), None);
                }
                Body::Entity(mark)
            }
            What::Claims => {
                let mut suggested = self.session.suggested_claims(article).into_iter();
                let claim = suggested.find(|claim| claim.span == span)?;
                Body::Claim(repair.mark.clone().unwrap_or_else(|| self.session.claim_mark(article, claim)))
            }
        })
    }

    /// Accepts what is shown as this, where its boundaries were put.
    fn correct(&mut self, (article, span): Place, body: Body, out: &mut Outside) {
        let (to, by) = (self.project.judging.repair.to, self.preferences.annotator.clone());
        self.judged(Edit::Correct { article, span, to, body, by }, out);
    }

    fn move_boundary(&mut self, place: Place, by: Move) {
        let Some(article) = self.session.project.article(place.0) else { return };
        let analysis = self.session.analysed(place.0).map(|analysed| &analysed.analysis);
        let [before, _, after] = sentences(&self.session, place);
        let shown = ByteSpan { start: before.start, end: after.end };
        let now = self.project.judging.repair.to.unwrap_or(place.1);
        let to = by.of(&article.text, analysis, now, shown);
        self.ui.announced = to.slice(&article.text).unwrap_or_default().to_owned();
        self.project.judging.repair.to = (to != place.1).then_some(to);
    }

    /// Says who makes the claim that is shown; it is taken with the verdict.
    pub(crate) fn judged_speaker(&mut self, name: String) {
        let Some(item) = self.project.judging.current else { return };
        if let Some(Body::Claim(mut mark)) = self.repaired(item.place) {
            Amendment::SpeakerName(name).apply(&mut mark);
            self.project.judging.repair.mark = Some(mark);
        }
    }

    /// The flag on what is shown: a highlight with the project's first tag.
    pub fn flag(&self, (article, span): Place) -> Option<&Arc<Annotation>> {
        let tag = self.session.project.tagset.tags.first()?.id;
        let mut here = self.session.project.annotations_of(article);
        here.find(|one| {
            one.extent() == Some(span) && matches!(&one.body, Body::Highlight(mark) if mark.tag == tag)
        })
    }

    fn turn_flag(&mut self, place: Place, out: &mut Outside) {
        match self.flag(place).map(|flag| flag.id) {
            Some(id) => self.change(Msg::Edit { edit: Edit::Delete(vec![id]), at: out.now }, out),
            None => self.put_flag(place, String::new(), out),
        }
    }

    fn put_flag(&mut self, (article, span): Place, note: String, out: &mut Outside) {
        let Some(tag) = self.session.project.tagset.tags.first().map(|tag| tag.id) else { return };
        let (body, by) = (Body::Highlight(Highlight { tag }), self.preferences.annotator.clone());
        let edit = Edit::Mark { article, spans: vec![span], body, note, by };
        self.edit(edit, out);
    }

    /// Notes stand on the flag.
    pub(crate) fn judged_note(&mut self, note: String, out: &mut Outside) {
        let Some(place) = self.project.judging.current.map(|item| item.place) else { return };
        match self.flag(place).map(|flag| flag.id) {
            Some(id) => {
                let edit = Edit::Change { id, target: None, body: None, note: Some(note) };
                self.edit(edit, out);
            }
            None if note.trim().is_empty() => {}
            None => self.put_flag(place, note, out),
        }
    }

    /// The judgement whose string waits elsewhere: what was decided, and the string.
    pub fn alike_told(&self) -> Option<(Verdict, String)> {
        let judged = self.session.project.annotations.get(&self.project.judging.last?)?;
        let rejected = judged.status == Status::Rejected;
        Some((if rejected { Verdict::Reject } else { Verdict::Accept }, self.quote(judged)))
    }

    fn quote(&self, judged: &Annotation) -> String {
        let article = self.session.project.article(judged.article);
        let quote = article.zip(judged.extent()).and_then(|(article, span)| span.slice(&article.text));
        quote.map(shortened).unwrap_or_default()
    }

    /// The last steps that still stand, last first.
    pub fn recent(&self) -> Vec<Recent> {
        let told = |ids: &Vec<AnnotationId>| {
            let judged = self.session.project.annotations.get(ids.first()?)?;
            Some(Recent { quote: self.quote(judged), status: judged.status, count: ids.len() })
        };
        self.project.judging.recent.iter().filter_map(told).take(RECENT).collect()
    }

    /// Takes one of the last steps back, and shows what was judged in it again.
    fn judge_one_again(&mut self, at: usize, out: &mut Outside) {
        let annotations = &self.session.project.annotations;
        let stands = |ids: &&Vec<AnnotationId>| ids.first().is_some_and(|id| annotations.contains_key(id));
        let Some(ids) = self.project.judging.recent.iter().filter(stands).nth(at).cloned() else { return };
        let judged = ids.first().and_then(|id| annotations.get(id)).cloned();
        self.edit(Edit::Delete(ids), out);
        let Some((judged, span)) = judged.and_then(|judged| Some((judged.clone(), judged.extent()?))) else {
            return;
        };
        let claim = matches!(judged.body, Body::Claim(_));
        let what = if claim { What::Claims } else { What::Entities };
        self.show_place(what, (judged.article, span));
        self.rejudge();
        self.tell_current();
    }

    /// How many judgements one makes in a minute, once there are enough of them to say.
    pub fn pace(&self) -> Option<usize> {
        let times = &self.project.judging.times;
        let took = times.back()?.checked_sub(*times.front()?).filter(|took| *took > 0)?;
        let made = times.len().checked_sub(1).filter(|made| *made >= 4)?;
        usize::try_from((made as i64 * 60_000 + took / 2) / took).ok()
    }

    fn judged(&mut self, edit: Edit, out: &mut Outside) {
        let seq = self.session.seq();
        let before = self.session.project.annotations.get_max().map(|(id, _)| *id);
        self.edit(edit, out);
        if self.session.seq() != seq {
            let annotations = &self.session.project.annotations;
            let made = annotations.iter().rev().take_while(|(id, _)| Some(**id) > before).map(|(id, _)| *id);
            let mut made: Vec<AnnotationId> = made.collect();
            made.reverse();
            let judging = &mut self.project.judging;
            judging.last = made.last().copied().or(judging.last);
            judging.recent.insert(0, made);
            // Some of them may be undone.
            judging.recent.truncate(4 * RECENT);
            judging.paced(out.now.0);
            self.rejudge();
            self.tell_current();
        }
    }

    /// Tells those who hear the page what is shown now, after what was done.
    fn tell_current(&mut self) {
        let told = self.current_told();
        self.ui.announced = format!("{} ・ {told}", self.ui.announced);
    }

    fn current_told(&self) -> String {
        let words = self.words();
        let Some(Item { place: (id, span), .. }) = self.project.judging.current else {
            return words.judge_done.to_owned();
        };
        let Some(article) = self.session.project.article(id) else { return String::new() };
        let mut said = match self.project.judging.filter.what {
            What::Entities => {
                let one = self.session.suggestion(id, span);
                one.map(|one| told(words, &article.text, one)).unwrap_or_default()
            }
            What::Claims => {
                let claim = self.session.suggested_claims(id).into_iter().find(|claim| claim.span == span);
                let mark = claim.map(|claim| self.session.claim_mark(id, claim));
                let named = |mark| {
                    [words.claim_word, &speaker(words, mark), (words.certainty)(mark.certainty)].join(" ・ ")
                };
                mark.as_ref().map(named).unwrap_or_default()
            }
        };
        let [_, sentence, _] = sentences(&self.session, (id, span));
        said.push_str(" ・ ");
        said.push_str(sentence.slice(&article.text).unwrap_or_default());
        said
    }
}
