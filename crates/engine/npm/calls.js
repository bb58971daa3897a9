// An engine in another thread, seen from both ends. What a thread is and how it is spoken to, is given by
// `worker.js` and `thread.js` in browsers, `worker-node.js` and `thread-node.js` in Node.
//
// To the thread:  { job, call, given }          the name of a call and its arguments
// From it:        { job, value }                what came of it
//                 { job, failure }              { message, code, isFatal }; the engine dies of what is fatal
//                 { progress }                  while it loads
import { Tokens } from './tokens.js';

export class EngineThread {
  #port;
  #names;
  #waiting = new Map();
  #job = 0;
  #ended = null;

  constructor(port) {
    this.#port = port;
  }

  // Loads the engine in the thread that `port` speaks with.
  static async loadOver(port, { onProgress, signal, ...files }) {
    const engine = new this(port);
    const stop = () => engine.#end(signal.reason);
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      port.listen((message) => (message.progress ? onProgress?.(message.progress) : engine.#answered(message)));
      port.failed((reason) => engine.#end(coded(reason?.message ?? 'the worker could not be started', 'worker')));
      const tells = onProgress !== undefined;
      const { partsOfSpeech, ...about } = await engine.#call('load', files, tells);
      engine.#names = partsOfSpeech;
      return Object.assign(engine, about, { partsOfSpeech });
    } catch (reason) {
      engine.#end(reason);
      throw reason;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  analyze(text, options) {
    return this.#call('analyze', text, options);
  }

  async tokenize(text) {
    return new Tokens(text, await this.#call('tokenize', text), this.#names);
  }

  countTokens(text) {
    return this.#call('countTokens', text);
  }

  compare(articles) {
    return this.#call('compare', articles);
  }

  terminate() {
    this.#end(coded('the engine was terminated', 'terminated'));
  }

  #call(call, ...given) {
    if (this.#ended) {
      return Promise.reject(this.#ended);
    }
    return new Promise((resolve, reject) => {
      this.#job += 1;
      this.#waiting.set(this.#job, { resolve, reject });
      this.#port.busy?.(true);
      this.#port.post({ job: this.#job, call, given });
    });
  }

  #answered({ job, value, failure }) {
    const waiting = this.#waiting.get(job);
    this.#waiting.delete(job);
    if (failure) {
      const error = coded(failure.message, failure.code);
      waiting?.reject(error);
      if (failure.isFatal) {
        this.#end(error);
      }
    } else {
      waiting?.resolve(value);
    }
    this.#port.busy?.(this.#waiting.size > 0);
  }

  #end(reason) {
    this.#ended ??= reason;
    this.#waiting.forEach(({ reject }) => reject(reason));
    this.#waiting.clear();
    this.#port.end();
  }
}

// Answers what comes over `port` with an engine of the class `Engine`.
export function answer(Engine, port) {
  let engine = null;
  const calls = {
    async load(files, tells) {
      const onProgress = tells ? (progress) => port.post({ progress }) : undefined;
      engine = await Engine.load({ ...files, onProgress });
      const { version, dictionary, about, partsOfSpeech } = engine;
      return { version, dictionary, about, partsOfSpeech };
    },
    analyze: (text, options) => engine.analyze(text, options),
    tokenize: (text) => engine.tokenColumns(text),
    countTokens: (text) => engine.countTokens(text),
    compare: (articles) => engine.compare(articles),
  };
  port.listen(async ({ job, call, given }) => {
    try {
      const value = await calls[call](...given);
      // Columns are given away, not copied.
      const buffers = call === 'tokenize' ? value.filter(ArrayBuffer.isView).map(({ buffer }) => buffer) : [];
      port.post({ job, value }, buffers);
    } catch (error) {
      const isFatal = error instanceof WebAssembly.RuntimeError;
      port.post({ job, failure: { message: String(error?.message ?? error), code: isFatal ? 'engine-died' : error?.code, isFatal } });
    }
  });
}

const coded = (message, code) => Object.assign(new Error(message), code === undefined ? {} : { code });

// The options as they can be posted: addresses whole, since the thread's are relative to other places.
export function posted(options, base) {
  const isBytes = options instanceof ArrayBuffer || ArrayBuffer.isView(options);
  const given = isBytes ? { dictionary: options } : { ...options };
  for (const file of ['module', 'dictionary', 'entityModel']) {
    if (typeof given[file] === 'string' || given[file] instanceof URL) {
      given[file] = base === undefined ? String(given[file]) : new URL(given[file], base).href;
    }
  }
  return given;
}
