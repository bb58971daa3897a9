//! Sources (誰が誰を): who is quoted by whom, how often and how surely, and which sentences are shared.

use super::Drawn;
use yew::prelude::*;

pub(super) fn sources(of: &Drawn<'_>) -> Html {
    let _ = of;
    Html::default()
}
