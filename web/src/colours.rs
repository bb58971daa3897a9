//! The colours of tags, computed from the style sheet: contrast as WCAG 2 defines it, and distance for people
//! who see no red or no green.

const SHEET: &str = include_str!("../styles/10-paper-and-ink.css");
const BANDS: &str = include_str!("../styles/30-text.css");
const TAGS: [&str; 6] = ["amber", "rose", "sky", "moss", "violet", "slate"];
/// What the colours stand on.
const GROUNDS: [&str; 3] = ["paper", "panel", "raised"];

type Color = [f64; 3];

/// A colour of a theme, as it is written.
fn written(theme: &str, name: &str) -> Color {
    let sheet = SHEET.split_once(theme).unwrap().1;
    let written = sheet.split_once(&format!("--{name}: #")).unwrap().1;
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&written[at..at + 2], 16).unwrap()) / 255.0)
}

/// In linear light.
fn linear(written: Color) -> Color {
    written.map(|value| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
}

fn color(theme: &str, name: &str) -> Color {
    linear(written(theme, name))
}

fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |[r, g, b]: Color| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// As somebody sees it who lacks one kind of cones (Machado, Oliveira and Fernandes, 2009, severity 1).
fn without(matrix: [Color; 3], color: Color) -> Color {
    matrix.map(|row| row.iter().zip(color).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

const PROTANOPIA: [Color; 3] = [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
];
const DEUTERANOPIA: [Color; 3] = [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_820, 0.042_940, 0.968_881],
];

/// How far apart two colours look: CIE 1976, where 2.3 is just noticeable.
fn distance(a: Color, b: Color) -> f64 {
    let lab = |[r, g, b]: Color| {
        let white = [0.950_47, 1.0, 1.088_83];
        let xyz = [
            0.412_456 * r + 0.357_576 * g + 0.180_437 * b,
            0.212_673 * r + 0.715_152 * g + 0.072_175 * b,
            0.019_334 * r + 0.119_192 * g + 0.950_304 * b,
        ];
        let [x, y, z] = [0, 1, 2].map(|at| {
            let t: f64 = xyz[at] / white[at];
            if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    let (a, b) = (lab(a), lab(b));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The stripes a tag's band is drawn with.
fn pattern(tag: &str) -> &'static str {
    let rule = BANDS.split_once(&format!(".band.b-{tag} {{")).map_or("plain", |(_, rule)| rule);
    rule.split_once('}').map_or(rule, |(rule, _)| rule)
}

#[test]
fn tags_stand_out_from_what_they_are_drawn_on() {
    for theme in [":root {", "[data-theme=\"dark\"] {"] {
        for ground in GROUNDS {
            for tag in TAGS {
                let contrast = contrast(color(theme, tag), color(theme, ground));
                assert!(contrast >= 3.0, "{theme} {tag} on {ground}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn text_is_read_on_every_tag() {
    // Bands are mixed into the paper at most so much, and one without a pattern not less than the strong part
    // of one that has one.
    const MOST: f64 = 0.6;
    let mixes = |rule: &str| -> Vec<f64> {
        let written = rule.split("var(--band) ").skip(1).filter_map(|rest| rest.split_once('%'));
        written.map(|(percent, _)| percent.parse::<f64>().unwrap() / 100.0).collect()
    };
    let band = |selector: &str| BANDS.lines().find(|line| line.starts_with(selector)).map(mixes).unwrap();
    for selector in [".band {", ".token.band {"]
        .into_iter()
        .map(str::to_owned)
        .chain(TAGS[1..].iter().map(|tag| format!(".band.b-{tag} {{")))
    {
        let strongest = band(&selector).into_iter().fold(0.0, f64::max);
        assert!((0.55..=MOST).contains(&strongest), "{selector} is mixed to {strongest}");
    }
    for theme in [":root {", "[data-theme=\"dark\"] {"] {
        for tag in TAGS {
            let (band, paper) = (written(theme, tag), written(theme, "paper"));
            let mixed = [0, 1, 2].map(|at| band[at] * MOST + paper[at] * (1.0 - MOST));
            let contrast = contrast(color(theme, "ink"), linear(mixed));
            assert!(contrast >= 4.5, "{theme} on {tag}: {contrast:.2}");
        }
    }
}

#[test]
fn no_two_tags_look_alike() {
    for theme in [":root {", "[data-theme=\"dark\"] {"] {
        for (at, a) in TAGS.iter().enumerate() {
            for b in &TAGS[at + 1..] {
                let (one, other) = (color(theme, a), color(theme, b));
                let seen = [PROTANOPIA, DEUTERANOPIA].map(|m| distance(without(m, one), without(m, other)));
                let nearest = seen.into_iter().fold(distance(one, other), f64::min);
                assert!(nearest >= 10.0 || pattern(a) != pattern(b), "{theme} {a} and {b}: {nearest:.1}");
            }
        }
    }
}
