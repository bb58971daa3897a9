//! Where the command line finds its claim model: in itself, unless another is named, or `none`.

use shirushi_analysis::{ClaimModel, ClaimModelError};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The named model, or the built-in one; `none` is a model that knows nothing. What is wrong with one is
/// said.
pub(crate) fn read(named: Option<&Path>) -> Result<Arc<ClaimModel>, ClaimModelError> {
    let model = match named {
        Some(path) if path.as_os_str() == "none" => Ok(Arc::new(ClaimModel::default())),
        Some(path) => match fs::read(path) {
            Ok(bytes) => ClaimModel::load(&bytes).map(Arc::new),
            Err(reason) => Err(ClaimModelError::Unreadable(reason)),
        },
        None => ClaimModel::built_in(),
    };
    if let Err(reason) = &model {
        crate::complain(&format!("{reason}; claims go by rules alone"));
    }
    model
}
