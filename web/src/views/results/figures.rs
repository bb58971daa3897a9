//! Figures (統計): six quiet figures, each with the table of its numbers behind it.

use super::Drawn;
use yew::prelude::*;

pub(super) fn figures(of: &Drawn<'_>) -> Html {
    let _ = of;
    Html::default()
}
