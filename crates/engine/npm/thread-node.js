// What runs in the thread: an engine that answers calls. Not for importing.
import { parentPort } from 'node:worker_threads';
import { answer } from './calls.js';
import { Engine } from './node.js';

answer(Engine, {
  post: (message, transferred) => parentPort.postMessage(message, transferred),
  listen: (hear) => parentPort.on('message', hear),
});
