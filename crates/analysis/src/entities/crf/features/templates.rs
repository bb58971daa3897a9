//! The templates: what a word says by itself, and what its company says of it.

use super::seen::{Seen, of_chars, shape};
use super::{Company, EDGE, Features, HERE, WINDOW};
use crate::entities::crf::labels;
use crate::entities::crf::word_map::mix;
use crate::shadow::Shadow;

/// The first template of each group. Columns have one for each place of the window.
mod group {
    use super::WINDOW;

    pub(super) const CONSTANT: u64 = 1;
    /// Word, parts of speech from fine to coarse, shape, rules, name, clusters from coarse to fine.
    pub(super) const fn column(number: u64) -> u64 {
        2 + number * WINDOW as u64
    }
    pub(super) const PAIRS: u64 = column(11);
    pub(super) const AFFIXES: u64 = PAIRS + 40;
    pub(super) const NEIGHBOURS: u64 = AFFIXES + 7;
    pub(super) const KNOWN: u64 = NEIGHBOURS + 4;
    pub(super) const CHUNK: u64 = KNOWN + 1;
}

/// The hash of the feature that every word has.
pub(crate) fn constant() -> u32 {
    hash_of(group::CONSTANT, &[])
}

fn hash_of(template: u64, values: &[u64]) -> u32 {
    let hash = values.iter().fold(mix(template, 17), |hash, &value| mix(hash, value));
    (mix(hash, 0x5851) >> 20) as u32
}

/// Templates one after another, each with what it sees.
struct Templates<F> {
    next: u64,
    into: F,
}

impl<F: FnMut(u32)> Templates<F> {
    fn new(first: u64, into: F) -> Self {
        Self { next: first, into }
    }

    fn from(&mut self, first: u64) {
        self.next = first;
    }

    fn push(&mut self, values: &[u64]) {
        (self.into)(hash_of(self.next, values));
        self.next += 1;
    }
}

/// The run of nouns around a word, and what stands before and behind it.
struct NounRun<'s> {
    /// Where in it the word stands.
    place: u64,
    /// How many words it has.
    count: u64,
    /// How many of them stand behind the word, up to six.
    distance: u64,
    head: &'s Seen,
    opening: &'s Seen,
    /// The words before and behind it with their middle clusters.
    before: (u64, u64),
    after: (u64, u64),
    /// Its last character.
    last: u64,
    /// The number of the word behind it.
    end: usize,
}

impl Features {
    /// What the word at a place of a window says by itself of the word in the middle. No word stands for what
    /// is beyond the edges.
    pub(crate) fn by_itself(
        &self,
        shadow: &Shadow,
        word: Option<usize>,
        place: usize,
        mut into: impl FnMut(u32),
    ) {
        let seen = word.and_then(|word| self.seen.get(word));
        let mut column = |number: u64, value: u64| {
            into(hash_of(group::column(number) + place as u64, &[value]));
        };
        let of = |value: fn(&Seen) -> u64| seen.map_or(EDGE, value);
        column(0, of(|seen| seen.word));
        column(1, of(|seen| seen.levels[3]));
        column(2, of(|seen| seen.levels[2]));
        column(3, of(|seen| seen.levels[1]));
        column(4, of(|seen| seen.levels[0]));
        column(5, of(|seen| seen.shape));
        column(8, of(|seen| seen.clusters[0]));
        column(9, of(|seen| seen.clusters[1]));
        column(10, of(|seen| seen.clusters[2]));
        let mut templates = Templates::new(group::CONSTANT, into);
        if place != HERE {
            if place.abs_diff(HERE) == 1 {
                templates.from(group::NEIGHBOURS + place as u64 + 1 - HERE as u64);
                templates.push(&[of(|seen| seen.first)]);
                templates.push(&[of(|seen| seen.last)]);
            }
            return;
        }
        templates.push(&[]);
        let Some(seen) = seen else { return };
        let (start, end) = (seen.start, seen.end);
        templates.from(group::AFFIXES);
        templates.push(&[((end - start) as u64).min(8), seen.shape]);
        for size in 1..=3 {
            let fits = end - start >= size;
            templates.push(&[if fits { of_chars(shadow, start, start + size) } else { EDGE }]);
            templates.push(&[if fits { of_chars(shadow, end - size, end) } else { EDGE }]);
        }
        templates.from(group::KNOWN);
        templates.push(&[u64::from(seen.known), seen.shape]);
    }

