//! The figures as tables for people and as one JSON object for programs.

use super::calibration::Bin;
use super::entities::{Figures, Measured, Mistake, Tally, ratio};
use serde::Serialize;
use shirushi_model::EntityType;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

/// That something is to be listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed;

/// What is shown besides figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) errors: Option<Listed>,
    pub(super) calibration: Option<Listed>,
}

pub(super) fn table(model: &str, measured: &[(&str, Measured)], shown: Shown) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    writeln!(output, "entity model: {model}")?;
    for (name, measured) in measured {
        writeln!(output, "\n{name}, {} texts", measured.texts)?;
        figures(&mut output, measured)?;
        values(&mut output, measured)?;
        confusion(&mut output, measured)?;
        let reasons: Vec<String> =
            measured.reasons().map(|(reason, count)| format!("{} {count}", reason.name())).collect();
        writeln!(output, "\nerrors: {}", reasons.join(", "))?;
        if let Some(Listed) = shown.errors {
            measured.mistakes.iter().try_for_each(|mistake| writeln!(output, "{}", one_line(mistake)))?;
        }
        if let Some(Listed) = shown.calibration {
            calibration(&mut output, measured)?;
        }
    }
    output.flush()
}

fn figures(output: &mut impl Write, measured: &Measured) -> io::Result<()> {
    writeln!(output, "{:<14}{:>7}  {:^21}  {:^21}", "", "", "exact", "overlap")?;
    writeln!(
        output,
        "{:<14}{:>7}  {:>7}{:>7}{:>7}  {:>7}{:>7}{:>7} {:>8}{:>10}{:>9}",
        "", "marked", "P", "R", "F1", "P", "R", "F1", "right", "too much", "missing"
    )?;
    let mut row = |name: &str, exact: Figures, overlap: Figures| {
        writeln!(
            output,
            "{name:<14}{:>7}  {:>7.3}{:>7.3}{:>7.3}  {:>7.3}{:>7.3}{:>7.3} {:>8}{:>10}{:>9}",
            exact.marked(),
            exact.precision(),
            exact.recall(),
            exact.f1(),
            overlap.precision(),
            overlap.recall(),
            overlap.f1(),
            exact.right,
            exact.too_much,
            exact.missing
        )
    };
    row("ALL", measured.exact.all(), measured.overlap.all())?;
    for (kind, exact) in &measured.exact.0 {
        row(kind.name(), *exact, measured.overlap.0.get(kind).copied().unwrap_or_default())?;
    }
    Ok(())
}

fn values(output: &mut impl Write, measured: &Measured) -> io::Result<()> {
    if !measured.values.is_empty() {
        writeln!(output, "\nvalues of names found exactly")?;
    }
    for (kind, values) in &measured.values {
        let share = ratio(values.right, values.of);
        writeln!(output, "{:<14}{:>7} of {:<5}{share:>7.3}", kind.name(), values.right, values.of)?;
    }
    Ok(())
}

/// A type as the head of a narrow column.
fn short(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "PER",
        EntityType::Organization => "ORG",
        EntityType::Location => "LOC",
        EntityType::Facility => "FAC",
        EntityType::Event => "EVT",
        EntityType::Product => "PRD",
        EntityType::Date => "DATE",
        EntityType::Time => "TIME",
        EntityType::Quantity => "QTY",
    }
}

fn confusion(output: &mut impl Write, measured: &Measured) -> io::Result<()> {
    let cells = &measured.confusion;
    let kinds: Vec<EntityType> = EntityType::ALL
        .into_iter()
        .filter(|&kind| cells.keys().any(|&(marked, found)| marked == Some(kind) || found == Some(kind)))
        .collect();
    let columns = || kinds.iter().copied().map(Some).chain([None]);
    write!(output, "\n{:<20}", "marked as, found as")?;
    for found in columns() {
        write!(output, "{:>9}", found.map_or("nothing", short))?;
    }
    writeln!(output)?;
    for marked in columns() {
        write!(output, "{:<20}", marked.map_or("nothing", EntityType::name))?;
        for found in columns() {
            match cells.get(&(marked, found)) {
                Some(count) => write!(output, "{count:>9}")?,
                None => write!(output, "{:>9}", "·")?,
            }
        }
        writeln!(output)?;
    }
    Ok(())
}

