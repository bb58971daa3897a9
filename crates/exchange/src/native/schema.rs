//! The JSON Schema of the native file, generated from its types.

use super::file::File;
use schemars::generate::SchemaSettings;

/// The schema as JSON (draft 2020-12), pretty-printed with a line break at the end: what
/// `docs/schema/project-2.json` holds.
pub fn schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::schema;
    use std::path::Path;

    /// `SHIRUSHI_REFRESH=1 cargo test -p shirushi-exchange` writes the schema anew; read it in the diff.
    #[test]
    fn the_schema_checked_in_is_the_one_generated() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/project-2.json");
        if std::env::var_os("SHIRUSHI_REFRESH").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, schema()).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(stored, schema(), "refresh with SHIRUSHI_REFRESH=1");
    }
}
