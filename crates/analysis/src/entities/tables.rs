//! What the rules know of the world and of the language. Data only, one table a file.

pub(crate) mod bodies;
pub(crate) mod cities;
pub(crate) mod countries;
pub(crate) mod heads;
pub(crate) mod products;
pub(crate) mod titles;
