//! A question about all articles: it is asked when it is another one than the last, and once more when the
//! engine died before it answered.

/// A question of which the engine died so often is not asked again.
const ATTEMPTS: u8 = 2;

/// What was asked last.
#[derive(Debug)]
pub(crate) struct LastQuestion<T> {
    asked: Option<T>,
    under_way: bool,
    deaths: u8,
}

impl<T> Default for LastQuestion<T> {
    fn default() -> Self {
        Self { asked: None, under_way: false, deaths: 0 }
    }
}

impl<T: PartialEq + Clone> LastQuestion<T> {
    /// Whether to ask this: not when it was asked last.
    pub(crate) fn ask(&mut self, question: &T) -> bool {
        let other = self.asked.as_ref() != Some(question);
        if other {
            self.asked = Some(question.clone());
            self.under_way = true;
        }
        other
    }

    /// What was asked last.
    pub(crate) fn asked(&self) -> Option<&T> {
        self.asked.as_ref()
    }

    /// The answer has not come yet.
    pub(crate) fn is_under_way(&self) -> bool {
        self.under_way
    }

    /// Whether this is what was asked last and not answered.
    pub(crate) fn is_about(&self, question: &T) -> bool {
        self.under_way && self.asked.as_ref() == Some(question)
    }

    pub(crate) fn answered(&mut self) {
        self.under_way = false;
        self.deaths = 0;
    }

    /// The engine did not take it, or what it is about is not so any more: an answer on its way is stale, and
    /// the same may be asked again.
    pub(crate) fn not_taken(&mut self) {
        self.asked = None;
        self.under_way = false;
    }

    /// The engine died.
    pub(crate) fn died(&mut self) {
        if std::mem::take(&mut self.under_way) {
            self.deaths = self.deaths.saturating_add(1);
            if self.deaths < ATTEMPTS {
                self.asked = None;
            }
        }
    }
}
