// The analysis worker: holds the engine with its dictionary, its entity model and what the page has put there,
// and answers one question after another. What is asked and answered are bytes to it.
//
// To this worker:
//   { type: 'start', glue, wasm, dictionary, dictionarySize, entityModel }
//                                                                      addresses absolute, the size in bytes
//   { type: 'ask', job, bytes }                                        an EngineQuestion; bytes is transferred
//   { type: 'retry' }                                                  fetch the dictionary anew, past every copy
//   { type: 'retry-model' }                                            the same for the entity model
// From it:
//   { type: 'progress', received, total }                              bytes of the dictionary
//   { type: 'ready', milliseconds, engine, dictionary, about }         from start or retry to here
//   { type: 'failed', code, message }                                  dictionary-fetch, dictionary-damaged,
//                                                                      dictionary-version, engine-load, no-simd
//   { type: 'model', name, code, message }                             '' when there is one; else model-fetch, model-damaged,
//                                                                      model-version: names are found by rules alone
//   { type: 'answered', job, bytes, milliseconds }                     an EngineAnswer; bytes is transferred
//   { type: 'trap', job, message }                                     the engine is dead: end this worker
//
// A classic script, so that it also runs from a blob in a page opened from disk. That is how the portable file
// starts it: there the glue stands in front of this script, and `self.carried` gives, in place of addresses, the
// answers that a host would send (portable.js).
'use strict';

const state = { start: null, bound: false, engine: null };

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
    case 'retry-model':
      retryModel();
      break;
    case 'ask':
      ask(message);
      break;
  }
};

class Failure extends Error {
  constructor(code, cause) {
    super(cause?.message ?? String(cause ?? code));
    this.code = code;
  }
}

// A file that arrived and is not what it should be.
class Unsound extends Failure {}

async function load({ anew }) {
  const started = performance.now();
  try {
    // The engine compiles while dictionary and model stream.
    const bound = bindEngine();
    bound.catch(() => undefined);
    const { engine, failure } = await inTurn(async () => {
      const coming = loadDictionary(bound, anew);
      const model = loadModel(coming, false);
      const engine = await coming;
      return { engine, failure: await model };
    });
    state.engine = engine;
    tellOfModel(failure);
    self.postMessage({
      type: 'ready',
      milliseconds: performance.now() - started,
      engine: state.engine.version ?? '',
      dictionary: state.engine.dictionary ?? '',
      about: state.engine.about ?? '',
    });
  } catch (reason) {
    const code = reason instanceof Failure ? reason.code : 'engine-load';
    self.postMessage({ type: 'failed', code, message: reason?.message ?? String(reason) });
  }
}

async function retryModel() {
  if (state.engine) {
    tellOfModel(await inTurn(() => loadModel(state.engine, true)));
  }
}

const tellOfModel = (failure) =>
  self.postMessage({
    type: 'model',
    name: state.engine?.entityModel ?? '',
    code: failure?.code ?? '',
    message: failure?.message ?? '',
  });

async function bindEngine() {
  if (state.bound) {
    return;
  }
  try {
    if (!self.carried) {
      importScripts(state.start.glue);
    }
    const coming = self.carried?.['engine.wasm']() ?? fetch(state.start.wasm, { credentials: 'same-origin' });
    await shirushiEngine({ module_or_path: coming });
    state.bound = true;
  } catch (reason) {
    throw new Failure(hasSimd() ? 'engine-load' : 'no-simd', reason);
  }
}

// Whether WebAssembly has registers of 128 bits here: the smallest module with one, a function that drops a v128.
function hasSimd() {
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12];
  return WebAssembly.validate(Uint8Array.from([...head, ...new Array(16).fill(0), 26, 11]));
}

function loadDictionary(bound, anew) {
  const { dictionary: address, dictionarySize: total } = state.start;
  const file = { address, total, missing: 'dictionary-fetch', carried: self.carried?.dictionary };
  return kept(file, anew, async (bytes) => {
    await bound;
    try {
      return shirushiEngine.Engine.load(bytes);
    } catch (reason) {
      throw new Unsound(reason?.code === 'dictionary-version' ? 'dictionary-version' : 'dictionary-damaged', reason);
    }
  });
}

