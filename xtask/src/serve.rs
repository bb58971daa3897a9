//! `cargo xtask serve`: builds the site and serves it on this machine.

use anyhow::Result;
use shirushi_site::Site;

use crate::build::{self, PageProfile};
use crate::workspace::Workspace;

/// A service worker that takes itself and its caches away, for seeing every change at once.
const NO_SERVICE_WORKER: &str = "\
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(
  caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))
    .then(() => self.registration.unregister())));
";

/// Whether the page keeps itself for offline use, as it does once published.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offline {
    /// As published: a new build waits until the person agrees to it.
    AsPublished,
    /// The page is fetched anew each time.
    Never,
}

/// Builds, serves and does not return while the server runs.
pub(crate) fn run(
    workspace: &Workspace,
    profile: PageProfile,
    port: u16,
    base: &str,
    offline: Offline,
) -> Result<()> {
    build::run(workspace, profile)?;
    let site = Site::start(&workspace.dist(), base, port)?;
    if offline == Offline::Never {
        site.serve_instead("service-worker.js", NO_SERVICE_WORKER.into());
    }
    println!("\nShirushi is at {}\nCtrl C ends it.", site.url());
    site.serve_for_ever();
    Ok(())
}
