// What runs in the worker: an engine that answers calls. Not for importing.
import { answer } from './calls.js';
import { Engine } from './index.js';

answer(Engine, {
  post: (message, transferred) => self.postMessage(message, transferred ?? []),
  listen(hear) {
    self.onmessage = (event) => hear(event.data);
  },
});