// Gives the engine its model, once there is an engine. The engine works without, so a failure is an answer: it is
// returned, not thrown.
async function loadModel(engine, anew) {
  const file = { address: state.start.entityModel, missing: 'model-fetch', carried: self.carried?.['entity-model'] };
  try {
    await kept(file, anew, async (bytes) => {
      const loaded = await Promise.resolve(engine).catch((reason) => {
        throw new Failure('engine-load', reason);
      });
      try {
        loaded.loadEntityModel(bytes);
      } catch (reason) {
        const older = ['entity-model-version', 'entity-model-features'].includes(reason?.code);
        throw new Unsound(older ? 'model-version' : 'model-damaged', reason);
      }
    });
    return undefined;
  } catch (reason) {
    return reason instanceof Failure ? reason : new Failure('model-damaged', reason);
  }
}

// A stored copy is used when it is sound, and thrown away when it is not. What comes over the network is
// stored only after it was accepted.
async function kept(file, anew, accept) {
  if (file.carried) {
    return accept(await received(file.carried(), file.total));
  }
  const cache = await keptFiles();
  const stored = anew ? undefined : await cache?.match(file.address);
  if (stored) {
    try {
      return await accept(await received(stored, file.total));
    } catch (reason) {
      if (!(reason instanceof Unsound)) {
        throw reason;
      }
    }
  }
  await cache?.delete(file.address).catch(() => undefined);
  const bytes = await fetched(file, anew || stored !== undefined);
  const copy = cache && bytes.slice();
  const accepted = await accept(bytes);
  // A full disk must not stand in the way of reading.
  await cache?.put(file.address, new Response(copy)).catch(() => undefined);
  return accepted;
}

async function fetched(file, anew) {
  try {
    const answer = await fetch(file.address, { cache: anew ? 'reload' : 'default', credentials: 'same-origin' });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${answer.statusText}`.trim());
    }
    return await received(answer, file.total);
  } catch (reason) {
    throw new Failure(file.missing, reason);
  }
}

// The bytes of an answer. Of a file whose size is known in advance, the page is told how much has come.
async function received(answer, total) {
  const parts = [];
  let length = 0;
  let told = 0;
  const tell = () => self.postMessage({ type: 'progress', received: length, total });
  if (total) {
    tell();
  }
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    length += value.length;
    // A hundred steps are as many as anyone can see.
    if (total && length - told >= total / 100) {
      told = length;
      tell();
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
// switched off) the files are simply fetched.
async function keptFiles() {
  try {
    return await self.caches?.open(keptName());
  } catch {
    return undefined;
  }
}

// The page's folder is the one that holds `assets/`, where the dictionary lies.
const keptName = () => `shirushi ${new URL('../', state.start.dictionary).pathname} dictionary`;

// One tab or the service worker fetches the files, the others wait and find them stored. Nobody waits
// for ever: a tab put to sleep half-way holds its lock.
async function inTurn(work) {
  const locks = self.navigator.locks;
  if (!locks) {
    return work();
  }
  const patience = AbortSignal.timeout(20_000);
  let begun = false;
  try {
    return await locks.request(keptName(), { signal: patience }, () => {
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

// The page asks once it was told that the engine is ready.
function ask({ job, bytes }) {
  if (!state.engine) {
    return;
  }
  const started = performance.now();
  let answer;
  try {
    answer = state.engine.ask(new Uint8Array(bytes));
  } catch (reason) {
    // Content never makes the engine fail, so whatever was thrown is a defect and its memory can no longer
    // be trusted.
    state.engine = null;
    self.postMessage({ type: 'trap', job, message: reason?.message ?? String(reason) });
    return;
  }
  const milliseconds = performance.now() - started;
  const buffer = answer.byteLength === answer.buffer.byteLength ? answer.buffer : answer.slice().buffer;
  self.postMessage({ type: 'answered', job, bytes: buffer, milliseconds }, [buffer]);
}
