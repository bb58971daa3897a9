//! The service worker: what makes the page work without a network, and how a new version takes over.
//!
//! Nothing is ever reloaded from here: the page decides, after the work is saved.

use super::assets::Assets;
use super::js;
use super::listener::Listener;
use shirushi_page::engine::UpdateEvent;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};
use yew::Callback;

/// The service worker of this page, listened to until dropped.
#[derive(Debug, Clone)]
pub(crate) struct Updates {
    shared: Rc<Shared>,
}

#[derive(Debug)]
struct Shared {
    heard: Callback<UpdateEvent>,
    container: ServiceWorkerContainer,
    /// Whether a version was in charge when the page began: the first one to take charge is no update.
    was_controlled: bool,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Updates {
    /// Registers the service worker of this build. `None` where there is none: from a file, on an insecure
    /// address, in a private window of some browsers. The page works without it, but not without a network.
    pub(crate) fn register(assets: &Assets, heard: Callback<UpdateEvent>) -> Option<Self> {
        let script = assets.service_worker.clone()?;
        let window = web_sys::window()?;
        let protocol = window.location().protocol().ok()?;
        let navigator = window.navigator();
        // Absent in insecure contexts, although web-sys types it as always there.
        js::property(&navigator, "serviceWorker")?;
        if !matches!(protocol.as_str(), "http:" | "https:") {
            return None;
        }
        let container = navigator.service_worker();
        let shared = Rc::new(Shared {
            heard,
            was_controlled: container.controller().is_some(),
            container,
            registration: RefCell::default(),
            listeners: RefCell::default(),
        });
        shared.watch_control();
        let here = Rc::downgrade(&shared);
        let registering = shared.container.register(&script);
        spawn_local(async move {
            // Fails when the browser forbids it (storage switched off): the page goes on without.
            let Ok(registration) = JsFuture::from(registering).await else { return };
            let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
            if let Some(shared) = here.upgrade() {
                shared.watch(registration);
            }
        });
        Some(Self { shared })
    }

    /// Lets the waiting version take over. [`UpdateEvent::Activated`] follows.
    pub(crate) fn activate(&self) {
        let registration = self.shared.registration.borrow();
        if let Some(waiting) = registration.as_ref().and_then(ServiceWorkerRegistration::waiting) {
            let _ = waiting.post_message(&js::object(&[("type", JsValue::from_str("activate"))]));
        }
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

impl Shared {
    fn watch_control(self: &Rc<Self>) {
        let here = Rc::downgrade(self);
        let listener = Listener::passive(&self.container, "controllerchange", move |_| {
            if let Some(shared) = here.upgrade().filter(|shared| shared.was_controlled) {
                shared.heard.emit(UpdateEvent::Activated);
            }
        });
        self.listeners.borrow_mut().push(listener);
    }

    fn watch(self: &Rc<Self>, registration: ServiceWorkerRegistration) {
        if registration.waiting().is_some() {
            self.installed();
        }
        // An installation that began before we looked is watched like one that begins later.
        if let Some(installing) = registration.installing() {
            self.watch_installation(installing);
        }
        let (here, found) = (Rc::downgrade(self), registration.clone());
        let listener = Listener::passive(&registration, "updatefound", move |_| {
            if let (Some(shared), Some(installing)) = (here.upgrade(), found.installing()) {
                shared.watch_installation(installing);
            }
        });
        self.listeners.borrow_mut().push(listener);
        *self.registration.borrow_mut() = Some(registration);
    }

    fn watch_installation(self: &Rc<Self>, worker: ServiceWorker) {
        let (here, watched) = (Rc::downgrade(self), worker.clone());
        let listener = Listener::passive(&worker, "statechange", move |_| {
            if watched.state() == ServiceWorkerState::Installed
                && let Some(shared) = here.upgrade()
            {
                shared.installed();
            }
        });
        self.listeners.borrow_mut().push(listener);
    }

    fn installed(&self) {
        // Without a version in charge the one that was installed needs not wait: it is the first.
        self.heard.emit(if self.was_controlled { UpdateEvent::Waiting } else { UpdateEvent::OfflineReady });
    }
}
