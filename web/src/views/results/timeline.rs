//! The time line (年表): the dated events that the articles tell, and where they date one differently.

use super::Drawn;
use yew::prelude::*;

pub(super) fn timeline(of: &Drawn<'_>) -> Html {
    let _ = of;
    Html::default()
}
