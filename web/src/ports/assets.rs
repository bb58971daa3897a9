//! What the build put beside the page: the addresses of the worker, the engine, the dictionary and the
//! service worker, read from `<script type="application/json" id="assets">`.

use serde::Deserialize;

/// The id of the element that holds the list.
const ELEMENT: &str = "assets";

/// The files of this build. Addresses are absolute once read, whatever the page's own address is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Assets {
    /// The script of the analysis worker.
    pub(crate) worker: String,
    /// The script that binds the engine's module to JavaScript.
    pub(crate) engine_glue: String,
    /// The engine's module.
    pub(crate) engine_wasm: String,
    /// The dictionary pack.
    pub(crate) dictionary: String,
    /// Its size as transferred, in bytes: what a progress bar counts against.
    pub(crate) dictionary_size: u32,
    /// The entity model.
    pub(crate) entity_model: String,
    /// The script of the service worker; `None` in builds that run without one.
    pub(crate) service_worker: Option<String>,
    /// A hash of all files: two builds with the same one are the same.
    pub(crate) version: String,
}

/// Why the list could not be read. Either means that the page was put together wrongly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AssetsError {
    /// The page has no list.
    #[error("the page names no assets")]
    Missing,
    /// The list is not what this version reads.
    #[error("the list of assets cannot be read: {0}")]
    Malformed(String),
}

/// Reads the list of the page.
pub(crate) fn read() -> Result<Assets, AssetsError> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(AssetsError::Missing)?;
    let text = document
        .get_element_by_id(ELEMENT)
        .and_then(|element| element.text_content())
        .ok_or(AssetsError::Missing)?;
    let mut assets = parse(&text)?;
    // A worker resolves relative addresses against its own script, not against the page: only absolute ones
    // mean the same on both sides.
    let base = document.base_uri().ok().flatten().unwrap_or_default();
    let addresses = [
        &mut assets.worker,
        &mut assets.engine_glue,
        &mut assets.engine_wasm,
        &mut assets.dictionary,
        &mut assets.entity_model,
    ];
    for address in addresses.into_iter().chain(&mut assets.service_worker) {
        if let Ok(url) = web_sys::Url::new_with_base(address, &base) {
            *address = url.href();
        }
    }
    Ok(assets)
}

fn parse(text: &str) -> Result<Assets, AssetsError> {
    serde_json::from_str(text).map_err(|error| AssetsError::Malformed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_build_writes() {
        let assets = parse(
            r#"{ "worker": "worker-1f.js", "engineGlue": "engine-2a.js", "engineWasm": "engine-3b.wasm",
                 "dictionary": "ipadic-4c.shirushi", "dictionarySize": 5200000,
                 "entityModel": "entities-6e.shirushi-model",
                 "serviceWorker": "service-worker.js", "version": "5d", "later": [] }"#,
        )
        .unwrap();
        assert_eq!(assets.dictionary_size, 5_200_000);
        assert_eq!(assets.service_worker.as_deref(), Some("service-worker.js"));
    }

    #[test]
    fn says_what_is_missing() {
        assert!(matches!(parse("{}"), Err(AssetsError::Malformed(why)) if why.contains("worker")));
    }
}
