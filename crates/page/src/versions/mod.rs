//! Named versions of the project: named, gone back to, compared, forgotten and taken back.

#[cfg(test)]
mod tests;
mod update;

/// What is done about versions.
#[derive(Debug, Clone)]
pub enum VersionAct {
    /// Give the present state a name.
    Name(String),
    /// Make the project what it was.
    Return(u32),
    Forget(u32),
    /// Take back that one was forgotten, while the notice says so.
    Restore,
    Compare(Compared),
}

/// Which two states are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// A version.
    pub from: u32,
    /// Another one, or the present state.
    pub to: Option<u32>,
}
