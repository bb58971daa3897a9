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
    const from = (file, cache = 'default') =>
      fetch(new URL(file, document.baseURI), { cache, credentials: 'same-origin' });
    const main = shirushiPage({ module_or_path: from(assets.pageWasm) });
    // The page asks for its other parts by this (web/src/ports/parts.rs), never for one under way or there.
    // A copy that is kept may be damaged: then the host is asked.
    const load = (name, cache) => Promise.all([addPart(main, from(assets.parts[name], cache)), addStyles(assets.partStyles[name])]);
    globalThis.shirushiParts = { load: (name) => load(name, 'default').catch(() => load(name, 'reload')) };
    // Files are read and written each in a worker that ends with it (web/src/ports/documents.rs).
    const workers = new Map();
    const end = (number) => {
      workers.get(number)?.terminate();
      workers.delete(number);
    };
    const absolute = (file) => new URL(file, document.baseURI).href;
    const read = (number, task, bytes, step) => new Promise((done, failed) => {
      const { worker, glue, wasm } = assets.documents;
      const reader = new Worker(absolute(worker));
      workers.set(number, reader);
      reader.onerror = (event) => { end(number); failed(event.message); };
      reader.onmessage = ({ data }) => {
        if ('of' in data) return step(data.done, data.of);
        end(number);
        return 'answer' in data ? done(data.answer) : failed(data.failed);
      };
      const own = bytes.slice();
      reader.postMessage({ glue: absolute(glue), wasm: absolute(wasm), task, bytes: own }, [own.buffer]);
    });
    globalThis.shirushiDocumentReaders = { read, end };
    // What the system hands over comes with a query.
    const arrivals = () => document.head.append(Object.assign(document.createElement('script'), { src: assets.arrivals }));
    return location.search ? main.then(arrivals) : main;
  };

  // A part of the module puts its functions into the table of the main one and its data into the memory, which
  // is all that becomes of it. It fits into no other build's: their names carry digests of what they hold.
  const addPart = async (main, coming) => {
    const answer = await coming;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const part = await WebAssembly.compile(await answer.arrayBuffer());
    await WebAssembly.instantiate(part, { __wasm_split: await main });
  };

  // The styles of a part come with it, once.
  const addStyles = (file) => new Promise((there, missing) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(file, document.baseURI).href;
    if (document.querySelector(`link[href="${link.href}"]`)?.sheet) return there();
    link.onload = () => there();
    link.onerror = () => { link.remove(); missing(new Error(link.href)); };
    document.head.append(link);
  });

  try {
    Promise.resolve(start()).catch(notStarted);
  } catch (reason) {
    notStarted(reason);
  }
})();
