//! Figures drawn: SVG of one ink, told apart by patterns and by the numbers beside them. Title and sentence
//! are in it for readers; nothing in it moves, and it refers to nothing outside.

use super::{Figure, FigureKey, FigureRow};
use shirushi_sheet::{html_text, short};
use std::fmt::Write as _;

const INK: &str = "#23201b";
const SOFT: &str = "#5f594f";
/// How wide a figure is, in its own units; it scales to its place.
const WIDTH: f64 = 720.0;
/// Where names end and drawings begin.
const LEFT: f64 = 190.0;

/// Draws a figure.
pub fn svg(figure: &Figure) -> String {
    drawing(figure, false)
}

/// The same with a size of its own, in pixels, for a file that other programs place.
pub fn svg_file(figure: &Figure) -> String {
    drawing(figure, true)
}

fn drawing(figure: &Figure, sized: bool) -> String {
    let mut body = String::new();
    let height = match figure.key {
        FigureKey::Kinds => multiples(figure, &mut body),
        FigureKey::Certainty | FigureKey::Speakers | FigureKey::Progress => stacks(figure, &mut body),
        FigureKey::Entities => dots(figure, &mut body),
        FigureKey::Pairs => matrix(figure, &mut body),
    };
    let name = figure.key.name();
    let size = if sized { format!(" width=\"{WIDTH}\" height=\"{height}\"") } else { String::new() };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{size} viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" lang=\"{}\" \
         aria-labelledby=\"figure-{name}-title figure-{name}-desc\" font-family=\"sans-serif\" font-size=\"13\" \
         fill=\"{INK}\">\n<title id=\"figure-{name}-title\">{}</title>\n<desc id=\"figure-{name}-desc\">{}</desc>\n{}{body}</svg>",
        figure.language.code(),
        html_text(&figure.title),
        html_text(&figure.sentence),
        patterns(name)
    )
}

/// Fills that differ without colour: solid, level lines, slanting lines, dots, crossed, empty.
fn patterns(name: &str) -> String {
    let tile = |number: usize, inside: &str| {
        format!(
            "<pattern id=\"figure-{name}-{number}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"6\" height=\"6\" fill=\"#fff\"/>{inside}</pattern>"
        )
    };
    let stroke = format!("stroke=\"{INK}\" stroke-width=\"1.6\"");
    format!(
        "<defs>{}{}{}{}{}</defs>\n",
        tile(1, &format!("<path d=\"M0 1.5h6M0 4.5h6\" {stroke}/>")),
        tile(2, &format!("<path d=\"M-1 5L5 -1M1 7L7 1\" {stroke}/>")),
        tile(3, &format!("<circle cx=\"3\" cy=\"3\" r=\"1.3\" fill=\"{INK}\"/>")),
        tile(4, &format!("<path d=\"M0 0L6 6M6 0L0 6\" {stroke}/>")),
        tile(5, "")
    )
}

fn fill(figure: &Figure, number: usize) -> String {
    match number {
        0 => INK.to_owned(),
        number => format!("url(#figure-{}-{})", figure.key.name(), (number - 1) % 5 + 1),
    }
}

fn text(out: &mut String, x: f64, y: f64, anchor: &str, extra: &str, words: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\"{extra}>{}</text>",
        html_text(words)
    );
}

fn rect(out: &mut String, (x, y, width, height): (f64, f64, f64, f64), fill: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"1\"/>"
    );
}

fn largest(rows: &[FigureRow]) -> f64 {
    rows.iter().flat_map(|row| &row.values).copied().max().unwrap_or(0).max(1) as f64
}

/// The heads of columns of equal width; gives the width.
fn heads(figure: &Figure, out: &mut String) -> f64 {
    let width = (WIDTH - LEFT) / figure.columns.len().max(1) as f64;
    let most = (width / 13.5).max(2.0) as usize;
    for (number, name) in figure.columns.iter().enumerate() {
        let x = LEFT + width * number as f64;
        text(out, x + 2.0, 16.0, "start", " font-weight=\"600\"", &short(name, most));
    }
    width
}

/// A bar for each category and outlet, from a common line: the axis begins at 0.
fn multiples(figure: &Figure, out: &mut String) -> f64 {
    let width = heads(figure, out);
    let most = largest(&figure.rows);
    for (number, row) in figure.rows.iter().enumerate() {
        let y = 28.0 + 20.0 * number as f64;
        text(out, LEFT - 8.0, y + 12.0, "end", "", &short(&row.name, 13));
        for (column, value) in row.values.iter().enumerate() {
            let x = LEFT + width * column as f64;
            let long = (width - 34.0).max(4.0) * *value as f64 / most;
            if *value > 0 {
                rect(out, (x, y, long.max(1.0), 14.0), INK);
            }
            let extra = if *value > 0 { "" } else { " fill=\"#5f594f\"" };
            text(out, x + long + 4.0, y + 12.0, "start", extra, &value.to_string());
        }
    }
    40.0 + 20.0 * figure.rows.len() as f64
}

