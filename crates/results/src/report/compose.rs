//! What a report says.

use super::{
    Audience, Backing, Badge, Block, Inline, Part, Provenance, ReportDocument, ReportLine, ReportOptions,
    Section,
};
use crate::figures::{figures, svg};
use crate::table::leaves::{kind as kind_name, title as row_title, who};
use crate::table::{CellClaim, Judged, Order, Row, RowKind, Table, TableFilter, table};
use crate::{Claims, Findings, Language, Place, when, words};
use sha2::{Digest, Sha256};
use shirushi_model::{
    Annotation, ByteSpan, Check, CheckAct, Creator, Exhibit, Question, Saying, Signature, Stage, Target,
    Timestamp, VerdictScale, is_web_address,
};
use shirushi_sheet::short;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Words of people are told to so many characters.
const LONGEST: usize = 600;
/// A sentence is quoted whole up to so many characters; of a longer one the claim alone.
const SENTENCE: usize = 240;
/// So many disagreements are listed; the table itself has all.
const MOST_ROWS: usize = 400;
/// Of so many the sentences are quoted.
const MOST_QUOTED: usize = 120;
/// A study has them all.
const ALL: usize = usize::MAX;

/// Words a report.
pub fn report(
    claims: &Claims,
    findings: &Findings,
    options: &ReportOptions,
    of: &Provenance,
) -> ReportDocument {
    let table = table(claims, findings);
    let scales = claims.project().all_scales();
    let composer =
        Composer { claims, findings, table: &table, options, scales: &scales, language: options.language };
    composer.document(of)
}

struct Composer<'a> {
    claims: &'a Claims,
    findings: &'a Findings,
    table: &'a Table,
    options: &'a ReportOptions,
    scales: &'a [VerdictScale],
    language: Language,
}

fn plain(text: impl Into<String>) -> Inline {
    Inline::Plain(text.into())
}

fn said(text: &str) -> Inline {
    Inline::Said(short(text, LONGEST))
}

fn small(text: impl Into<String>) -> Inline {
    Inline::Small(text.into())
}

impl<'a> Composer<'a> {
    fn document(&self, of: &Provenance) -> ReportDocument {
        let l = self.language;
        let rows = self.disagreements();
        let checks = self.checks();
        let mut sections = Vec::new();
        for part in &self.options.parts {
            let section = match part {
                Part::Summary => Some(self.summary(&rows, &checks)),
                Part::Articles => Some(self.articles()),
                Part::Disagreements => Some(self.list(&rows)),
                Part::Quotations => self.quotations(&rows),
                Part::Checks => (!checks.is_empty()).then(|| self.check_section(&checks)),
                Part::Figures => Some(self.figure_section()),
                Part::Method => Some(self.method(of)),
                Part::Versions => Some(self.versions(of)),
                Part::Signatures => None,
            };
            sections.extend(section);
        }
        let project = self.claims.project();
        let audience = match self.options.audience {
            Audience::Editor => l.of("編集者へ・社内・公開前", "for the editor, not for publication"),
            Audience::Publication => l.of("公開用", "for publication"),
            Audience::Research => l.of("研究用", "for research"),
        };
        let count = self.claims.outlets.len();
        let state = day_and_time(project.modified, l);
        let mut lines =
            vec![l.of(
                format!("対象 {count}記事 ・ {state}の状態"),
                format!("{count} articles, as of {state}"),
            )];
        let people = self.people();
        if !people.is_empty() {
            lines.insert(
                0,
                l.of(format!("まとめた人 {}", people.join("、")), format!("By {}", people.join(", "))),
            );
        }
        if checks.is_empty() && self.options.parts.contains(&Part::Checks) {
            lines.push(l.of("載せられる検証はまだない", "no check to be told yet").to_owned());
        }
        let seals = match self.options.parts.contains(&Part::Signatures) {
            true => vec![l.of("確認", "confirmed").to_owned(), l.of("デスク", "desk").to_owned()],
            false => Vec::new(),
        };
        ReportDocument {
            language: l,
            title: short(&project.title, LONGEST),
            kind: format!("{} ・ {audience}", l.of("比較と検証の報告", "comparison and checks")),
            lines,
            sections,
            seals,
        }
    }