    /// What the company of a word says of it.
    pub(crate) fn in_company(&self, shadow: &Shadow, index: usize, company: &Company, into: impl FnMut(u32)) {
        let Some(seen) = self.seen.get(index) else { return };
        let window: [Option<&Seen>; WINDOW] =
            std::array::from_fn(|place| self.seen.get((index + place).checked_sub(HERE)?));
        let run = self.run(shadow, index, seen, company);
        let mut templates = Templates::new(group::column(6), into);
        of_window(&window, seen, &mut templates);
        of_head(shadow, &run, &mut templates);
        self.of_company(&run, company, &mut templates);
        self.of_brackets(index, seen, &mut templates);
        self.of_form(shadow, index, seen, &run, &mut templates);
    }

    fn run<'s>(&'s self, shadow: &Shadow, index: usize, seen: &'s Seen, company: &Company) -> NounRun<'s> {
        let (first, end) = seen.chunk;
        let outside = |index: Option<usize>| {
            index.and_then(|i| self.seen.get(i)).map_or((EDGE, EDGE), |seen| (seen.word, seen.clusters[1]))
        };
        let head = self.seen.get(company.head).unwrap_or(seen);
        NounRun {
            place: labels::place(index, first, end - 1) as u64,
            count: (end - first) as u64,
            distance: ((end - 1 - index) as u64).min(6),
            head,
            opening: self.seen.get(first).unwrap_or(seen),
            before: outside(first.checked_sub(1)),
            after: outside(Some(end)),
            last: u64::from(shadow.before(head.end)),
            end,
        }
    }

    /// The words of meaning before and behind the run, and the sentence's last noun.
    fn of_company<F: FnMut(u32)>(&self, run: &NounRun<'_>, company: &Company, templates: &mut Templates<F>) {
        let mut push = |values: &[u64]| templates.push(values);
        let usage = |word: Option<usize>| {
            word.and_then(|word| self.seen.get(word))
                .map_or((EDGE, [EDGE; 3]), |seen| (seen.word, seen.clusters))
        };
        let [following, preceding, last_noun] =
            [company.following, company.preceding, company.last].map(usage);
        push(&[run.place, following.0]);
        push(&[run.place, following.1[1]]);
        push(&[run.place, run.after.0, following.0]);
        push(&[run.place, run.after.0, following.1[1]]);
        push(&[run.place, run.after.0, following.1[0]]);
        push(&[run.place, preceding.0]);
        push(&[run.place, preceding.1[1]]);
        push(&[run.place, run.before.0, preceding.0]);
        push(&[run.place, run.before.0, preceding.1[1]]);
        push(&[run.place, run.before.0, preceding.1[0]]);
        push(&[run.place, preceding.1[0], run.after.0, following.1[0]]);
        push(&[run.place, run.after.0, last_noun.0]);
        push(&[run.place, run.after.0, last_noun.1[1]]);
        push(&[run.place, run.after.0, last_noun.1[0]]);
    }

    /// What the brackets around the word enclose, and what stands outside of them.
    fn of_brackets<F: FnMut(u32)>(&self, index: usize, seen: &Seen, templates: &mut Templates<F>) {
        let mut push = |values: &[u64]| templates.push(values);
        let (inside, behind) = seen.enclosed;
        if inside < behind {
            let place = 8 + labels::place(index, inside, behind - 1) as u64;
            let outer = |index: Option<usize>| {
                index
                    .and_then(|i| self.seen.get(i))
                    .map_or((EDGE, EDGE, EDGE), |seen| (seen.word, seen.clusters[1], seen.levels[1]))
            };
            let before = outer(inside.checked_sub(2));
            let after = outer(Some(behind + 1));
            let closing = self.seen.get(behind - 1).unwrap_or(seen);
            let beginning = self.seen.get(inside).unwrap_or(seen);
            let size = ((behind - inside) as u64).min(12);
            push(&[place, seen.bracket, size]);
            push(&[place, seen.bracket, before.0]);
            push(&[place, seen.bracket, before.1]);
            push(&[place, seen.bracket, before.2]);
            push(&[place, seen.bracket, after.0]);
            push(&[place, seen.bracket, after.1]);
            push(&[place, before.1, after.0]);
            push(&[place, seen.bracket, closing.levels[3]]);
            push(&[place, closing.word]);
            push(&[place, seen.bracket, beginning.levels[1], closing.levels[1]]);
        }
    }

