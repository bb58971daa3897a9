// Starts the interface: the glue before this file has defined `shirushiPage`.
//
// What cannot be started says so in words, in both languages, because the interface that would say it is
// the thing that is missing.
'use strict';

(() => {
  const notStarted = (reason, why) => {
    const notice = document.getElementById('not-started');
    notice.querySelector('pre').textContent = String(reason);
    // What is known to be the reason is said in a sentence of its own.
    for (const sentence of notice.querySelectorAll('[data-why]')) {
      sentence.hidden = sentence.dataset.why !== (why ?? 'unknown');
    }
    notice.hidden = false;
    document.getElementById('app').hidden = true;
  };

  // Whether the page stands in a page of another origin, at whatever depth: that one could lay itself over this one and
  // take the clicks.
  const isFramedByOthers = () => {
    try {
      for (let inner = window; inner !== inner.parent; inner = inner.parent) {
        if (inner.parent.location.origin !== window.location.origin) return true;
      }
      return false;
    } catch {
      return true;
    }
  };

  const start = () => {
    if (window.location.protocol === 'file:') return notStarted('file:', 'disk');
    if (isFramedByOthers()) return notStarted(window.location.href, 'framed');
    // A style sheet of a wrong type is refused, and what it hides is seen.
    if (getComputedStyle(document.querySelector('.only-unstyled')).display !== 'none') {
      const styles = document.querySelector('link[rel=stylesheet]');
      const told = (type) => notStarted(`${styles.href}: ${type}`, 'types');
      return fetch(styles.href).then((answer) => told(answer.headers.get('content-type')), told);
    }
    const assets = JSON.parse(document.getElementById('assets').textContent);
    const wasm = new URL(assets.pageWasm, document.baseURI);
    return shirushiPage({ module_or_path: fetch(wasm, { credentials: 'same-origin' }) });
  };

  try {
    Promise.resolve(start()).catch(notStarted);
  } catch (reason) {
    notStarted(reason);
  }
})();
