//! Time and chance. The only place of the page where either is asked for; the core is handed the answers.

use shirushi_model::Timestamp;
use shirushi_page::Now;

/// The time of day as the device knows it.
pub(crate) fn now() -> Timestamp {
    // Milliseconds since 1970 fit an f64 exactly, and an i64 with room to spare.
    Timestamp(js_sys::Date::now() as i64)
}

/// Time and chance for one act.
pub(crate) fn turn() -> Now {
    Now { at: now(), bits: random_bits() }
}

/// 128 bits that nobody can guess, for making the id of a new project.
///
/// A browser without `crypto.getRandomValues` (none is known) gets bits from the time and `Math.random`,
/// which are as good for telling projects apart.
fn random_bits() -> u128 {
    let mut bytes = [0; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    match filled {
        Some(_) => u128::from_le_bytes(bytes),
        None => {
            let piece = || u128::from((js_sys::Math::random() * f64::from(u32::MAX)) as u32);
            piece() << 96 | piece() << 64 | u128::from(now().0.unsigned_abs())
        }
    }
}

/// A day and a time of day as people write them where the device is: in the language of this BCP 47 tag.
pub(crate) fn told(at: Timestamp, language: &str) -> (String, String) {
    let date = js_sys::Date::new(&(at.0 as f64).into());
    let options = js_sys::Object::new();
    for (name, value) in [("hour", "2-digit"), ("minute", "2-digit")] {
        // Fails only for what is no object.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let day = date.to_locale_date_string(language, &js_sys::Object::new());
    (day.into(), date.to_locale_time_string_with_options(language, &options).into())
}
