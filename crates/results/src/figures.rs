//! The six figures (統計), as numbers first: each is a table with a sentence worked out from it, which says
//! maxima and sums and no adjectives. The drawing ([`svg`]) is one face of it, the sheet the other.

mod svg;

pub use svg::{svg, svg_file};

use crate::sheet::{Sheet, SheetCell};
use crate::table::{RowKind, Table};
use crate::{Claims, Findings, Language, Told, when, words};
use shirushi_model::{
    Body, Certainty, ClaimType, EntityType, Quotation, Relation, SpeakerKind, Status, Timestamp,
};
use std::collections::{BTreeMap, HashMap};

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which of the six.
    pub key: FigureKey,
    /// What it is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub sentence: String,
    /// What its first column names.
    pub of: String,
    /// What is counted in each of the others.
    pub columns: Vec<String>,
    /// A line for each thing.
    pub rows: Vec<FigureRow>,
    /// Numbers over time beside it: the hour, and how many; only of [`FigureKey::Progress`].
    pub pace: Vec<(String, usize)>,
    /// In which language it is told.
    pub language: Language,
}

/// A line of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// What it is of.
    pub name: String,
    /// As many numbers as there are columns.
    pub values: Vec<usize>,
}

impl FigureRow {
    /// All of it.
    pub fn sum(&self) -> usize {
        self.values.iter().sum()
    }
}

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKey {
    /// 主張の種類: claims by type, an outlet beside the other.
    Kinds,
    /// 確かさ: claims by certainty in each outlet.
    Certainty,
    /// だれの言葉か: claims by what speaks in each outlet.
    Speakers,
    /// 固有表現と媒体: who and what is named where.
    Entities,
    /// どの二紙が食い違うか: above the diagonal where two differ, below where they agree.
    Pairs,
    /// 判定の進み: what was taken, rejected and is left in each outlet.
    Progress,
}

impl FigureKey {
    /// A stable name, for file names: `certainty`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kinds => "kinds",
            Self::Certainty => "certainty",
            Self::Speakers => "speakers",
            Self::Entities => "entities",
            Self::Pairs => "pairs",
            Self::Progress => "progress",
        }
    }
}

impl Figure {
    /// Its numbers.
    pub fn sheet(&self) -> Sheet {
        let head = std::iter::once(&self.of).chain(&self.columns).cloned().collect();
        let rows = self.rows.iter().map(|row| {
            let values = row.values.iter().map(|value| SheetCell::count(*value));
            std::iter::once(SheetCell::text(&row.name)).chain(values).collect()
        });
        Sheet { title: self.title.clone(), head, rows: rows.collect() }
    }
}

/// So many outlets have a place of their own in a figure, those with the most claims; the others are one.
const MOST_OUTLETS: usize = 12;
/// So many entities have a line.
const MOST_ENTITIES: usize = 12;
/// So many hours of work are told.
const HOURS: usize = 12;

/// All six, in the order they are shown.
pub fn figures(claims: &Claims, table: &Table, _: &Findings, language: Language) -> Vec<Figure> {
    let numbers = Numbers::of(claims, language);
    vec![
        numbers.kinds(),
        numbers.certainty(),
        numbers.speakers(),
        numbers.entities(),
        numbers.pairs(table),
        numbers.progress(),
    ]
}

/// The claims, by the outlets as figures name them.
struct Numbers<'a> {
    claims: &'a Claims,
    language: Language,
    /// The outlets of a figure.
    names: Vec<String>,
    /// Which of them each article is.
    of_column: Vec<usize>,
}

impl<'a> Numbers<'a> {
    fn of(claims: &'a Claims, language: Language) -> Self {
        let mut counts = vec![0usize; claims.outlets.len()];
        for told in &claims.all {
            if let Some(count) = counts.get_mut(told.column) {
                *count += 1;
            }
        }
        let mut by_count: Vec<usize> = (0..counts.len()).collect();
        by_count.sort_by_key(|column| (std::cmp::Reverse(counts.get(*column).copied()), *column));
        let mut shown: Vec<usize> = by_count.into_iter().take(MOST_OUTLETS).collect();
        shown.sort_unstable();
        let mut names: Vec<String> = shown
            .iter()
            .filter_map(|column| claims.outlets.get(*column))
            .map(|outlet| shirushi_sheet::short(&outlet.name, 40))
            .collect();
        let rest = names.len();
        if claims.outlets.len() > shown.len() {
            let count = claims.outlets.len() - shown.len();
            names.push(language.of(format!("ほか{count}記事"), format!("{count} others")));
        }
        let of_column =
            (0..claims.outlets.len()).map(|column| shown.binary_search(&column).unwrap_or(rest)).collect();
        Self { claims, language, names, of_column }
    }

