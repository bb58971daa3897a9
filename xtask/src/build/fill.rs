//! `{{name}}` in a text becomes its value. A name without a value, or a value nobody asked for, is an error.

use anyhow::{Result, bail};

/// Fills every `{{name}}` of `text`.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut filled = text.to_owned();
    for (name, value) in values {
        let hole = format!("{{{{{name}}}}}");
        if !filled.contains(&hole) {
            bail!("nothing asks for {hole}");
        }
        filled = filled.replace(&hole, value);
    }
    if let Some((_, rest)) = filled.split_once("{{") {
        let name = rest.split("}}").next().unwrap_or_default();
        bail!("nothing fills {{{{{name}}}}}");
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_and_mistakes_are_told() {
        assert_eq!(fill("<a {{b}} c>", &[("b", "!")]).unwrap(), "<a ! c>");
        assert!(fill("{{a}}{{b}}", &[("a", "")]).unwrap_err().to_string().contains("{{b}}"));
        assert!(fill("a", &[("a", "")]).unwrap_err().to_string().contains("{{a}}"));
    }
}