    /// What the run looks like as a whole, and what the word is to it.
    fn of_form<F: FnMut(u32)>(
        &self,
        shadow: &Shadow,
        index: usize,
        seen: &Seen,
        run: &NounRun<'_>,
        templates: &mut Templates<F>,
    ) {
        let mut push = |values: &[u64]| templates.push(values);
        let wide = run.head.end - run.opening.start;
        push(&[run.place, if wide <= 40 { shape(shadow, run.opening.start, run.head.end) } else { EDGE }]);
        push(&[run.place, run.head.levels[3]]);
        push(&[run.distance, run.head.word]);
        push(&[run.distance, run.last, run.after.0]);
        push(&[run.distance, run.head.levels[3], seen.levels[3]]);
        let next_inside = self.seen.get(index + 1).filter(|_| index + 1 < run.end);
        push(&[next_inside.map_or(EDGE, |seen| seen.word), next_inside.map_or(EDGE, |seen| seen.levels[3])]);
        let (left, right) = (shadow.before(run.opening.start), shadow.at(run.head.end));
        let is_enclosed = matches!((left, right), ('「', '」') | ('『', '』') | ('(', ')') | ('“', '”'));
        push(&[run.place, if is_enclosed { u64::from(left) } else { EDGE }]);
    }
}

/// The words around the word, two to each side.
fn of_window<F: FnMut(u32)>(window: &[Option<&Seen>; WINDOW], seen: &Seen, templates: &mut Templates<F>) {
    let of = |value: fn(&Seen) -> u64| window.map(|seen| seen.map_or(EDGE, value));
    let (word, shapes) = (of(|seen| seen.word), of(|seen| seen.shape));
    let (rules, name) = (of(|seen| seen.rules), of(|seen| seen.name));
    let (coarse, middle) = (of(|seen| seen.clusters[0]), of(|seen| seen.clusters[1]));
    let (second, full) = (of(|seen| seen.levels[1]), of(|seen| seen.levels[3]));
    let mut push = |values: &[u64]| templates.push(values);
    rules.iter().chain(&name).for_each(|value| push(&[*value]));
    templates.from(group::PAIRS);
    let mut push = |values: &[u64]| templates.push(values);
    let [_, before, here, next, _] = word;
    for pair in full.windows(2) {
        push(pair);
    }
    let [_, pos_before, pos_here, pos_next, _] = full;
    push(&[pos_before, pos_next]);
    push(&[before, here]);
    push(&[here, next]);
    push(&[before, next]);
    push(&[here, pos_before]);
    push(&[here, pos_next]);
    push(&[before, pos_here]);
    push(&[next, pos_here]);
    for column in [&second, &shapes] {
        for triple in column.windows(3) {
            push(triple);
        }
    }
    let [_, rules_before, rules_here, rules_next, _] = rules;
    push(&[rules_before, rules_here, rules_next]);
    push(&[rules_here, here]);
    push(&[rules_here, pos_here]);
    push(&[rules_here, next]);
    let [_, name_before, name_here, name_next, _] = name;
    push(&[name_here, here]);
    push(&[name_here, pos_here]);
    push(&[name_here, seen.name_length]);
    push(&[name_here, rules_here]);
    push(&[name_before, name_here]);
    push(&[name_here, name_next]);
    push(&[name_before, name_here, name_next]);
    push(&[name_here, next]);
    push(&[name_here, before]);
    let [_, middle_before, middle_here, middle_next, _] = middle;
    push(&[middle_before, middle_here]);
    push(&[middle_here, middle_next]);
    push(&[middle_before, middle_next]);
    push(&[name_here, middle_next]);
    push(&[name_here, middle_before]);
    push(&[rules_here, middle_next]);
    for triple in coarse.windows(3) {
        push(triple);
    }
    let [_, shape_before, shape_here, shape_next, _] = shapes;
    templates.from(group::CHUNK);
    let mut push = |values: &[u64]| templates.push(values);
    push(&[u64::from(seen.known), shape_before, shape_here, shape_next]);
    push(&[seen.bracket]);
}

/// The head of the run and its beginning, with the words at its sides.
fn of_head<F: FnMut(u32)>(shadow: &Shadow, run: &NounRun<'_>, templates: &mut Templates<F>) {
    let mut push = |values: &[u64]| templates.push(values);
    push(&[run.place, run.count.min(8)]);
    push(&[run.place, run.head.word]);
    push(&[run.place, run.head.clusters[0]]);
    push(&[run.place, run.head.clusters[1]]);
    push(&[run.place, run.head.clusters[2]]);
    push(&[run.place, run.head.name]);
    push(&[run.place, run.before.1]);
    push(&[run.place, run.after.1]);
    push(&[run.place, run.head.clusters[1], run.after.1]);
    push(&[run.place, run.last]);
    push(&[run.place, of_chars(shadow, run.head.end.saturating_sub(2).max(run.opening.start), run.head.end)]);
    push(&[run.place, run.before.0]);
    push(&[run.place, run.after.0]);
    push(&[run.place, run.before.0, run.after.0]);
    push(&[run.place, run.opening.word]);
}
