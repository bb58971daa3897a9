// Does one task on files and ends: what it needed goes with it.
//
// To this worker:
//   { glue, wasm, task, bytes }  addresses absolute; the module's function; bytes is transferred
// From it:
//   { done, of }                 so many pages, parts or texts are done
//   { answer }                   bytes, see crates/documents-module/src/lib.rs
//   { failed }                   the module did not come, or could not go on
//
// In the portable file glue and module stand in front of this script (portable.js), as with worker.js.
'use strict';

self.onmessage = async ({ data: { glue, wasm, task, bytes } }) => {
  try {
    if (!self.carried) importScripts(glue);
    const coming = self.carried?.['part-documents.wasm']() ?? fetch(wasm, { credentials: 'same-origin' });
    await shirushiDocuments({ module_or_path: coming });
    let told = 0;
    const step = (done, of) => {
      const now = performance.now();
      if (now - told > 100) self.postMessage({ done, of });
      told = now - told > 100 ? now : told;
    };
    const answer = shirushiDocuments[task](bytes, step);
    self.postMessage({ answer }, [answer.buffer]);
  } catch (reason) {
    self.postMessage({ failed: String(reason?.message ?? reason) });
  }
};
