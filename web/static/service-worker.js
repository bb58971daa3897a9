// Keeps the page for the next visit, with the network or without it. The build writes one line above this
// file: `const BUILD = { version, files, engineFiles }`, the addresses relative to this script.
//
// What holds:
// - The page, the engine, the dictionary and the entity model are stored while this worker installs, so that a second visit
//   works offline even when the first was short. The analysis worker of the page and this one take turns at
//   the last two through a lock: they cross the network once.
// - A new version waits. It takes over when nobody uses the old one any more, or when the page sends
//   `{ type: 'activate' }` because the person agreed. It never reloads a page.
// - Files named by their content are served from any version stored here, so a page that is still of the
//   old version keeps finding its own files. Old versions go when no page is left that could want them.
// - Every name carries this worker's folder: other sites under the same origin have caches of their own.
// - What is shared with the installed app arrives here as a form. It is kept as it came, until a page takes it.
// - It asks nothing of any other origin.
'use strict';

const HOME = self.registration.scope;
const OURS = `shirushi ${new URL(HOME).pathname} `;
const SHELL = `${OURS}shell ${BUILD.version}`;
// Also named in worker.js, which stores dictionary and entity model there once they have proved sound.
const DICTIONARY = `${OURS}dictionary`;
// Also named in arrivals.js, which takes what is in it.
const SHARED = `${OURS}shared`;
const PAGE = HOME;
const DICTIONARY_PATIENCE = 120_000;

const absolute = (path) => new URL(path, HOME).href;

self.addEventListener('install', (event) => {
  event.waitUntil(storeShell().then(storeEngineFiles));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(() => forgetOldVersions(null)));
});

self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') {
    self.skipWaiting();
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'POST' && url.href === absolute('share')) {
    event.respondWith(keepShared(request));
    return;
  }
  // A request that insists on the network gets it: that is how a damaged copy is replaced.
  if (request.method !== 'GET' || !url.href.startsWith(HOME) || request.cache === 'reload') {
    return;
  }
  if (request.mode === 'navigate') {
    event.waitUntil(forgetOldVersions(event.clientId));
    if (isPage(url)) {
      event.respondWith(stored(PAGE).then((answer) => answer ?? fetch(request)));
    }
    return;
  }
  event.respondWith(stored(url.href).then((answer) => answer ?? fetch(request)));
});

const isPage = (url) => url.pathname === new URL(HOME).pathname || url.href.split(/[?#]/)[0] === absolute('index.html');

// The stored answer for an address: from this version first, then from any other of this folder.
async function stored(address) {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  names.sort((a, b) => Number(b === SHELL) - Number(a === SHELL));
  for (const name of names) {
    const answer = await (await caches.open(name)).match(address, { ignoreSearch: true });
    if (answer) {
      return answer;
    }
  }
  return undefined;
}

// The form goes to the disk unread: what is shared may be larger than a worker's memory should be.
async function keepShared(request) {
  try {
    const headers = { 'Content-Type': request.headers.get('Content-Type') };
    const form = new Response(await request.blob(), { headers });
    await (await caches.open(SHARED)).put(absolute(`shared/${crypto.randomUUID()}`), form);
    return Response.redirect(`${PAGE}?shared`, 303);
  } catch {
    return Response.redirect(`${PAGE}?shared=lost`, 303);
  }
}

async function storeShell() {
  const shell = await caches.open(SHELL);
  await Promise.all(BUILD.files.map(async (file) => {
    const address = absolute(file);
    const namedByContent = file.startsWith('assets/');
    const held = namedByContent ? await stored(address) : undefined;
    await shell.put(address, held ?? await fetched(address, namedByContent ? 'default' : 'no-cache'));
  }));
  // The page comes last and must be of this very version: a host may still be half-way through an upload.
  const page = await fetched(PAGE, 'reload');
  if (!(await page.clone().text()).includes(`"version":"${BUILD.version}"`)) {
    throw new Error('the page on the host is of another version');
  }
  await shell.put(PAGE, page);
}

async function fetched(address, cache) {
  const answer = await fetch(address, { cache, credentials: 'same-origin' });
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  // A redirected answer may not be given to a navigation, so only its content is kept.
  return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
}

// Dictionary and entity model belong to offline use but must not stand in its way: a slow connection is waited for
// only so long, and a failure leaves them to the page.
async function storeEngineFiles() {
  const patience = new Promise((resolve) => setTimeout(resolve, DICTIONARY_PATIENCE));
  const storing = inTurn(async () => {
    const cache = await caches.open(DICTIONARY);
    for (const address of BUILD.engineFiles.map(absolute)) {
      if (!(await cache.match(address))) {
        await cache.put(address, await fetched(address, 'default'));
      }
    }
  });
  await Promise.race([patience, storing.catch(() => undefined)]);
}

const inTurn = (work) => (self.navigator.locks ? self.navigator.locks.request(DICTIONARY, work) : work());

// Removes other versions of this folder's caches unless a page besides `arriving` is open: it may be of an
// old version and still want its files.
async function forgetOldVersions(arriving) {
  const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    .filter((client) => client.id !== arriving && client.url.startsWith(HOME));
  // A waiting version has stored its files already and must keep them.
  if (open.length > 0 || self.registration.waiting || self.registration.installing) {
    return;
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && ![SHELL, DICTIONARY, SHARED].includes(name)) {
      await caches.delete(name);
    }
  }
  const kept = await caches.open(DICTIONARY);
  const ours = BUILD.engineFiles.map(absolute);
  for (const request of await kept.keys()) {
    if (!ours.includes(request.url)) {
      await kept.delete(request);
    }
  }
}