/// `limits ORGANIZATION 白波港湾局 → ORGANIZATION 白波港 昨日、【白波港湾局】が発表した。 file:3`, with tabs
/// between.
fn one_line(mistake: &Mistake) -> String {
    let (marked, found) = (&mistake.marked, &mistake.found);
    let shown = |stretch: &Option<super::entities::Stretch>| match stretch {
        Some(stretch) => format!("{} {}", stretch.kind.name(), stretch.surface),
        None => "nothing".to_owned(),
    };
    let surface =
        marked.as_ref().or(found.as_ref()).map(|stretch| stretch.surface.as_str()).unwrap_or_default();
    let line = format!(
        "{:<16}{} → {}\t{}【{surface}】{}\t{}",
        mistake.reason.name(),
        shown(marked),
        shown(found),
        mistake.before,
        mistake.after,
        mistake.place
    );
    // One line each, whatever stands around it.
    line.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect()
}

fn calibration(output: &mut impl Write, measured: &Measured) -> io::Result<()> {
    writeln!(output, "\n{:<12}{:>8}{:>8}{:>8}", "score", "names", "mean", "right")?;
    let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.3}"));
    for bin in measured.calibration.bins() {
        let range = format!("{:.1} to {:.1}", bin.from, bin.to);
        writeln!(output, "{range:<12}{:>8}{:>8}{:>8}", bin.names, share(bin.score), share(bin.right))?;
    }
    writeln!(output, "expected calibration error {:.4}", measured.calibration.expected_error())
}

#[derive(Serialize)]
struct Report<'m> {
    entity_model: &'m str,
    files: Vec<FileReport<'m>>,
}

#[derive(Serialize)]
struct FileReport<'m> {
    file: &'m str,
    texts: usize,
    exact: TallyReport,
    overlap: TallyReport,
    values: BTreeMap<&'static str, ValuesReport>,
    /// By the type marked, then by the type found; `MISSED` stands for nothing found, `SPURIOUS` for nothing
    /// marked.
    confusion: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    reasons: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'m [Mistake]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<CalibrationReport>,
}

#[derive(Serialize)]
struct TallyReport {
    all: FiguresReport,
    by_type: BTreeMap<&'static str, FiguresReport>,
}

#[derive(Serialize)]
struct FiguresReport {
    precision: f32,
    recall: f32,
    f1: f32,
    marked: usize,
    right: usize,
    too_much: usize,
    missing: usize,
}

#[derive(Serialize)]
struct ValuesReport {
    right: usize,
    of: usize,
}

#[derive(Serialize)]
struct CalibrationReport {
    bins: Vec<Bin>,
    expected_error: f64,
}

impl From<Figures> for FiguresReport {
    fn from(figures: Figures) -> Self {
        let Figures { right, too_much, missing } = figures;
        Self {
            precision: figures.precision(),
            recall: figures.recall(),
            f1: figures.f1(),
            marked: figures.marked(),
            right,
            too_much,
            missing,
        }
    }
}

impl From<&Tally> for TallyReport {
    fn from(tally: &Tally) -> Self {
        let by_type = tally.0.iter().map(|(kind, figures)| (kind.name(), (*figures).into())).collect();
        Self { all: tally.all().into(), by_type }
    }
}

pub(super) fn json(model: &str, measured: &[(&str, Measured)], shown: Shown) -> io::Result<()> {
    let files = measured.iter().map(|(file, measured)| file_report(file, measured, shown)).collect();
    let mut output = BufWriter::new(io::stdout().lock());
    serde_json::to_writer_pretty(&mut output, &Report { entity_model: model, files })?;
    writeln!(output)?;
    output.flush()
}

fn file_report<'m>(file: &'m str, measured: &'m Measured, shown: Shown) -> FileReport<'m> {
    let mut confusion: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (&(marked, found), &count) in &measured.confusion {
        let row = confusion.entry(marked.map_or("SPURIOUS", EntityType::name)).or_default();
        row.insert(found.map_or("MISSED", EntityType::name), count);
    }
    let values = measured
        .values
        .iter()
        .map(|(kind, values)| (kind.name(), ValuesReport { right: values.right, of: values.of }))
        .collect();
    FileReport {
        file,
        texts: measured.texts,
        exact: (&measured.exact).into(),
        overlap: (&measured.overlap).into(),
        values,
        confusion,
        reasons: measured.reasons().map(|(reason, count)| (reason.name(), count)).collect(),
        errors: shown.errors.map(|Listed| measured.mistakes.as_slice()),
        calibration: shown.calibration.map(|Listed| CalibrationReport {
            bins: measured.calibration.bins().collect(),
            expected_error: measured.calibration.expected_error(),
        }),
    }
}
