//! Where the command line finds its entity model: in itself, unless another is named, or `none`.

use shirushi_analysis::{Analyzer, EntityModel, EntityModelError};
use shirushi_dictionary::Dictionary;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The model the program was built with; `docs/MODEL.md` says how it is made.
static BUILT_IN: &[u8] = include_bytes!("../../analysis/model/entities.shirushi-model");

/// The analyzer with the named model, or the built-in one. What is wrong with a model is said, and rules go
/// on alone.
pub(crate) fn analyzer(dictionary: Arc<Dictionary>, named: Option<&Path>) -> Analyzer {
    let model = match named {
        Some(path) if path.as_os_str() == "none" => return Analyzer::new(dictionary),
        Some(path) => match fs::read(path) {
            Ok(bytes) => EntityModel::load(&bytes),
            Err(reason) => Err(EntityModelError::Unreadable(reason)),
        },
        None => EntityModel::load(BUILT_IN),
    };
    if let Err(reason) = &model {
        crate::complain(&format!("{reason}; going on with rules alone"));
    }
    Analyzer::with_model(dictionary, model.map(Arc::new))
}
