//! A static server for one folder under one sub-path, on this machine only.
//!
//! It behaves like a plain static host: files, their media types, `404` for the rest. It knows nothing of
//! what it serves. For tests it keeps a log of the requests, can be pointed at another folder while it
//! runs (a new version is published) and can be told to misbehave (a damaged file, a host that is away).

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server};

const THREADS: usize = 4;

/// How often the server is knocked at.
///
/// tiny_http counts a thread as waiting until it has woken: of two connections that come at once both may be
/// given to one thread, and the second waits until another connection ends, which a browser keeps open for
/// minutes. A connection that comes later and is closed at once has a thread that then takes what waits.
const KNOCK: Duration = Duration::from_millis(100);

/// How the server answers for a file instead of serving it as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `404`, as if the file had never been uploaded.
    Missing,
    /// Only the first bytes of the file.
    CutAfter(usize),
    /// The byte at this position is inverted.
    Damaged(usize),
    /// These bytes instead of the file's.
    Replaced(Vec<u8>),
    /// The file as it is, but said to be of this media type.
    Typed(&'static str),
}

/// How files are sent to browsers that take it, where the compressed file lies beside the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// From files that end in `.gz`.
    Gzip,
    /// From files that end in `.br`.
    Brotli,
}

impl Encoding {
    /// What the headers of HTTP call it.
    fn token(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }
}

/// A running server. Dropping it stops it.
pub struct Site {
    address: SocketAddr,
    base: String,
    server: Arc<Server>,
    state: Arc<Mutex<State>>,
    threads: Vec<JoinHandle<()>>,
    /// While it is there the server is knocked at.
    knocking: Option<Sender<()>>,
}

struct State {
    root: PathBuf,
    away: bool,
    faults: BTreeMap<String, Fault>,
    overrides: BTreeMap<String, Vec<u8>>,
    encoding: Option<Encoding>,
    log: Vec<String>,
    /// Those of the log that were sent compressed.
    encoded: Vec<String>,
}

