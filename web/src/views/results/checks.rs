//! Checks (検証): one claim, from *worth checking* to a verdict that stands up.

use super::Drawn;
use yew::prelude::*;

pub(super) fn checks(of: &Drawn<'_>) -> Html {
    let _ = of;
    Html::default()
}
