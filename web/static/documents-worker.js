// Reads one document and ends: what it needed goes with it.
//
// To this worker:
//   { glue, wasm, bytes }      addresses absolute; bytes is transferred
// From it:
//   { done, of }               so many pages or parts are read
//   { answer }                 JSON, see crates/exchange/src/document.rs
//   { failed }                 the module did not come, or could not go on
'use strict';

self.onmessage = async ({ data: { glue, wasm, bytes } }) => {
  try {
    importScripts(glue);
    await shirushiDocuments({ module_or_path: fetch(wasm, { credentials: 'same-origin' }) });
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
