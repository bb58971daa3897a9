// The analysis worker: holds the engine and its dictionary, and answers one job after another.
//
// To this worker:
//   { type: 'start', glue, wasm, dictionary, dictionarySize }          addresses absolute, the size in bytes
//   { type: 'analyze', job, text, date }                               date 'YYYY-MM-DD' or null
//   { type: 'link', job, bytes }                                       all articles' mentions; bytes is transferred
//   { type: 'retry' }                                                  fetch the dictionary anew, past every copy
// From it:
//   { type: 'progress', received, total }                              bytes of the dictionary
//   { type: 'ready', milliseconds, engine, dictionary, about }         from start or retry to here
//   { type: 'failed', code, message }                                  dictionary-fetch, dictionary-damaged,
//                                                                      dictionary-version, engine-load
//   { type: 'analysed', job, bytes, milliseconds }                     bytes is transferred
//   { type: 'linked', job, bytes }                                     bytes is transferred
//   { type: 'trap', job, message }                                     the engine is dead: end this worker
//
// A classic script, so that it also runs from a blob in a page opened from disk.
'use strict';

const state = { start: null, bound: false, engine: null, waiting: [] };

self.onmessage = (event) => {
  const message = event.data;
  switch (message.type) {
    case 'start':
      state.start = message;
      load({ anew: false });
      break;
    case 'retry':
      load({ anew: true });
      break;
    case 'analyze':
      if (state.engine) {
        analyze(message);
      } else {
        state.waiting.push(message);
      }
      break;
    case 'link':
      link(message);
      break;
  }
};

class Failure extends Error {
  constructor(code, cause) {
    super(cause?.message ?? String(cause ?? code));
    this.code = code;
  }
}

async function load({ anew }) {
  const started = performance.now();
  try {
    // The engine compiles while the dictionary streams.
    const bound = bindEngine();
    bound.catch(() => undefined);
    state.engine = await inTurn(() => loadDictionary(bound, anew));
    self.postMessage({
      type: 'ready',
      milliseconds: performance.now() - started,
      engine: state.engine.version ?? '',
      dictionary: state.engine.dictionary ?? '',
      about: state.engine.about ?? '',
    });
    for (const job of state.waiting.splice(0)) {
      analyze(job);
    }
  } catch (reason) {
    const code = reason instanceof Failure ? reason.code : 'engine-load';
    self.postMessage({ type: 'failed', code, message: reason?.message ?? String(reason) });
  }
}

async function bindEngine() {
  if (state.bound) {
    return;
  }
  try {
    importScripts(state.start.glue);
    await shirushiEngine({ module_or_path: fetch(state.start.wasm, { credentials: 'same-origin' }) });
    state.bound = true;
  } catch (reason) {
    throw new Failure('engine-load', reason);
  }
}

// A stored copy is used when it is sound, and thrown away when it is not. What comes over the network is
// stored only after the engine has accepted it.
async function loadDictionary(bound, anew) {
  const cache = await dictionaryCache();
  const address = state.start.dictionary;
  const stored = anew ? undefined : await cache?.match(address);
  if (stored) {
    try {
      return await engineFrom(bound, await received(stored));
    } catch (reason) {
      if (reason.code === 'engine-load') {
        throw reason;
      }
    }
  }
  await cache?.delete(address).catch(() => undefined);
  const bytes = await fetchDictionary(address, anew || stored !== undefined);
  const copy = cache && bytes.slice();
  const engine = await engineFrom(bound, bytes);
  // A full disk must not stand in the way of reading.
  await cache?.put(address, new Response(copy)).catch(() => undefined);
  return engine;
}

async function engineFrom(bound, bytes) {
  await bound;
  try {
    return shirushiEngine.Engine.load(bytes);
  } catch (reason) {
    throw new Failure(reason?.code === 'dictionary-version' ? 'dictionary-version' : 'dictionary-damaged', reason);
  }
}

async function fetchDictionary(address, anew) {
  try {
    const answer = await fetch(address, { cache: anew ? 'reload' : 'default', credentials: 'same-origin' });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${answer.statusText}`.trim());
    }
    return await received(answer);
  } catch (reason) {
    throw new Failure('dictionary-fetch', reason);
  }
}

async function received(answer) {
  const total = state.start.dictionarySize;
  const parts = [];
  let length = 0;
  let told = 0;
  self.postMessage({ type: 'progress', received: 0, total });
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    length += value.length;
    // A hundred steps are as many as anyone can see.
    if (length - told >= total / 100) {
      told = length;
      self.postMessage({ type: 'progress', received: length, total });
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

// The name is the one of service-worker.js. Where there is no cache (a page opened from disk, storage
// switched off) the dictionary is simply fetched.
async function dictionaryCache() {
  try {
    return await self.caches?.open(dictionaryName());
  } catch {
    return undefined;
  }
}

// The page's folder is the one that holds `assets/`, where the dictionary lies.
const dictionaryName = () => `shirushi ${new URL('../', state.start.dictionary).pathname} dictionary`;

// One tab or the service worker fetches the dictionary, the others wait and find it stored. Nobody waits
// for ever: a tab put to sleep half-way holds its lock.
async function inTurn(work) {
  const locks = self.navigator.locks;
  if (!locks) {
    return work();
  }
  const patience = AbortSignal.timeout(20_000);
  let begun = false;
  try {
    return await locks.request(dictionaryName(), { signal: patience }, () => {
      begun = true;
      return work();
    });
  } catch (reason) {
    if (begun) {
      throw reason;
    }
    return work();
  }
}

function analyze({ job, text, date }) {
  const started = performance.now();
  answer('analysed', job, () => analysis(text, date), () => performance.now() - started);
}

// What is asked while there is no engine is asked again once there is one: the page sees to that.
function link({ job, bytes }) {
  if (state.engine) {
    answer('linked', job, () => state.engine.linkBytes(new Uint8Array(bytes)));
  }
}

function answer(type, job, work, milliseconds) {
  let bytes;
  try {
    bytes = work();
  } catch (reason) {
    // Content never makes the engine fail, so whatever was thrown is a defect and its memory can no longer
    // be trusted.
    state.engine = null;
    self.postMessage({ type: 'trap', job, message: reason?.message ?? String(reason) });
    return;
  }
  const buffer = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  self.postMessage({ type, job, bytes: buffer, milliseconds: milliseconds?.() }, [buffer]);
}

function analysis(text, date) {
  try {
    return state.engine.analyzeBytes(text, date ?? undefined);
  } catch (reason) {
    // A date somebody typed wrongly is no date: the text is analysed all the same.
    if (reason?.code === 'invalid-date') {
      return state.engine.analyzeBytes(text, undefined);
    }
    throw reason;
  }
}