    fn outlet(&self, column: usize) -> usize {
        self.of_column.get(column).copied().unwrap_or_default()
    }

    /// One row for each category, one column for each outlet.
    fn down<K: PartialEq + Copy>(
        &self,
        all: &[K],
        name: fn(Language, K) -> &'static str,
        of: impl Fn(&Told) -> K,
    ) -> Vec<FigureRow> {
        let mut rows: Vec<FigureRow> = all
            .iter()
            .map(|one| FigureRow {
                name: name(self.language, *one).to_owned(),
                values: vec![0; self.names.len()],
            })
            .collect();
        for told in &self.claims.all {
            let at = all.iter().position(|one| *one == of(told));
            let row = at.and_then(|at| rows.get_mut(at));
            if let Some(value) = row.and_then(|row| row.values.get_mut(self.outlet(told.column))) {
                *value += 1;
            }
        }
        rows
    }

    /// The same with outlets down.
    fn across(&self, rows: &[FigureRow]) -> Vec<FigureRow> {
        let line = |(at, name): (usize, &String)| FigureRow {
            name: name.clone(),
            values: rows.iter().map(|row| row.values.get(at).copied().unwrap_or_default()).collect(),
        };
        self.names.iter().enumerate().map(line).collect()
    }

    fn figure(&self, key: FigureKey, title: (&str, &str), sentence: String, of: (&str, &str)) -> Figure {
        let l = self.language;
        Figure {
            key,
            title: l.of(title.0, title.1).to_owned(),
            sentence,
            of: l.of(of.0, of.1).to_owned(),
            columns: Vec::new(),
            rows: Vec::new(),
            pace: Vec::new(),
            language: l,
        }
    }

    fn nothing(&self) -> String {
        self.language.of("主張がまだない。", "There are no claims yet.").to_owned()
    }

    fn kinds(&self) -> Figure {
        let l = self.language;
        let mut rows = self.down(&ClaimType::ALL, words::claim_type, |told| told.mark.kind);
        rows.retain(|row| row.sum() > 0);
        let most = rows.iter().max_by_key(|row| row.sum());
        let sentence = most.map_or_else(
            || self.nothing(),
            |row| {
                let (sum, all) = (row.sum(), self.claims.all.len());
                l.of(
                    format!("最も多い種類は{}で、{all}のうち{sum}。", row.name),
                    format!("The most frequent type is {}: {sum} of {all}.", row.name),
                )
            },
        );
        let figure =
            self.figure(FigureKey::Kinds, ("主張の種類", "Claims by type"), sentence, ("種類", "type"));
        Figure { columns: self.names.clone(), rows, ..figure }
    }

