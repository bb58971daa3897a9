//! Figures (統計): six quiet figures, each with the table of its numbers behind it.

use super::Drawn;
use super::words::Bilingual;
use shirushi_page::Act;
use shirushi_page::results::ResultsAct;
use shirushi_results::figures::{Figure, FigureKey, FigureRow, svg, svg_file};
use shirushi_results::sheet::{ByteOrderMark, csv};
use yew::prelude::*;

const PICTURE: Bilingual = Bilingual("図", "Figure");
const TABLE: Bilingual = Bilingual("表", "Table");
const SUM: Bilingual = Bilingual("計", "Total");
const EMPTY: Bilingual =
    Bilingual("記事を貼り付けると、ここに図が並びます。", "Paste articles, and figures stand here.");
const SAVE: Bilingual = Bilingual("保存", "Save");

pub(super) fn figures(of: &Drawn<'_>) -> Html {
    let held = of.held;
    if held.claims.outlets.is_empty() {
        return html! { <div class="results"><p class="quiet r-nothing" tabindex="-1" data-result="focus">{ of.say(EMPTY) }</p></div> };
    }
    let all = shirushi_results::figures::figures(&held.claims, &held.table, &of.ui.findings, of.language);
    html! {
        <div class="results r-figures" data-part="figures-page" tabindex="-1" data-result="focus" aria-label={of.words.figures}>
            <h1 class="visually-hidden">{ of.words.figures }</h1>
            { for all.iter().map(|figure| panel(of, figure)) }
        </div>
    }
}

fn panel(of: &Drawn<'_>, figure: &Figure) -> Html {
    let key = figure.key;
    let turned = of.ui.turned.contains(&key);
    let face = |name: Bilingual, is_table: bool| {
        let act = of.press(move || ResultsAct::Turn(key));
        let now = turned == is_table;
        html! { <button aria-pressed={now.to_string()} disabled={now} data-part={if is_table { "face-table" } else { "face-figure" }} onclick={act}>{ of.say(name) }</button> }
    };
    let title = of.held.claims.project().title.clone();
    let name = format!("{title}-{}", key.name());
    let save_svg = {
        let (figure, name) = (figure.clone(), name.clone());
        of.press(move || ResultsAct::Save {
            name: format!("{name}.svg"),
            media: "image/svg+xml",
            bytes: svg_file(&figure).into_bytes(),
        })
    };
    let save_png = {
        let (figure, name) = (figure.clone(), name.clone());
        of.press(move || ResultsAct::SavePicture { name: format!("{name}.png"), svg: svg_file(&figure) })
    };
    let save_csv = {
        let (figure, name) = (figure.clone(), name);
        of.press(move || ResultsAct::Save {
            name: format!("{name}.csv"),
            media: "text/csv",
            bytes: csv(&figure.sheet(), ByteOrderMark::Written).into_bytes(),
        })
    };
    let turn = {
        let on = of.on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if super::keys::pressed(&event).as_deref() == Some("t") {
                super::keys::take(&event);
                on.emit(Act::Results(ResultsAct::Turn(key)));
            }
        })
    };
    html! {
        <figure key={key.name()} class="r-figure" tabindex="0" data-part={format!("figure-{}", key.name())} aria-label={figure.title.clone()} onkeydown={turn}>
            <figcaption><h2 lang={of.language.code()}>{ figure.title.clone() }</h2><p class="quiet">{ figure.sentence.clone() }</p></figcaption>
            <div class="r-face" hidden={turned}>{ drawn(figure) }</div>
            <div class={classes!("r-face", (!turned).then_some("visually-hidden"))}>{ table(of, figure, turned) }</div>
            <p class="row">
                <span class="r-segments" role="group" aria-label={figure.title.clone()}>{ face(PICTURE, false) }{ face(TABLE, true) }</span>
                <span class="spring"></span>
                <button class="button" data-part="save-svg" aria-label={format!("{} SVG: {}", of.say(SAVE), figure.title)} onclick={save_svg}>{ "SVG" }</button>
                <button class="button" data-part="save-png" aria-label={format!("{} PNG: {}", of.say(SAVE), figure.title)} onclick={save_png}>{ "PNG" }</button>
                <button class="button" data-part="save-csv" aria-label={format!("{} CSV: {}", of.say(SAVE), figure.title)} onclick={save_csv}>{ "CSV" }</button>
            </p>
        </figure>
    }
}

/// The figure in the ink and on the paper of the page.
fn drawn(figure: &Figure) -> Html {
    let drawn = svg(figure)
        .replace("#23201b", "var(--ink)")
        .replace("#5f594f", "var(--ink-2)")
        .replace("\"#fff\"", "\"var(--paper)\"");
    Html::from_html_unchecked(drawn.into())
}

fn table(of: &Drawn<'_>, figure: &Figure, shown: bool) -> Html {
    // Sums mean nothing where a row stands against itself.
    let sums = figure.key != FigureKey::Pairs;
    let row = |row: &FigureRow| {
        html! {
            <tr>
                <th scope="row" lang="ja">{ row.name.clone() }</th>
                { for row.values.iter().map(|value| html! { <td class="number">{ value }</td> }) }
                { if sums { html! { <td class="number"><b>{ row.sum() }</b></td> } } else { Html::default() } }
            </tr>
        }
    };
    html! {
        <div class="r-numbers" tabindex={shown.then_some("0")}>
            <table>
                <caption class="visually-hidden">{ figure.title.clone() }</caption>
                <thead><tr>
                    <th scope="col">{ figure.of.clone() }</th>
                    { for figure.columns.iter().map(|column| html! { <th scope="col" lang="ja">{ column.clone() }</th> }) }
                    { if sums { html! { <th scope="col">{ of.say(SUM) }</th> } } else { Html::default() } }
                </tr></thead>
                <tbody>{ for figure.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
