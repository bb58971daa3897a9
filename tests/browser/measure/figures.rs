//! What was measured, and what was to be reached.

/// Figures in the order they were taken.
#[derive(Default)]
pub(crate) struct Figures(Vec<Figure>);

struct Figure {
    name: String,
    unit: Unit,
    target: Option<f64>,
    samples: Vec<f64>,
}

/// In what a figure is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Milliseconds,
    Megabytes,
}

impl Figures {
    /// Notes the samples of a figure; `target` is the most it should be.
    pub(crate) fn note(&mut self, name: &str, unit: Unit, target: impl Into<Option<f64>>, samples: Vec<f64>) {
        eprintln!("  {name}: {samples:.0?}");
        self.0.push(Figure { name: name.to_owned(), unit, target: target.into(), samples });
    }

    /// Prints a table: medians, how far the samples lie apart, and whether the target is reached.
    pub(crate) fn print(&self) {
        println!("| in the page | target | median | least to most | reached |");
        println!("|---|---:|---:|---:|---|");
        for figure in &self.0 {
            let mut sorted = figure.samples.clone();
            sorted.sort_by(f64::total_cmp);
            let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
            let (least, median, most) = (at(0), at(sorted.len() / 2), at(sorted.len().saturating_sub(1)));
            let unit = match figure.unit {
                Unit::Milliseconds => "ms",
                Unit::Megabytes => "MB",
            };
            let target = figure.target.map_or(String::new(), |target| format!("{target:.0} {unit}"));
            let reached = match figure.target {
                Some(target) if median <= target => "yes",
                Some(_) => "**no**",
                None => "",
            };
            println!(
                "| {} | {target} | {median:.0} {unit} | {least:.0} to {most:.0} | {reached} |",
                figure.name
            );
        }
    }
}
