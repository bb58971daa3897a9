//! Browsers that tests use one after another, because to start one takes longer than many tests do.
//!
//! A test has a window and an origin to itself; when it is over its windows are closed and what its origin
//! kept is thrown away. A browser whose test failed is not used again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};

use crate::browser::Browser;
use crate::device::{Device, Language, Theme};
use crate::engine::Engine;
use crate::network::{NetworkRequest, origin};
use crate::stage::{Stage, output_folder, serve_site};

/// So many tests have a browser before another takes its place: what it keeps of those before grows slowly
/// (decisions/browser-tests.md).
const MOST_VISITS: usize = 40;

/// The browsers that no test uses at the moment, and what is known of all.
#[derive(Default)]
pub struct Pool {
    idle: Mutex<Vec<Resident>>,
    /// How many were started.
    started: Mutex<usize>,
    /// The tests by the origin each has or had.
    guests: Mutex<BTreeMap<String, String>>,
    /// What was asked in the name of a test that was over, or of nobody.
    late: Mutex<Vec<(String, NetworkRequest)>>,
}

/// A browser that stays.
struct Resident {
    browser: Browser,
    language: Language,
    visits: usize,
}

/// What a test in a shared browser has: give it back to the pool that lent it.
pub struct Loan {
    /// The stage, for the test.
    pub stage: Stage,
    language: Language,
    visits: usize,
}

impl Pool {
    /// Prepares a stage for the test `name`.
    ///
    /// # Errors
    /// When no browser can be started.
    pub async fn lend(&self, name: &str, engine: Engine, device: Device, language: Language) -> Result<Loan> {
        let mut resident = self.resident(engine, language).await?;
        let site = serve_site()?;
        held(&self.guests).insert(origin(&site.url()), name.to_owned());
        resident
            .browser
            .arrive(&output_folder().join(name), device, Theme::Light)
            .await
            .context("no window could be opened for the test")?;
        let stage = Stage { site, browser: resident.browser, name: name.to_owned() };
        Ok(Loan { stage, language, visits: resident.visits + 1 })
    }

    async fn resident(&self, engine: Engine, language: Language) -> Result<Resident> {
        {
            let mut idle = held(&self.idle);
            let fits = |one: &Resident| one.language == language && one.browser.engine == engine;
            if let Some(at) = idle.iter().position(fits) {
                return Ok(idle.swap_remove(at));
            }
        }
        let number = {
            let mut started = held(&self.started);
            *started += 1;
            *started
        };
        // Another run may be under way.
        let home = output_folder().join(format!("shared-{}-{number}", std::process::id()));
        Ok(Resident { browser: Browser::start_shared(&home, engine, language).await?, language, visits: 0 })
    }

    /// Takes back what a test had that held. Returns what it asked the network for.
    ///
    /// # Errors
    /// When the browser cannot say what was asked of the network.
    pub async fn take_back(&self, loan: Loan) -> Result<Vec<NetworkRequest>> {
        let Loan { stage: Stage { site, mut browser, name }, language, visits } = loan;
        let home = site.url();
        let mut requests = Vec::new();
        let left = browser.leave(&home, &mut requests).await;
        if let Err(error) = &left {
            println!("{name}: its browser is not used again: {error:#}");
        }
        if left.is_err() || visits >= MOST_VISITS {
            requests.extend(browser.end().await?);
        } else {
            held(&self.idle).push(Resident { browser, language, visits });
        }
        Ok(self.of_guest(&origin(&home), requests))
    }

    /// Those of the requests that are of the test at this origin: all but those of tests that are over.
    fn of_guest(&self, home: &str, requests: Vec<NetworkRequest>) -> Vec<NetworkRequest> {
        let guests = held(&self.guests);
        let (late, own): (Vec<_>, Vec<_>) = requests
            .into_iter()
            .partition(|request| request.initiator != home && guests.contains_key(&request.initiator));
        for request in late {
            let name = guests.get(&request.initiator).cloned().unwrap_or_default();
            held(&self.late).push((name, request));
        }
        own
    }

    /// Ends all browsers. Returns what was asked of other origins after the test was over, by the name of the
    /// test.
    ///
    /// # Errors
    /// When a browser cannot say what was asked of the network.
    pub async fn end(&self) -> Result<Vec<(String, NetworkRequest)>> {
        let idle = std::mem::take(&mut *held(&self.idle));
        for Resident { browser, .. } in idle {
            let requests = browser.end().await?;
            let nobodys = self.of_guest("", requests).into_iter();
            held(&self.late).extend(nobodys.map(|request| ("between the tests".to_owned(), request)));
        }
        let late = std::mem::take(&mut *held(&self.late));
        Ok(late.into_iter().filter(|(_, request)| !request.stays_at(&request.initiator)).collect())
    }
}

fn held<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
