//! Side by side (並べて読む): two or three articles, what they say of one thing joined.

use super::Drawn;
use yew::prelude::*;

pub(super) fn side(of: &Drawn<'_>) -> Html {
    let _ = of;
    Html::default()
}
