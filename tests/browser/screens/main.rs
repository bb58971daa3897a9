//! Pictures of the built site.
fn main() {}