/// A bar for each outlet, cut into categories.
fn stacks(figure: &Figure, out: &mut String) -> f64 {
    let mut x = 4.0;
    for (number, name) in figure.columns.iter().enumerate() {
        rect(out, (x, 4.0, 16.0, 12.0), &fill(figure, number));
        text(out, x + 21.0, 15.0, "start", "", name);
        x += 40.0 + 13.0 * name.chars().count() as f64;
    }
    let most = figure.rows.iter().map(FigureRow::sum).max().unwrap_or(0).max(1) as f64;
    for (line, row) in figure.rows.iter().enumerate() {
        let y = 32.0 + 30.0 * line as f64;
        text(out, LEFT - 8.0, y + 15.0, "end", "", &short(&row.name, 13));
        let mut x = LEFT;
        for (number, value) in row.values.iter().enumerate().filter(|(_, value)| **value > 0) {
            let long = (WIDTH - LEFT - 44.0) * *value as f64 / most;
            rect(out, (x, y, long, 20.0), &fill(figure, number));
            let digits = value.to_string();
            if long > 9.0 * digits.len() as f64 + 6.0 {
                // On a plate, so that it reads on any pattern.
                let plate = 8.0 * digits.len() as f64 + 5.0;
                let _ = writeln!(
                    out,
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{plate:.1}\" height=\"14\" fill=\"#fff\"/>",
                    x + (long - plate) / 2.0,
                    y + 3.0
                );
                text(out, x + long / 2.0, y + 14.5, "middle", "", &digits);
            }
            x += long;
        }
        text(out, x + 6.0, y + 15.0, "start", " font-weight=\"600\"", &row.sum().to_string());
    }
    let below = 44.0 + 30.0 * figure.rows.len() as f64;
    if figure.pace.is_empty() { below } else { below + pace(figure, out, below) }
}

/// Bars for the hours, below.
fn pace(figure: &Figure, out: &mut String, top: f64) -> f64 {
    let most = figure.pace.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
    let width = ((WIDTH - 8.0) / figure.pace.len() as f64).min(90.0);
    let title = figure.language.of("判定した数（1時間ごと）", "judged in each hour");
    text(out, 4.0, top + 14.0, "start", " font-weight=\"600\"", title);
    for (number, (hour, count)) in figure.pace.iter().enumerate() {
        let (x, high) = (4.0 + width * number as f64, 50.0 * *count as f64 / most);
        rect(out, (x, top + 84.0 - high, width - 4.0, high), INK);
        text(out, x + width / 2.0 - 2.0, top + 80.0 - high, "middle", "", &count.to_string());
        let clock = hour.split_once(' ').map_or(hour.as_str(), |(_, clock)| clock);
        let clock = if clock.len() > 5 { "00:00" } else { clock };
        text(
            out,
            x + width / 2.0 - 2.0,
            top + 98.0,
            "middle",
            &format!(" font-size=\"11\" fill=\"{SOFT}\""),
            clock,
        );
    }
    106.0
}

/// A disc for each entity and outlet, its area the number.
fn dots(figure: &Figure, out: &mut String) -> f64 {
    let width = heads(figure, out);
    let most = largest(&figure.rows);
    for (number, row) in figure.rows.iter().enumerate() {
        let y = 38.0 + 24.0 * number as f64;
        text(out, LEFT - 8.0, y + 4.0, "end", "", &short(&row.name, 13));
        for (column, value) in row.values.iter().enumerate() {
            let x = LEFT + width * column as f64 + 12.0;
            if *value > 0 {
                let radius = 10.0 * (*value as f64 / most).sqrt();
                let _ = writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>");
            }
            let extra = if *value > 0 { "" } else { " fill=\"#5f594f\"" };
            text(out, x + 14.0, y + 4.0, "start", extra, &value.to_string());
        }
        let line = y + 12.0;
        let _ = writeln!(out, "<path d=\"M0 {line:.1}H{WIDTH}\" stroke=\"#cfc9bd\"/>");
    }
    54.0 + 24.0 * figure.rows.len() as f64
}

/// A square for each group of two outlets: filled where they differ, empty where they agree.
fn matrix(figure: &Figure, out: &mut String) -> f64 {
    let width = heads(figure, out);
    let high = 46.0;
    for (down, row) in figure.rows.iter().enumerate() {
        let y = 26.0 + high * down as f64;
        text(out, LEFT - 8.0, y + 26.0, "end", "", &short(&row.name, 13));
        for (across, value) in row.values.iter().enumerate() {
            let x = LEFT + width * across as f64;
            let back = if across == down { "#eeeae2" } else { "#fff" };
            let _ = writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{high}\" fill=\"{back}\" stroke=\"#cfc9bd\"/>"
            );
            if across == down {
                continue;
            }
            let (sign, fill) = if across > down { ("≠", INK) } else { ("＝", "#fff") };
            let room = (((width - 8.0) / 9.0).max(1.0) as usize).saturating_mul(2);
            for number in 0..(*value).min(room) {
                let (column, line) = (number % (room / 2).max(1), number / (room / 2).max(1));
                rect(out, (x + 5.0 + 9.0 * column as f64, y + 5.0 + 9.0 * line as f64, 6.0, 6.0), fill);
            }
            text(out, x + 5.0, y + high - 8.0, "start", "", &format!("{sign}{value}"));
        }
    }
    36.0 + high * figure.rows.len() as f64
}
