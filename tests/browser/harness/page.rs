//! The page as a person meets it: what is on it by role and name, and what can be done with hands.