    /// Whoever marked, judged, drafted or confirmed something, by name.
    fn people(&self) -> Vec<String> {
        let project = self.claims.project();
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut add = |name: &str| {
            if !name.trim().is_empty() {
                names.insert(short(name, 60));
            }
        };
        for annotation in project.annotations.values() {
            if let Creator::Person { name } = &annotation.creator {
                add(name);
            }
            add(annotation.judged_by.as_deref().unwrap_or_default());
        }
        for check in project.checks.values() {
            [&check.drafted, &check.confirmed].into_iter().flatten().for_each(|one| add(&one.by));
        }
        names.into_iter().collect()
    }

    /// The rows that disagree and that such a report tells of, in its order.
    fn disagreements(&self) -> Vec<&'a Row> {
        let mut filter =
            TableFilter { kinds: [RowKind::Contradict, RowKind::Differ].into(), ..TableFilter::default() };
        if self.options.audience == Audience::Publication {
            filter.judged = Some(true);
        }
        let rows = self.table.select(&filter, Order::Disagreements);
        rows.into_iter().filter_map(|row| self.table.rows.get(row as usize)).collect()
    }

    fn checks(&self) -> Vec<&'a Check> {
        let told = |check: &&Check| match self.options.audience {
            Audience::Publication => check.is_confirmed() && check.stage.is_final(),
            _ => true,
        };
        let all: Vec<&Check> =
            self.claims.project().checks.values().map(|check| &**check).filter(told).collect();
        let (mut decided, open): (Vec<&Check>, Vec<&Check>) =
            all.into_iter().partition(|check| check.stage.is_final());
        decided.extend(open);
        decided
    }

    fn summary(&self, rows: &[&Row], checks: &[&Check]) -> Section {
        let l = self.language;
        let of = |kind: RowKind| rows.iter().filter(move |row| row.kind == kind);
        let mut points = Vec::new();
        for (kind, ja, en) in [
            (RowKind::Contradict, "両立しない言い方（矛盾）", "where not both can be true (contradict)"),
            (
                RowKind::Differ,
                "両立しうるが、読み手が知るべき違い（相違）",
                "where both could be true and a reader should know (differ)",
            ),
        ] {
            let count = of(kind).count();
            let judged = of(kind).filter(|row| row.judged == Judged::Fully).count();
            let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
            of(kind).filter_map(|row| row.difference).for_each(|one| *kinds.entry(one).or_default() += 1);
            let kinds: Vec<String> = kinds
                .iter()
                .map(|(one, count)| format!("{}{}{count}", words::difference(l, *one), l.of("", " ")))
                .collect();
            let mut line = l.of(format!("{ja}。"), format!("{en}. "));
            if count > 0 {
                let kinds = kinds.join(l.of("、", ", "));
                let judged = l.of(
                    format!(
                        "内訳は{kinds}。うち人が判定したもの{judged}、機械の候補のまま{}。",
                        count - judged
                    ),
                    format!(
                        "{kinds}. Judged by a person: {judged}; suggested by the machine: {}.",
                        count - judged
                    ),
                );
                line.push_str(&judged);
            }
            points.push((count, vec![plain(line)]));
        }
        let mut verdicts: BTreeMap<String, usize> = BTreeMap::new();
        for check in checks {
            let name = self.verdict(check).unwrap_or_else(|| words::stage(l, check.stage).to_owned());
            *verdicts.entry(name).or_default() += 1;
        }
        let verdicts: Vec<String> = verdicts.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let mut line = vec![plain(l.of("検証した主張。", "claims checked. "))];
        if !verdicts.is_empty() {
            line.push(said(&verdicts.join(l.of("、", ", "))));
        }
        points.push((checks.len(), line));
        let (title, lead) = (l.of("まとめ", "In short").to_owned(), String::new());
        Section { title, lead, blocks: vec![Block::Points(points)] }
    }

    fn articles(&self) -> Section {
        let l = self.language;
        let rows =
            self.claims.project().articles.iter().zip(&self.claims.outlets).map(|(article, outlet)| {
                let meta = &article.meta;
                let hash = fingerprint(&article.text);
                let name = match outlet.is_letter {
                    true => plain(l.of(format!("記事{}", outlet.name), format!("Article {}", outlet.name))),
                    false => said(&outlet.name),
                };
                let published =
                    if meta.published.is_empty() { l.of("日付なし", "no date") } else { &meta.published };
                let mut by = vec![small(published)];
                if !meta.author.is_empty() {
                    by.extend([small(" ・ "), Inline::Said(short(&meta.author, 80))]);
                }
                let title =
                    if meta.title.is_empty() { l.of("見出しなし", "no headline") } else { &meta.title };
                let mut found = Vec::new();
                if !meta.url.is_empty() {
                    found.extend([address(&meta.url), small(" ・ ")]);
                }
                let length = article.text.chars().count();
                let shown = match self.options.audience {
                    Audience::Research => hash,
                    _ => abbreviated(&hash),
                };
                found.push(small(l.of(
                    format!("{length}字 ・ 本文の指紋 {shown}"),
                    format!("{length} characters, SHA-256 of the text {shown}"),
                )));
                vec![
                    vec![vec![Inline::Sign(outlet.stamp.clone())]],
                    vec![vec![name], by],
                    vec![vec![said(title)], found],
                ]
            });
        let head = ["", l.of("媒体", "outlet"), l.of("記事", "article")].map(str::to_owned).to_vec();
        let blocks = vec![Block::Table { head, rows: rows.collect() }];
        Section { title: l.of("記事", "Articles").to_owned(), lead: String::new(), blocks }
    }

    fn list(&self, rows: &[&'a Row]) -> Section {
        let l = self.language;
        let mut blocks = Vec::new();
        for kind in [RowKind::Contradict, RowKind::Differ] {
            let of: Vec<(usize, &&Row)> = (1..)
                .zip(rows)
                .filter(|(number, row)| row.kind == kind && *number <= self.most(MOST_ROWS))
                .collect();
            if of.is_empty() {
                continue;
            }
            let count = rows.iter().filter(|row| row.kind == kind).count();
            blocks.push(Block::Heading(format!("{} {} {count}", sign(kind), kind_name(l, kind))));
            let head = [
                l.of("番号", "no."),
                l.of("題", "topic"),
                l.of("言い方", "what is said"),
                l.of("触れない", "silent"),
            ];
            let lines = of.into_iter().map(|(number, row)| {
                vec![
                    vec![vec![plain(number.to_string())]],
                    vec![
                        vec![said(&row_title(row, self.claims, l))],
                        vec![small(format!("{} ・ {}", self.differences(row), judged(row, l)))],
                    ],
                    self.ways(row),
                    vec![vec![small(self.silent(row))]],
                ]
            });
            blocks.push(Block::Table { head: head.map(str::to_owned).to_vec(), rows: lines.collect() });
        }
        let cut = rows.len().saturating_sub(self.most(MOST_ROWS));
        if cut > 0 {
            blocks.push(Block::Text(vec![small(l.of(
                format!("ほかに{cut}組。すべては表の書き出しにある。"),
                format!("{cut} more; the exported table has all."),
            ))]));
        }
        if rows.is_empty() {
            blocks.push(Block::Text(vec![plain(
                l.of("載せられる食い違いはない。", "No disagreement to be told."),
            )]));
        }
        let count = |kind| self.table.counts.kinds.get(&kind).copied().unwrap_or_default();
        if self.options.audience != Audience::Publication {
            let (agree, only, unsure) = (count(RowKind::Agree), count(RowKind::Only), count(RowKind::Unsure));
            blocks.push(Block::Text(vec![small(l.of(
                format!("ほかに、同じことを言う組が{agree}、一紙だけが言うことが{only}、不確かな相違が{unsure}ある。"),
                format!("Besides, {agree} agree, {only} are told by one outlet only, {unsure} are uncertain differences."),
            ))]));
        }
        let lead = l.of(
            "同じ側に立つ記事をア・イ・ウでまとめた。側の順は先に出た記事の順で、正しさの順ではない。触れないことは、否定ではない。",
            "Articles that side with each other are lettered ア, イ, ウ, in the order of the articles and not of who is right. Silence is no denial.",
        );
        Section {
            title: l.of("食い違いの一覧", "Disagreements").to_owned(), lead: lead.to_owned(), blocks
        }
    }

    fn most(&self, most: usize) -> usize {
        if self.options.audience == Audience::Research { ALL } else { most }
    }

    fn differences(&self, row: &Row) -> String {
        let names: Vec<&str> =
            row.differences.iter().map(|one| words::difference(self.language, *one)).collect();
        names.join(self.language.of("・", ", "))
    }

    /// One line for each side, with the words that set it apart; where there are no sides, one for each
    /// article.
    fn ways(&self, row: &Row) -> Vec<ReportLine> {
        let stamp = |column: usize| {
            let outlet = self.table.columns.get(column).map(|column| column.outlet.stamp.clone());
            Inline::Sign(outlet.unwrap_or_default())
        };
        let told = |claim: &CellClaim| -> ReportLine {
            let marked: Vec<&str> = claim.differing.iter().map(|one| one.words.text.as_str()).collect();
            match marked.is_empty() {
                true => vec![said(&short(self.claims.text(claim.place), 60))],
                false => vec![Inline::Marked(short(&marked.join(self.language.of("・", ", ")), 80))],
            }
        };
        if row.sides < 2 {
            return row
                .cells
                .iter()
                .flat_map(|cell| cell.claims.iter().map(move |claim| (cell.column, claim)))
                .map(|(column, claim)| [stamp(column), plain(" ")].into_iter().chain(told(claim)).collect())
                .collect();
        }
        let mut lines = Vec::new();
        for side in 0..row.sides {
            let mut line: ReportLine = vec![Inline::Sign(crate::table::side_letter(side))];
            for cell in &row.cells {
                for claim in cell.claims.iter().filter(|claim| claim.sides.iter().next() == Some(side)) {
                    line.extend([plain(" "), stamp(cell.column), plain(" ")]);
                    line.extend(told(claim));
                }
            }
            lines.push(line);
        }
        // Whoever says nothing of what they differ in stands on no side.
        let apart =
            row.cells.iter().flat_map(|cell| cell.claims.iter().map(move |claim| (cell.column, claim)));
        for (column, claim) in apart.filter(|(_, claim)| claim.sides.is_empty()) {
            lines.push([stamp(column), plain(" ")].into_iter().chain(told(claim)).collect());
        }
        lines
    }

    fn silent(&self, row: &Row) -> String {
        let speaks: BTreeSet<usize> = row.cells.iter().map(|cell| cell.column).collect();
        let silent: Vec<&str> = self
            .table
            .columns
            .iter()
            .enumerate()
            .filter(|(column, _)| !speaks.contains(column))
            .map(|(_, column)| column.outlet.stamp.as_str())
            .collect();
        match silent.len() {
            0..=12 => silent.join(" "),
            count => self.language.of(format!("{count}記事"), format!("{count} articles")),
        }
    }

    fn quotations(&self, rows: &[&Row]) -> Option<Section> {
        let l = self.language;
        let cards = (1..).zip(rows).take(self.most(MOST_QUOTED)).map(|(number, row)| {
            let by = if row.judged == Judged::Fully { Backing::Person } else { Backing::Machine };
            let text = format!("{} {} ・ {}", sign(row.kind), kind_name(l, row.kind), self.differences(row));
            let quotes = row.cells.iter().flat_map(|cell| {
                // A sentence of which two claims are in the row is quoted once.
                let adds = |claim: &&CellClaim| {
                    let whole = |other: &CellClaim| {
                        other.place != claim.place
                            && other.sentence == claim.sentence
                            && !other.sides.is_empty()
                    };
                    !claim.sides.is_empty() || !cell.claims.iter().any(whole)
                };
                cell.claims.iter().filter(adds).map(|claim| {
                    let stamp = self.table.columns.get(cell.column).map(|column| column.outlet.stamp.clone());
                    let mut line: ReportLine = Vec::new();
                    if !claim.sides.is_empty() {
                        line.extend([Inline::Sign(claim.sides.letters()), plain(" ")]);
                    }
                    line.extend([Inline::Sign(stamp.unwrap_or_default()), plain(" ")]);
                    line.extend(self.quoted(claim));
                    let who = who(&claim.speaker, claim.source, l);
                    line.push(small(" — "));
                    line.push(said(&short(&who, 80)));
                    line.push(small(format!(" ・ {}", words::certainty(l, claim.certainty))));
                    line
                })
            });
            let mut blocks = vec![Block::List(quotes.collect())];
            let reasons = self.reasons(row);
            if !reasons.is_empty() {
                blocks.push(Block::Text(vec![small(format!("{}{reasons}", l.of("理由：", "Why: ")))]));
            }
            Block::Card {
                badge: Some(Badge { text, by }),
                title: vec![plain(format!("{number}  ")), said(&row_title(row, self.claims, l))],
                blocks,
            }
        });
        let blocks: Vec<Block> = cards.collect();
        let lead = l.of(
            "点線の札は機械の候補、塗った札は人が判定したもの。番号は一覧と同じ。",
            "A broken frame is suggested by the machine, a filled one was judged by a person. Numbers as in the list.",
        );
        let title = l.of("引用", "Quotations").to_owned();
        (!blocks.is_empty()).then(|| Section { title, lead: lead.to_owned(), blocks })
    }

    fn reasons(&self, row: &Row) -> String {
        let mut told: Vec<&str> = Vec::new();
        for ground in row.pairs.iter().flat_map(|pair| &pair.grounds).filter(|one| one.difference.is_some()) {
            let reason = words::reason(self.language, ground.code);
            if !told.contains(&reason) {
                told.push(reason);
            }
        }
        told.join(self.language.of("、", "; "))
    }

    /// The sentence of a claim, or the claim itself where that is long, with the words that set it apart.
    fn quoted(&self, claim: &CellClaim) -> ReportLine {
        let sentence = self.claims.text(claim.sentence);
        let whole = if sentence.chars().count() <= SENTENCE { claim.sentence } else { claim.place };
        let spans: Vec<ByteSpan> = claim.differing.iter().filter_map(|one| one.words.span).collect();
        marked(self.claims, whole, &spans)
    }

    fn check_section(&self, checks: &[&Check]) -> Section {
        let l = self.language;
        let cards = checks.iter().map(|check| self.check(check)).collect();
        let lead = l.of(
            "二人が決めた判定は実線の印、一人の案は点線の印。",
            "A verdict confirmed by a second person has a whole seal, one person's proposal a broken one.",
        );
        Section { title: l.of("検証", "Checks").to_owned(), lead: lead.to_owned(), blocks: cards }
    }

    /// What a verdict is called: by its scale, or, where no scale has it, as it was written.
    fn verdict(&self, check: &Check) -> Option<String> {
        let key = check.verdict.as_ref()?;
        let step =
            self.scales.iter().find(|scale| scale.key == check.scale).and_then(|scale| scale.step(key));
        let name = |step: &shirushi_model::VerdictStep| {
            self.language.of(step.name.japanese(), step.name.english()).to_owned()
        };
        Some(step.map_or_else(|| key.clone(), name))
    }

    fn check(&self, check: &Check) -> Block {
        let l = self.language;
        let by = if check.is_confirmed() { Backing::Confirmed } else { Backing::Proposed };
        // Without a verdict there is no seal, not even a broken one.
        let badge = self.verdict(check).map(|text| Badge { text: short(&text, 40), by });
        let mut blocks = Vec::new();
        let sayings: Vec<ReportLine> = check.sayings.iter().map(|saying| self.saying(saying)).collect();
        if !sayings.is_empty() {
            blocks.push(Block::List(sayings));
        }
        if !check.grounds.trim().is_empty() {
            blocks.push(Block::Text(vec![said(&check.grounds)]));
        }
        for (number, question) in (1..).zip(&check.questions) {
            blocks.extend(self.question(number, question));
        }
        let signed = |signature: &Option<Signature>, ja: &str, en: &str| {
            signature.as_ref().map(|one| {
                let name = if one.by.is_empty() {
                    l.of("名前なし", "no name").to_owned()
                } else {
                    short(&one.by, 60)
                };
                format!("{} {name} {}", l.of(ja, en), day_and_time(one.at, l))
            })
        };
        let mut foot = vec![words::stage(l, check.stage).to_owned()];
        foot.extend(signed(&check.drafted, "起案", "drafted by"));
        foot.extend(signed(&check.confirmed, "確認", "confirmed by"));
        if let Some(scale) = self.scales.iter().find(|scale| scale.key == check.scale) {
            foot.push(l.of(scale.name.japanese(), scale.name.english()).to_owned());
        }
        blocks.push(Block::Text(vec![Inline::Small(foot.join(" ・ "))]));
        if self.options.audience == Audience::Research {
            let steps = check.history.iter().map(|step| {
                let what = words::check_act(l, step.act);
                let mut line =
                    vec![small(format!("{} {} {what}", day_and_time(step.at, l), short(&step.by, 60)))];
                if !step.from.is_empty() || !step.to.is_empty() {
                    let told = |what: &str| short(&self.step_word(check, step.act, what), 60);
                    line.push(Inline::Said(format!("　{} → {}", told(&step.from), told(&step.to))));
                }
                line
            });
            blocks.push(Block::List(steps.collect()));
        }
        Block::Card { badge, title: vec![said(&check.wording)], blocks }
    }

    /// What a step of the history names by its key, in words.
    fn step_word(&self, check: &Check, act: CheckAct, key: &str) -> String {
        let l = self.language;
        let found = match act {
            CheckAct::Ruled | CheckAct::Confirmed => {
                let steps = self
                    .scales
                    .iter()
                    .filter(|scale| scale.key == check.scale)
                    .flat_map(|scale| &scale.steps);
                let mut named = steps.filter(|step| step.key == key);
                named.next().map(|step| l.of(step.name.japanese(), step.name.english()))
            }
            CheckAct::Moved => {
                let mut stages = Stage::ALL.into_iter().filter(|stage| stage.name() == key);
                stages.next().map(|stage| words::stage(l, stage))
            }
            _ => None,
        };
        found.unwrap_or(key).to_owned()
    }

    fn saying(&self, saying: &Saying) -> ReportLine {
        let l = self.language;
        let column = self.claims.column(saying.article).and_then(|column| self.table.columns.get(column));
        let outlet = column.map_or(saying.outlet.as_str(), |column| &column.outlet.name);
        let outlet = if outlet.is_empty() { l.of("媒体不明", "unknown outlet") } else { outlet };
        let mut line = vec![Inline::Said(short(outlet, 80)), plain(l.of("「", ": “"))];
        match &saying.target {
            Target::Placed(_) => {
                let place = saying.target.extent().map(|span| Place::new(saying.article, span));
                line.push(said(place.map_or("", |place| self.claims.text(place))));
                if let Some(told) = place.and_then(|place| self.claims.at(place)) {
                    let who = who(told.speaker(), told.source(), l);
                    line.push(plain(l.of("」", "”")));
                    line.push(small(format!(
                        " — {} ・ {}",
                        short(&who, 80),
                        words::certainty(l, told.mark.certainty)
                    )));
                    return line;
                }
            }
            Target::Unplaced(quotes) => {
                let words: Vec<&str> = quotes.iter().map(|quote| quote.exact.as_str()).collect();
                line.push(said(&words.join("…")));
                line.push(plain(l.of("」", "”")));
                line.push(small(match column {
                    Some(_) => l.of("（記事にもう見当たらない）", " (no longer in the article)"),
                    None => l.of("（記事はプロジェクトから外された）", " (the article was removed)"),
                }));
                return line;
            }
        }
        line.push(plain(l.of("」", "”")));
        line
    }

    fn question(&self, number: usize, question: &Question) -> Vec<Block> {
        let l = self.language;
        let mut line = vec![plain(format!("{}{number}　", l.of("問", "Q"))), said(&question.asked)];
        if !question.answer.trim().is_empty() {
            line.extend([plain(l.of("　答　", " A: ")), said(&question.answer)]);
        }
        if !question.waiting.trim().is_empty() {
            line.extend([plain(l.of("　照会中　", " Waiting: ")), said(&question.waiting)]);
        }
        let mut blocks = vec![Block::Text(line)];
        if !question.exhibits.is_empty() {
            blocks.push(Block::List(question.exhibits.iter().map(|one| self.exhibit(one)).collect()));
        }
        blocks
    }

    fn exhibit(&self, exhibit: &Exhibit) -> ReportLine {
        let l = self.language;
        let mut line = vec![
            plain(format!("{} ", words::stance(l, exhibit.stance))),
            said(&exhibit.source),
            small(format!(" ・ {}", words::medium(l, exhibit.medium))),
        ];
        if !exhibit.quotation.trim().is_empty() {
            line.extend([plain(l.of("「", " “")), said(&exhibit.quotation), plain(l.of("」", "”"))]);
        }
        if !exhibit.address.trim().is_empty() {
            line.extend([small(" "), address(&exhibit.address)]);
        }
        let mut days = String::new();
        if !exhibit.published.is_empty() {
            let _ = write!(days, " ・ {} {}", l.of("公開", "published"), exhibit.published);
        }
        if !exhibit.read_on.is_empty() {
            let _ = write!(days, " ・ {} {}", l.of("読んだ日", "read on"), exhibit.read_on);
        }
        if !exhibit.fingerprint.is_empty() {
            let _ = write!(days, " ・ {} {}", l.of("写し", "copy"), abbreviated(&exhibit.fingerprint));
        }
        line.push(small(days));
        line
    }

    fn figure_section(&self) -> Section {
        let l = self.language;
        let blocks = figures(self.claims, self.table, self.findings, l)
            .into_iter()
            .map(|figure| Block::Figure {
                svg: svg(&figure),
                sentence: figure.sentence.clone(),
                sheet: figure.sheet(),
            })
            .collect();
        Section { title: l.of("統計", "Figures").to_owned(), lead: String::new(), blocks }
    }

    fn method(&self, of: &Provenance) -> Section {
        let l = self.language;
        let project = self.claims.project();
        let marked = |annotation: &&std::sync::Arc<Annotation>| {
            matches!(annotation.body, shirushi_model::Body::Claim(_))
        };
        let (judged, suggested) = (
            project.annotations.values().filter(marked).count(),
            self.claims.all.iter().filter(|told| told.judged.is_none()).count(),
        );
        let mut lines: Vec<String> = vec![
            l.of(
                format!("主張は機械が本文から見つけ、人が判定した。判定したものは{judged}、候補のままのものは{suggested}。"),
                format!("Claims were found in the texts by machine and judged by people: {judged} judged, {suggested} still suggestions."),
            ),
            l.of(
                "食い違いは、主張を日付、数、名、場所、有無などに分けて突き合わせた。「人が判定」とあるもの以外は機械の候補で、間違いがありうる。",
                "Claims were compared by dates, numbers, names, places and whether it is so. What is not marked as judged by a person is a suggestion, which may be wrong.",
            ).to_owned(),
            l.of(
                "同文は一つと数えた。写しは裏付けではない。触れないことは否定を意味しない。",
                "Sentences copied word for word count once: repetition is no confirmation. Silence is no denial.",
            ).to_owned(),
        ];
        if project.checks.values().any(|check| check.scale == VerdictScale::DEFAULT) {
            lines.push(
                l.of(
                    "判定は、ファクトチェック・イニシアティブ（FIJ）のレーティング基準の9段階による。説明は本書の言葉で言い直した。",
                    "Verdicts follow the nine ratings of the FactCheck Initiative Japan (FIJ), explained in our own words.",
                )
                .to_owned(),
            );
        }
        let _ = of;
        let blocks = vec![Block::List(lines.into_iter().map(|line| vec![plain(line)]).collect())];
        Section { title: l.of("作り方", "How it was made").to_owned(), lead: String::new(), blocks }
    }

    fn versions(&self, of: &Provenance) -> Section {
        let l = self.language;
        let project = self.claims.project();
        let known =
            |text: &str| if text.is_empty() { l.of("不明", "unknown").to_owned() } else { text.to_owned() };
        let hash = match self.options.audience {
            Audience::Research => of.project.clone(),
            _ => abbreviated(&of.project),
        };
        let facts = vec![
            (
                l.of("プロジェクト", "project"),
                format!("{} ・ {}", short(&project.title, LONGEST), project.id),
            ),
            (l.of("最後の変更", "last change"), day_and_time(project.modified, l)),
            (l.of("ファイルの指紋", "SHA-256 of the file"), known(&hash)),
            (
                l.of("道具", "tool"),
                format!(
                    "Shirushi {} ・ {} {} ・ {} {}",
                    known(&of.version),
                    l.of("辞書", "dictionary"),
                    known(&of.dictionary),
                    l.of("固有表現", "names"),
                    known(&of.entity_model)
                ),
            ),
        ];
        let facts = facts.into_iter().map(|(name, fact)| (name.to_owned(), vec![said(&fact)])).collect();
        let blocks = vec![Block::Facts(facts)];
        Section { title: l.of("版", "Versions").to_owned(), lead: String::new(), blocks }
    }
}

