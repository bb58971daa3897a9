//! How far long work is: a bar on standard error while a person watches. Nothing when standard error goes to
//! a file.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

const TEMPLATE: &str = "{msg} {bar:30} {human_pos}/{human_len}, {eta} left";

/// Fewer steps are over before a bar could be read.
const FEWEST: usize = 16;

/// A bar of so many steps. It is to be cleared when the work is done.
pub(crate) fn bar(what: &'static str, steps: usize) -> ProgressBar {
    // The bar draws on standard error and hides itself when that is no terminal.
    if steps < FEWEST { ProgressBar::hidden() } else { drawn(what, steps as u64) }
}

/// A bar of a few long steps, drawn anew while they last.
pub(crate) fn bar_of_few(what: &'static str, steps: u32) -> ProgressBar {
    let bar = drawn(what, steps.into());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// One more of a few long steps is done. A file gets a line for it instead of a bar.
pub(crate) fn step(bar: &ProgressBar, said: &str) {
    if bar.is_hidden() {
        eprintln!("{said}");
    }
    bar.set_message(said.to_owned());
    bar.inc(1);
}

fn drawn(what: &'static str, steps: u64) -> ProgressBar {
    let bar = ProgressBar::new(steps).with_message(what);
    match ProgressStyle::with_template(TEMPLATE) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_one() {
        // `bar` would fall back on the ordinary style in silence.
        assert!(ProgressStyle::with_template(TEMPLATE).is_ok());
        assert!(bar("reading", 2).is_hidden());
        assert_eq!(bar("reading", 100).length(), Some(100));
    }
}
