// Does one task on files and ends: what it needed goes with it.
//
// To this worker:
//   { glue, wasm, task, bytes }  addresses absolute; the module's function; bytes is transferred
// From it:
//   { done, of }                 so many pages, parts, hundredths or texts are done; 0 of 0 while the module comes
//   { answer }                   bytes, see crates/documents-module/src/lib.rs
//   { failed }                   the module did not come, or could not go on
//
// In the portable file glue and module stand in front of this script (portable.js), as with worker.js.
'use strict';

const FIRST = 300;
const NEXT = 100;

self.onmessage = async ({ data: { glue, wasm, task, bytes } }) => {
  try {
    // Nothing is told in the first moment: what is done at once shows nothing.
    let due = performance.now() + FIRST;
    const first = setTimeout(() => self.postMessage({ done: 0, of: 0 }), FIRST);
    if (!self.carried) importScripts(glue);
    const coming = self.carried?.['part-documents.wasm']() ?? fetch(wasm, { credentials: 'same-origin' });
    await shirushiDocuments({ module_or_path: coming });
    clearTimeout(first);
    const step = (done, of) => {
      const now = performance.now();
      if (now < due) return;
      due = now + NEXT;
      self.postMessage({ done, of });
    };
    const answer = shirushiDocuments[task](bytes, step);
    self.postMessage({ answer }, [answer.buffer]);
  } catch (reason) {
    self.postMessage({ failed: String(reason?.message ?? reason) });
  }
};
