// An engine in a worker of the browser.
import { EngineThread, posted } from './calls.js';

export class WorkerEngine extends EngineThread {
  static load(options) {
    const { worker: start, ...given } = posted(options, globalThis.document?.baseURI ?? globalThis.location.href);
    // Written out: that is how bundlers find the thread's script.
    const worker = start ? start() : new Worker(new URL('./thread.js', import.meta.url), { type: 'module' });
    const port = {
      post: (message) => worker.postMessage(message),
      listen(hear) {
        worker.onmessage = (event) => hear(event.data);
      },
      failed(hear) {
        worker.onerror = (event) => {
          event.preventDefault();
          hear(event);
        };
      },
      end: () => worker.terminate(),
    };
    return this.loadOver(port, given);
  }
}
