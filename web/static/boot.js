// Starts the interface: the glue before this file has defined `shirushiPage`.
//
// What cannot be started says so in words, in both languages, because the interface that would say it is
// the thing that is missing.
'use strict';

(() => {
  const notStarted = (reason) => {
    const notice = document.getElementById('not-started');
    notice.querySelector('pre').textContent = String(reason);
    notice.hidden = false;
    document.getElementById('app').hidden = true;
  };

  try {
    const assets = JSON.parse(document.getElementById('assets').textContent);
    const wasm = new URL(assets.pageWasm, document.baseURI);
    shirushiPage({ module_or_path: fetch(wasm, { credentials: 'same-origin' }) }).catch(notStarted);
  } catch (reason) {
    notStarted(reason);
  }
})();
