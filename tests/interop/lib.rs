//! Comparisons with other people's tools; each is a test of its own beside this file.
