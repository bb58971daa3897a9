//! Acts of this feature: state and act in, state and effects out.
