//! Naming the present state, going through the named ones, forgetting one.

use super::Session;
use crate::{Effect, Refusal, Version};
use shirushi_model::Timestamp;
use std::sync::Arc;

impl Session {
    /// The same session with the versions that were stored beside the project.
    #[must_use]
    pub fn with_versions(mut self, versions: impl IntoIterator<Item = Arc<Version>>) -> Self {
        self.versions = versions.into_iter().collect();
        self
    }

    /// The named versions, oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Arc<Version>> + ExactSizeIterator {
        self.versions.iter()
    }

    /// The version with this number.
    pub fn version(&self, number: u32) -> Option<&Arc<Version>> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// Gives the present state a name.
    pub(crate) fn name_version(
        &mut self,
        name: &str,
        by: String,
        at: Timestamp,
    ) -> Result<Vec<Effect>, Refusal> {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(Refusal::EmptyName);
        }
        let project = self.project.clone();
        let version = Version { number: self.next_version()?, name, at, by, seq: self.seq(), project };
        Ok(self.put_version(Arc::new(version)))
    }

    /// Forgets a version. The project is as it was.
    pub(crate) fn forget_version(&mut self, number: u32) -> Result<Vec<Effect>, Refusal> {
        let found = self.versions.iter().position(|version| version.number == number);
        let at = found.ok_or(Refusal::NoSuchVersion(number))?;
        Ok(vec![Effect::ForgetVersion(self.versions.remove(at))])
    }

    /// Takes back a version that was forgotten.
    pub(crate) fn restore_version(&mut self, version: Arc<Version>) -> Result<Vec<Effect>, Refusal> {
        if self.version(version.number).is_none() {
            return Ok(self.put_version(version));
        }
        let number = self.next_version()?;
        Ok(self.put_version(Arc::new(Version { number, ..Version::clone(&version) })))
    }

    fn next_version(&self) -> Result<u32, Refusal> {
        let last = self.versions.iter().map(|version| version.number).max().unwrap_or(0);
        last.checked_add(1).ok_or(Refusal::NumbersExhausted)
    }

    fn put_version(&mut self, version: Arc<Version>) -> Vec<Effect> {
        let at = self.versions.iter().position(|other| other.at > version.at);
        self.versions.insert(at.unwrap_or(self.versions.len()), version.clone());
        vec![Effect::StoreVersion(version)]
    }
}
