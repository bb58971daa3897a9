// The class around the module's own, for browsers, bundlers and, by way of `node.js`, Node.
import bind, { Engine as Bound } from './bound.js';
import { Tokens } from './tokens.js';

export { Token, Tokens } from './tokens.js';

// What is fetched when nothing else is given. Written out one by one: that is how bundlers find the files to
// carry.
const beside = {
  module: () => new URL('./engine.wasm', import.meta.url),
  dictionary: () => new URL('./ipadic.shirushi', import.meta.url),
  entityModel: () => new URL('./entities.shirushi-model', import.meta.url),
};

// The module of this realm, one for all engines in it, and what it calls the parts of speech.
let bound = null;
let names = null;

export class Engine {
  #bound;

  constructor(bound) {
    this.#bound = bound;
  }

  static async load(options) {
    const given = isBytes(options) ? { dictionary: options } : (options ?? {});
    const answer = (file) => this.open(given[file] ?? beside[file](), given).then((come) => told(come, file, given));
    const bytes = async (file) =>
      isBytes(given[file]) ? toBytes(given[file]) : new Uint8Array(await (await answer(file)).arrayBuffer());
    const [dictionary, entityModel] = [bytes('dictionary'), bytes('entityModel')];
    // Without this a fetch that fails while the module compiles would count as unhandled.
    Promise.all([dictionary, entityModel]).catch(() => undefined);
    await bindOnce(() => (isBytes(given.module) ? given.module : answer('module')));
    const engine = Bound.load(await dictionary);
    try {
      engine.loadEntityModel(await entityModel);
    } catch (reason) {
      engine.free();
      throw reason;
    }
    return new this(engine);
  }

  // How the bytes at an address come: as a `Response`.
  static async open(address, { signal }) {
    const answer = await fetch(address, { signal });
    if (!answer.ok) {
      throw Object.assign(new Error(`${address}: ${answer.status} ${answer.statusText}`), { code: 'fetch' });
    }
    return answer;
  }

  get version() {
    return this.#bound.version;
  }

  get dictionary() {
    return this.#bound.dictionary;
  }

  get about() {
    return this.#bound.about;
  }

  get partsOfSpeech() {
    return names;
  }

  analyze(text, options) {
    return this.#bound.analyze(text, options);
  }

  tokenize(text) {
    return new Tokens(text, this.tokenColumns(text), names);
  }

  // What `tokenize` makes its answer of. The thread sends it on.
  tokenColumns(text) {
    return this.#bound.tokenize(text);
  }

  countTokens(text) {
    return this.#bound.countTokens(text);
  }

  compare(articles) {
    return this.#bound.compare(articles);
  }

  loadEntityModel(model) {
    this.#bound.loadEntityModel(toBytes(model));
  }

  free() {
    this.#bound.free();
  }
}

async function bindOnce(come) {
  bound ??= Promise.resolve(come()).then((module) => bind({ module_or_path: module }));
  try {
    await bound;
  } catch (reason) {
    // The next one may have better luck.
    bound = null;
    if (!hasSimd()) {
      throw Object.assign(new Error('this browser has no SIMD in WebAssembly, which the engine needs'), { code: 'no-simd' });
    }
    throw reason;
  }
  names ??= Bound.partsOfSpeech().map(Object.freeze);
}

// Whether WebAssembly has registers of 128 bits here: the smallest module that asks for one, a function that
// drops a v128 constant.
function hasSimd() {
  const head = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12];
  return WebAssembly.validate(Uint8Array.from([...head, ...new Array(16).fill(0), 26, 11]));
}

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

const toBytes = (value) =>
  value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);

// The same answer, telling how much of it has come. How long it is, is not known when the host compresses it.
function told(answer, file, { onProgress }) {
  if (!onProgress || !answer.body) {
    return answer;
  }
  const length = answer.headers.has('content-encoding') ? null : answer.headers.get('content-length');
  const total = length === null ? null : Number(length);
  let received = 0;
  const counting = new TransformStream({
    transform(part, controller) {
      received += part.byteLength;
      onProgress({ file, received, total });
      controller.enqueue(part);
    },
  });
  // With its headers, by which the browser knows that it may compile while the bytes come.
  return new Response(answer.body.pipeThrough(counting), { headers: answer.headers });
}