    /// Which outlet has the largest share of a column, in hundredths.
    fn most_of<'r>(&self, rows: &'r [FigureRow], column: usize) -> Option<(&'r FigureRow, usize)> {
        let share = |row: &FigureRow| {
            let value = row.values.get(column).copied().unwrap_or_default();
            (value * 100 + row.sum() / 2).checked_div(row.sum()).unwrap_or_default()
        };
        let found = rows.iter().filter(|row| row.sum() > 0).map(|row| (row, share(row)));
        found.filter(|(_, share)| *share > 0).rev().max_by_key(|(_, share)| *share)
    }

    fn certainty(&self) -> Figure {
        let l = self.language;
        let rows = self.across(&self.down(&Certainty::ALL, words::certainty, |told| told.mark.certainty));
        let told: Vec<String> = Certainty::ALL
            .iter()
            .enumerate()
            .take(2)
            .filter_map(|(column, certainty)| {
                let (row, share) = self.most_of(&rows, column)?;
                let name = words::certainty(l, *certainty);
                Some(l.of(
                    format!("{name}の割合は{}が最も高く{share}%", row.name),
                    format!("{} has the largest share of {name}, {share}%", row.name),
                ))
            })
            .collect();
        let sentence = match told.is_empty() {
            true => self.nothing(),
            false => format!("{}{}", told.join(l.of("、", "; ")), l.of("。", ".")),
        };
        let figure = self.figure(FigureKey::Certainty, ("確かさ", "Certainty"), sentence, ("媒体", "outlet"));
        let columns = Certainty::ALL.iter().map(|one| words::certainty(l, *one).to_owned()).collect();
        Figure { columns, rows, ..figure }
    }

    fn speakers(&self) -> Figure {
        let l = self.language;
        let rows = self.across(&self.down(&SpeakerKind::ALL, words::speaker_kind, Told::source));
        let unnamed: usize = rows.iter().filter_map(|row| row.values.get(2)).sum();
        let direct =
            self.claims.all.iter().filter(|told| told.mark.quotation == Some(Quotation::Direct)).count();
        let sentence = match self.most_of(&rows, 3) {
            Some((row, share)) => l.of(
                format!("地の文の割合は{}が最も高く{share}%。名を出さない出所は{unnamed}、直接の引用は{direct}。", row.name),
                format!("{} has the largest share of narration, {share}%. Sources not named: {unnamed}; quoted directly: {direct}.", row.name),
            ),
            None if self.claims.all.is_empty() => self.nothing(),
            None => l.of(
                format!("名を出さない出所は{unnamed}、直接の引用は{direct}。"),
                format!("Sources not named: {unnamed}; quoted directly: {direct}."),
            ),
        };
        let figure =
            self.figure(FigureKey::Speakers, ("だれの言葉か", "Whose words"), sentence, ("媒体", "outlet"));
        let columns = SpeakerKind::ALL.iter().map(|one| words::speaker_kind(l, *one).to_owned()).collect();
        Figure { columns, rows, ..figure }
    }

    fn entities(&self) -> Figure {
        let l = self.language;
        let mut counts: HashMap<(EntityType, String), Vec<usize>> = HashMap::new();
        for (column, outlet) in self.claims.outlets.iter().enumerate() {
            for entity in self.claims.mentions_of(outlet.article) {
                if matches!(entity.kind, EntityType::Date | EntityType::Time | EntityType::Quantity) {
                    continue;
                }
                let name = self.claims.session().name_of(outlet.article, entity.span, entity.kind);
                let name = name.unwrap_or(&entity.canonical).to_owned();
                let values = counts.entry((entity.kind, name)).or_insert_with(|| vec![0; self.names.len()]);
                if let Some(value) = values.get_mut(self.outlet(column)) {
                    *value += 1;
                }
            }
        }
        let mut all: Vec<((EntityType, String), Vec<usize>)> = counts.into_iter().collect();
        all.sort_by(|(a, left), (b, right)| {
            let sum = |values: &[usize]| values.iter().sum::<usize>();
            sum(right).cmp(&sum(left)).then_with(|| a.cmp(b))
        });
        let sentence = match all.first() {
            Some(((_, name), values)) => {
                let (sum, outlets) =
                    (values.iter().sum::<usize>(), values.iter().filter(|one| **one > 0).count());
                l.of(
                    format!("最も多く名指されるのは{name}で、{outlets}つの媒体に{sum}回。"),
                    format!("{name} is named most: {sum} times by {outlets} outlets."),
                )
            }
            None => l.of("名指されるものがまだない。", "Nothing is named yet.").to_owned(),
        };
        let rows = all
            .into_iter()
            .take(MOST_ENTITIES)
            .map(|((_, name), values)| FigureRow { name: shirushi_sheet::short(&name, 40), values });
        let figure = self.figure(
            FigureKey::Entities,
            ("固有表現と媒体", "Entities by outlet"),
            sentence,
            ("固有表現", "entity"),
        );
        Figure { columns: self.names.clone(), rows: rows.collect(), ..figure }
    }

    /// Rows of the table for each two outlets: above the diagonal where they differ, below where they agree.
    fn pairs(&self, table: &Table) -> Figure {
        let l = self.language;
        let count = self.names.len();
        let mut rows: Vec<FigureRow> =
            self.names.iter().map(|name| FigureRow { name: name.clone(), values: vec![0; count] }).collect();
        let stands = table.rows.iter().take(table.standing);
        for row in stands.filter(|row| !matches!(row.kind, RowKind::Unsure | RowKind::Only)) {
            let mut relations: BTreeMap<(usize, usize), Relation> = BTreeMap::new();
            for pair in row.pairs.iter().filter(|pair| pair.verdict != crate::table::PairVerdict::SetAside) {
                let (Some(a), Some(b)) =
                    (self.claims.column(pair.a.article), self.claims.column(pair.b.article))
                else {
                    continue;
                };
                let (a, b) = (self.outlet(a.min(b)), self.outlet(a.max(b)));
                let relation = relations.entry((a, b)).or_insert(pair.relation);
                *relation = (*relation).max(pair.relation);
            }
            for ((a, b), relation) in relations {
                let (down, across) = match relation {
                    Relation::Agree => (a.max(b), a.min(b)),
                    _ => (a.min(b), a.max(b)),
                };
                if let Some(value) = rows.get_mut(down).and_then(|row| row.values.get_mut(across)) {
                    *value += 1;
                }
            }
        }
        let above = rows.iter().enumerate().flat_map(|(down, row)| {
            row.values
                .iter()
                .enumerate()
                .filter(move |(across, _)| *across > down)
                .map(move |(a, v)| (down, a, *v))
        });
        let most = above
            .filter(|(_, _, value)| *value > 0)
            .max_by_key(|(down, across, value)| (*value, std::cmp::Reverse((*down, *across))));
        let name = |at: usize| self.names.get(at).map_or("", String::as_str);
        let sentence = match most {
            Some((down, across, value)) => l.of(
                format!("最も食い違うのは{}と{}で、{value}組。右上は食い違い、左下は同じことを言う組。", name(down), name(across)),
                format!("{} and {} differ most, in {value} groups. Above the diagonal they differ, below they agree.", name(down), name(across)),
            ),
            None => l.of("食い違う二紙はない。", "No two outlets differ.").to_owned(),
        };
        let figure = self.figure(
            FigureKey::Pairs,
            ("どの二紙が食い違い、どこで合うか", "Who differs from whom"),
            sentence,
            ("媒体", "outlet"),
        );
        Figure { columns: self.names.clone(), rows, ..figure }
    }

    fn progress(&self) -> Figure {
        let l = self.language;
        let mut rows: Vec<FigureRow> =
            self.names.iter().map(|name| FigureRow { name: name.clone(), values: vec![0; 3] }).collect();
        let mut add = |column: usize, state: usize| {
            let row = rows.get_mut(self.outlet(column));
            if let Some(value) = row.and_then(|row| row.values.get_mut(state)) {
                *value += 1;
            }
        };
        let mut times: Vec<Timestamp> = Vec::new();
        for annotation in self.claims.project().annotations.values() {
            if !matches!(annotation.body, Body::Claim(_)) {
                continue;
            }
            times.push(annotation.modified);
            if let Some(column) = self.claims.column(annotation.article) {
                add(column, usize::from(annotation.status == Status::Rejected));
            }
        }
        for told in self.claims.all.iter().filter(|told| told.judged.is_none()) {
            add(told.column, 2);
        }
        let sum = |state: usize| rows.iter().filter_map(|row| row.values.get(state)).sum::<usize>();
        let (done, left) = (sum(0) + sum(1), sum(2));
        let all = done + left;
        let sentence = l.of(
            format!("{all}の候補のうち{done}を判定した。残り{left}。"),
            format!("{done} of {all} suggestions are judged, {left} are left."),
        );
        let figure = self.figure(
            FigureKey::Progress,
            ("判定の進み", "Progress of judging"),
            sentence,
            ("媒体", "outlet"),
        );
        let columns = [l.of("採用", "accepted"), l.of("却下", "rejected"), l.of("残り", "left")];
        Figure { columns: columns.map(str::to_owned).to_vec(), rows, pace: pace(&times), ..figure }
    }
}

/// How many were judged in each of the last hours in which anybody worked, by the clocks of Japan.
fn pace(times: &[Timestamp]) -> Vec<(String, usize)> {
    let mut hours: BTreeMap<i64, usize> = BTreeMap::new();
    for time in times {
        *hours.entry(time.0.div_euclid(3_600_000)).or_default() += 1;
    }
    let last = hours.len().saturating_sub(HOURS);
    let told = hours.into_iter().skip(last).map(|(hour, count)| {
        let minute = 719_528_i64.saturating_mul(when::DAY).saturating_add((hour + 9).saturating_mul(60));
        (when::noted(minute.clamp(0, 3_652_424 * when::DAY)), count)
    });
    told.collect()
}

#[cfg(test)]
mod tests;