impl Site {
    /// Serves the folder `root` under the sub-path `base` (such as `/some/path/`; `/` for none) on `port`
    /// of this machine. Port 0 takes a free one.
    pub fn start(root: &Path, base: &str, port: u16) -> Result<Self> {
        if !root.is_dir() {
            bail!("{} is not a folder", root.display());
        }
        let trimmed = base.trim_matches('/');
        let base = if trimmed.is_empty() { "/".to_owned() } else { format!("/{trimmed}/") };
        let server = Server::http((Ipv4Addr::LOCALHOST, port))
            .map_err(|error| anyhow!("port {port} cannot be opened on this machine: {error}"))?;
        let address = server.server_addr().to_ip().ok_or_else(|| anyhow!("the server has no address"))?;
        let server = Arc::new(server);
        let state = Arc::new(Mutex::new(State {
            root: root.to_owned(),
            away: false,
            faults: BTreeMap::new(),
            overrides: BTreeMap::new(),
            encoding: None,
            log: Vec::new(),
            encoded: Vec::new(),
        }));
        let mut threads: Vec<_> = (0..THREADS)
            .map(|_| {
                let (server, state, base) = (Arc::clone(&server), Arc::clone(&state), base.clone());
                std::thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        // A browser that hangs up half-way is not an error of ours.
                        let _ = answer(request, &state, &base);
                    }
                })
            })
            .collect();
        let (knocking, ended) = mpsc::channel();
        threads.push(std::thread::spawn(move || {
            while ended.recv_timeout(KNOCK) == Err(RecvTimeoutError::Timeout) {
                // Whether it opens is of no matter.
                let _ = TcpStream::connect_timeout(&address, KNOCK);
            }
        }));
        Ok(Self { address, base, server, state, threads, knocking: Some(knocking) })
    }

    /// The address of the page, which ends in `/`.
    pub fn url(&self) -> String {
        format!("http://localhost:{}{}", self.address.port(), self.base)
    }

    /// Serves another folder from now on: a new version has been published.
    pub fn publish(&self, root: &Path) {
        lock(&self.state).root = root.to_owned();
    }

    /// Every request is answered with `503` from now on, or no longer.
    pub fn set_away(&self, away: bool) {
        lock(&self.state).away = away;
    }

    /// Files whose path ends in `ending` are answered wrongly from now on; `None` mends them.
    pub fn set_fault(&self, ending: &str, fault: Option<Fault>) {
        let mut state = lock(&self.state);
        match fault {
            Some(fault) => state.faults.insert(ending.to_owned(), fault),
            None => state.faults.remove(ending),
        };
    }

    /// Serves these bytes for `path` whatever the folder holds.
    pub fn serve_instead(&self, path: &str, bytes: Vec<u8>) {
        lock(&self.state).overrides.insert(path.to_owned(), bytes);
    }

    /// Sends what lies compressed beside a file from now on, as hosts do that are told to.
    pub fn set_encoding(&self, encoding: Encoding) {
        lock(&self.state).encoding = Some(encoding);
    }

    /// The paths that were answered with a compressed file so far.
    pub fn encoded(&self) -> Vec<String> {
        lock(&self.state).encoded.clone()
    }

    /// The paths asked for so far, relative to the base, oldest first.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.state).log.clone()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        lock(&self.state).log.clear();
    }

    /// Serves until the process ends.
    pub fn serve_for_ever(mut self) {
        for thread in self.threads.drain(..) {
            // A thread that panicked leaves the others serving.
            let _ = thread.join();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.knocking = None;
        for _ in &self.threads {
            self.server.unblock();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(request: Request, state: &Mutex<State>, base: &str) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let url = request.url().to_owned();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = path.strip_prefix(base) else {
        if format!("{path}/") == base {
            let mut response = Response::empty(308);
            header("Location", base).into_iter().for_each(|location| response.add_header(location));
            return request.respond(response);
        }
        return request.respond(Response::empty(404));
    };
    let relative = if relative.is_empty() { "index.html" } else { relative };
    let found = {
        let mut state = lock(state);
        state.log.push(relative.to_owned());
        if state.away { Found::Away } else { find(&state, relative) }
    };
    // Taken out first: a lock in the head of a `match` would be held to its end.
    let wanted = lock(state).encoding.filter(|encoding| takes(&request, *encoding));
    let (found, encoding) = match wanted {
        Some(encoding) => encoded(found, state, relative, encoding),
        None => (found, None),
    };
    match found {
        Found::Away => request.respond(Response::empty(503)),
        Found::Nothing => request.respond(Response::empty(404)),
        Found::File(bytes, typed) => {
            let length = bytes.len();
            let headers = [
                header("Content-Type", typed.unwrap_or_else(|| media_type(relative))),
                header("Cache-Control", "no-cache"),
                header("Vary", "Accept-Encoding"),
                encoding.and_then(|encoding| header("Content-Encoding", encoding.token())),
                header("X-Content-Type-Options", "nosniff"),
            ];
            let response = Response::new(
                tiny_http::StatusCode(200),
                headers.into_iter().flatten().collect(),
                Cursor::new(bytes),
                Some(length),
                None,
            )
            // Lengths are always sent, so that progress can be shown.
            .with_chunked_threshold(usize::MAX);
            request.respond(response)
        }
    }
}

enum Found {
    Away,
    Nothing,
    /// And what it is said to be, where that is not what its name says.
    File(Vec<u8>, Option<&'static str>),
}

fn find(state: &State, relative: &str) -> Found {
    if let Some(bytes) = state.overrides.get(relative) {
        return Found::File(bytes.clone(), None);
    }
    // Only plain names: nothing that climbs, nothing hidden, nothing absolute.
    let plain = relative
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']));
    if !plain {
        return Found::Nothing;
    }
    let Ok(mut bytes) = std::fs::read(state.root.join(relative)) else { return Found::Nothing };
    let fault =
        state.faults.iter().find(|(ending, _)| relative.ends_with(ending.as_str())).map(|(_, fault)| fault);
    match fault {
        None => {}
        Some(Fault::Missing) => return Found::Nothing,
        Some(Fault::CutAfter(length)) => bytes.truncate(*length),
        Some(Fault::Damaged(at)) => bytes.iter_mut().skip(*at).take(1).for_each(|byte| *byte = !*byte),
        Some(Fault::Replaced(other)) => bytes.clone_from(other),
        Some(Fault::Typed(media_type)) => return Found::File(bytes, Some(media_type)),
    }
    Found::File(bytes, None)
}

/// Whether the browser takes this encoding.
fn takes(request: &Request, encoding: Encoding) -> bool {
    request.headers().iter().filter(|header| header.field.equiv("Accept-Encoding")).any(|header| {
        header
            .value
            .as_str()
            .split(',')
            .any(|one| one.split(';').next().map(str::trim) == Some(encoding.token()))
    })
}

/// The compressed file in place of the file it lies beside. Nothing is compressed here.
fn encoded(
    found: Found,
    state: &Mutex<State>,
    relative: &str,
    encoding: Encoding,
) -> (Found, Option<Encoding>) {
    let Found::File(_, typed) = found else { return (found, None) };
    let beside = format!("{relative}{}", encoding.ending());
    let mut state = lock(state);
    match find(&state, &beside) {
        Found::File(bytes, _) => {
            state.encoded.push(relative.to_owned());
            (Found::File(bytes, typed), Some(encoding))
        }
        Found::Nothing | Found::Away => (found, None),
    }
}

/// A header of our own making, or none where its value cannot be one (a base path with odd characters).
fn header(name: &'static str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

/// The media type of a file, by its ending.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
