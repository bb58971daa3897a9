//! The table as it leaves: one line for each row that is shown, one column for each article.

use super::{CellClaim, PairVerdict, Row, RowKind, Table, name};
use crate::sheet::{Sheet, SheetCell};
use crate::{Claims, Language, words};
use shirushi_model::{Certainty, Relation, SpeakerKind};
use shirushi_sheet::short;
use std::fmt::Write as _;

/// The rows named, as a sheet.
pub fn sheet(table: &Table, rows: &[u32], claims: &Claims, language: Language) -> Sheet {
    let head = [
        language.of("番号", "no."),
        language.of("題", "topic"),
        language.of("関係", "relation"),
        language.of("相違の種類", "differ in"),
        language.of("側", "sides"),
        language.of("判定", "judged"),
        language.of("独立した記事", "independent articles"),
    ];
    let outlets = table.columns.iter().map(|column| column.outlet.name.clone());
    let line = |(number, row): (usize, &Row)| {
        let differences: Vec<&str> =
            row.differences.iter().map(|difference| words::difference(language, *difference)).collect();
        let mut cells = vec![
            SheetCell::count(number),
            SheetCell::Text(title(row, claims, language)),
            SheetCell::text(kind(language, row.kind)),
            SheetCell::Text(differences.join(language.of("・", ", "))),
            SheetCell::Text(stand(row, table)),
            SheetCell::text(judged(row, language)),
            SheetCell::Number(f64::from(row.independent)),
        ];
        cells.extend((0..table.columns.len()).map(|column| match row.cell(column) {
            Some(cell) => {
                let said: Vec<String> =
                    cell.claims.iter().map(|claim| said(claim, claims, language)).collect();
                SheetCell::Text(said.join("\n"))
            }
            None => SheetCell::Silent,
        }));
        cells
    };
    let shown = rows.iter().filter_map(|&row| table.rows.get(row as usize));
    Sheet {
        title: claims.project().title.clone(),
        head: head.into_iter().map(str::to_owned).chain(outlets).collect(),
        rows: (1..).zip(shown).map(line).collect(),
    }
}

/// What a row is called: its words, or, where there are none, its first claim itself.
pub fn title(row: &Row, claims: &Claims, language: Language) -> String {
    let words = name(row, claims);
    if words.is_empty() { short(claims.text(row.key), 40) } else { words.join(language.of(" ・ ", ", ")) }
}

/// What a kind of rows is called.
pub fn kind(language: Language, kind: RowKind) -> &'static str {
    match kind {
        RowKind::Contradict => words::relation(language, Relation::Contradict),
        RowKind::Differ => words::relation(language, Relation::Differ),
        RowKind::Unsure => language.of("不確かな相違", "uncertain difference"),
        RowKind::Agree => words::relation(language, Relation::Agree),
        RowKind::Only => language.of("一紙のみ", "one outlet only"),
    }
}

/// Who stands with whom: ア澄県 ≠ イ東ひ. Empty where there are no sides.
pub fn stand(row: &Row, table: &Table) -> String {
    let sign = match row.kind {
        RowKind::Contradict => words::sign(Relation::Contradict),
        _ => words::sign(Relation::Differ),
    };
    let mut told = String::new();
    for side in 0..row.sides {
        if side > 0 {
            let _ = write!(told, " {sign} ");
        }
        told.push_str(&super::side_letter(side));
        for cell in &row.cells {
            let on = cell.claims.iter().any(|claim| claim.sides.iter().any(|of| of == side));
            if let Some(column) = table.columns.get(cell.column).filter(|_| on) {
                told.push_str(&column.outlet.stamp);
            }
        }
    }
    told
}

/// Who judged it, a person or nobody yet.
pub fn judged(row: &Row, language: Language) -> &'static str {
    let stands = |pair: &&super::RowPair| pair.verdict != PairVerdict::SetAside;
    let apart = row.pairs.iter().filter(stands).any(|pair| pair.relation != Relation::Agree);
    match row.judged {
        _ if row.pairs.is_empty() => "",
        _ if !row.pairs.iter().any(|pair| stands(&pair)) => language.of("除外", "excluded"),
        super::Judged::Fully => language.of("人が判定", "judged by a person"),
        super::Judged::Partly => language.of("一部を人が判定", "partly judged"),
        super::Judged::Open if apart => language.of("機械の候補", "suggested by the machine"),
        super::Judged::Open => language.of("機械の候補", "suggested by the machine"),
    }
}

/// A claim in a line: 病院長（否定）「流出した事実はない」.
fn said(claim: &CellClaim, claims: &Claims, language: Language) -> String {
    let who = who(&claim.speaker, claim.source, language);
    let how = certainty(claim.certainty, language);
    let text = short(claims.text(claim.place), 1000);
    match claim.sides.is_empty() {
        true => format!("{who}（{how}）{text}"),
        false => format!("{} {who}（{how}）{text}", claim.sides.letters()),
    }
}

/// Whoever speaks, by name or by what they are.
pub fn who(name: &str, kind: SpeakerKind, language: Language) -> String {
    match name {
        "" => words::speaker_kind(language, kind).to_owned(),
        name if kind == SpeakerKind::Unnamed => format!("{name}{}", language.of("（匿名）", " (not named)")),
        name => name.to_owned(),
    }
}

fn certainty(certainty: Certainty, language: Language) -> &'static str {
    words::certainty(language, certainty)
}
