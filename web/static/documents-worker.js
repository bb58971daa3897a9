// Reads one document and ends: what it needed goes with it.
//
// To this worker:
//   { glue, wasm, bytes }      addresses absolute; bytes is transferred
// From it:
//   { done, of }               so many pages or parts are read
//   { answer }                 JSON, see crates/exchange/src/document.rs
//   { failed }                 the module did not come, or could not go on
//
// In the portable file glue and module stand in front of this script (portable.js), as with worker.js.
'use strict';

self.onmessage = async ({ data: { glue, wasm, bytes } }) => {
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
    self.postMessage({ answer: shirushiDocuments.readDocument(bytes, step) });
  } catch (reason) {
    self.postMessage({ failed: String(reason?.message ?? reason) });
  }
};