fn sign(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Contradict => "≠",
        RowKind::Differ | RowKind::Unsure => "≈",
        RowKind::Agree => "＝",
        RowKind::Only => "1",
    }
}

fn judged(row: &Row, language: Language) -> &'static str {
    crate::table::leaves::judged(row, language)
}

/// An address to be followed, or, where it is none that may be, its words.
fn address(text: &str) -> Inline {
    if is_web_address(text) { Inline::Address(text.to_owned()) } else { Inline::Said(short(text, 200)) }
}

/// The text of a place, with spans in it marked.
fn marked(claims: &Claims, place: Place, spans: &[ByteSpan]) -> ReportLine {
    let mut spans: Vec<ByteSpan> = spans
        .iter()
        .copied()
        .filter(|span| place.span.start <= span.start && span.end <= place.span.end)
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let piece = |start: u32, end: u32| claims.text(Place { span: ByteSpan { start, end }, ..place });
    let (mut line, mut at) = (Vec::new(), place.span.start);
    for span in spans {
        let start = span.start.max(at);
        if start >= span.end {
            continue;
        }
        line.push(said_whole(piece(at, start)));
        line.push(Inline::Marked(flat(piece(start, span.end))));
        at = span.end;
    }
    line.push(said_whole(piece(at, place.span.end)));
    line.retain(|one| !matches!(one, Inline::Said(text) if text.is_empty()));
    line
}

fn said_whole(text: &str) -> Inline {
    Inline::Said(flat(text))
}

fn flat(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// The SHA-256 of a text in UTF-8, in lower-case hexadecimal, as the project file has it.
fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn abbreviated(hash: &str) -> String {
    let (head, tail) = (hash.get(..8), hash.len().checked_sub(4).and_then(|at| hash.get(at..)));
    match (head, tail) {
        (Some(head), Some(tail)) if hash.len() > 16 => format!("{head}…{tail}"),
        _ => short(hash, 16),
    }
}

/// A point in time as the clocks of Japan have it.
fn day_and_time(at: Timestamp, language: Language) -> String {
    /// 1970-01-01T09:00 in minutes since the year 0.
    const EPOCH: i64 = 719_528 * when::DAY + 9 * 60;
    let minute = EPOCH.saturating_add(at.0.div_euclid(60_000)).clamp(0, 3_652_424 * when::DAY);
    let (year, month, day) = when::date(minute);
    let (hour, minute) = (minute.rem_euclid(when::DAY) / 60, minute.rem_euclid(60));
    language.of(
        format!("{year}年{month}月{day}日 {hour}:{minute:02}"),
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} JST"),
    )
}
