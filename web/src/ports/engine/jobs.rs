//! Which texts wait to be analysed, and what becomes of them when the worker dies. Pure.
//!
//! Invariant: one job is under way at most, and at most one waits per article: the newest.

use shirushi_model::{AnalysisId, ArticleId};
use std::collections::VecDeque;
use std::sync::Arc;

/// A job that makes the engine trap is tried this often in all.
const ATTEMPTS: u8 = 2;

/// A text to be analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Job {
    /// Never used twice, so that an answer finds its question.
    pub(super) number: u32,
    pub(super) id: AnalysisId,
    pub(super) text: Arc<str>,
    /// The day the article was published, `YYYY-MM-DD`.
    pub(super) day: String,
    attempts: u8,
}

/// What is under way and what waits.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    last: u32,
    waiting: VecDeque<Job>,
    running: Option<Job>,
    /// The article under way was asked for anew, or not wanted any more: its answer is stale.
    stale: bool,
}

/// What became of the job that was under way when the worker died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobFate {
    /// Nothing was under way, or nobody wanted it.
    Idle,
    /// It is tried again.
    Retried(AnalysisId),
    /// It was tried often enough.
    Abandoned(AnalysisId),
}

impl Jobs {
    /// Queues a text. What was asked for the same article before is forgotten.
    pub(super) fn ask(&mut self, id: AnalysisId, text: Arc<str>, day: String) {
        self.forget(id.article);
        self.last += 1;
        self.waiting.push_back(Job { number: self.last, id, text, day, attempts: 0 });
    }

    /// The article is not wanted any more.
    pub(super) fn forget(&mut self, article: ArticleId) {
        self.waiting.retain(|job| job.id.article != article);
        self.stale |= self.running.as_ref().is_some_and(|job| job.id.article == article);
    }

    /// An article that waits goes first.
    pub(super) fn prefer(&mut self, article: ArticleId) {
        if let Some(at) = self.waiting.iter().position(|job| job.id.article == article)
            && let Some(job) = self.waiting.remove(at)
        {
            self.waiting.push_front(job);
        }
    }

    /// Begins the next job, unless one is under way.
    pub(super) fn begin(&mut self) -> Option<&Job> {
        if self.running.is_some() {
            return None;
        }
        let mut job = self.waiting.pop_front()?;
        job.attempts += 1;
        self.stale = false;
        Some(self.running.insert(job))
    }

    /// An answer came. The analysis it is, unless it is stale.
    pub(super) fn answered(&mut self, number: u32) -> Option<AnalysisId> {
        let job = self.running.take_if(|job| job.number == number)?;
        (!self.stale).then_some(job.id)
    }

    /// The worker died.
    pub(super) fn died(&mut self) -> JobFate {
        let Some(job) = self.running.take().filter(|_| !self.stale) else { return JobFate::Idle };
        let id = job.id;
        if job.attempts >= ATTEMPTS {
            return JobFate::Abandoned(id);
        }
        self.waiting.push_front(job);
        JobFate::Retried(id)
    }

    /// The worker was ended for a reason that is not the job's: it waits again as if it had never begun.
    pub(super) fn interrupted(&mut self) {
        if let Some(mut job) = self.running.take().filter(|_| !self.stale) {
            job.attempts -= 1;
            self.waiting.push_front(job);
        }
    }

    /// How many texts wait or are under way.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.waiting.len() + usize::from(self.running.is_some() && !self.stale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: AnalysisId = AnalysisId { article: ArticleId(1), hash: 1, generation: 0 };
    const TWO: AnalysisId = AnalysisId { article: ArticleId(2), hash: 2, generation: 0 };

    fn ask(jobs: &mut Jobs, id: AnalysisId, text: &str) {
        jobs.ask(id, text.into(), String::new());
    }

    fn begin(jobs: &mut Jobs) -> Option<(u32, String)> {
        jobs.begin().map(|job| (job.number, job.text.to_string()))
    }

    #[test]
    fn one_at_a_time_and_in_order() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "一");
        ask(&mut jobs, TWO, "二");
        let (number, text) = begin(&mut jobs).unwrap();
        assert_eq!(text, "一");
        assert_eq!(begin(&mut jobs), None);
        assert_eq!(jobs.len(), 2);
        assert_eq!(jobs.answered(number), Some(ONE));
        assert_eq!(jobs.answered(number), None, "answered once");
        assert_eq!(begin(&mut jobs).unwrap().1, "二");
    }

    #[test]
    fn the_newest_question_counts() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "古い");
        let (old, _) = begin(&mut jobs).unwrap();
        let newest = AnalysisId { hash: 3, ..ONE };
        ask(&mut jobs, ONE, "新しい");
        ask(&mut jobs, newest, "最新");
        assert_eq!(jobs.answered(old), None, "stale");
        let (number, text) = begin(&mut jobs).unwrap();
        assert_eq!(text, "最新");
        assert_eq!(jobs.answered(number), Some(newest));
        assert_eq!(begin(&mut jobs), None);
    }

    #[test]
    fn the_open_article_goes_first() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "一");
        ask(&mut jobs, TWO, "二");
        jobs.prefer(TWO.article);
        assert_eq!(begin(&mut jobs).unwrap().1, "二");
    }

    #[test]
    fn a_text_that_kills_the_engine_is_tried_twice() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "毒");
        ask(&mut jobs, TWO, "二");
        begin(&mut jobs).unwrap();
        assert_eq!(jobs.died(), JobFate::Retried(ONE));
        assert_eq!(begin(&mut jobs).unwrap().1, "毒");
        assert_eq!(jobs.died(), JobFate::Abandoned(ONE));
        assert_eq!(begin(&mut jobs).unwrap().1, "二");
        assert_eq!(jobs.len(), 1);
    }

    #[test]
    fn what_nobody_wants_is_not_tried_again() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "一");
        begin(&mut jobs).unwrap();
        jobs.forget(ONE.article);
        assert_eq!(jobs.died(), JobFate::Idle);
        assert_eq!(begin(&mut jobs), None);
    }

    #[test]
    fn an_interruption_is_no_attempt() {
        let mut jobs = Jobs::default();
        ask(&mut jobs, ONE, "一");
        for _ in 0..5 {
            begin(&mut jobs).unwrap();
            jobs.interrupted();
        }
        begin(&mut jobs).unwrap();
        assert_eq!(jobs.died(), JobFate::Retried(ONE));
    }
}
