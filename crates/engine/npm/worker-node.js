// An engine in a thread of Node.
import { Worker } from 'node:worker_threads';
import { EngineThread, posted } from './calls.js';

export class WorkerEngine extends EngineThread {
  static load(options) {
    const { worker: start, ...given } = posted(options);
    const thread = start ? start() : new Worker(new URL('./thread-node.js', import.meta.url));
    const port = {
      post: (message) => thread.postMessage(message),
      listen: (hear) => thread.on('message', hear),
      failed(hear) {
        thread.on('error', hear);
        thread.on('exit', () => hear());
      },
      end: () => thread.terminate(),
      // A thread that has nothing to do keeps no program running.
      busy: (isBusy) => (isBusy ? thread.ref() : thread.unref()),
    };
    return this.loadOver(port, given);
  }
}
