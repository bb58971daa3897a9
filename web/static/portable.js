// Starts the interface of the portable file, where `boot.js` starts that of the site. The file holds what the
// site has as files, one block for each: the bytes as text, which gzip has packed where that gains much. The
// list in front of the blocks has their lengths and digests (xtask/src/build/portable.rs writes both).
//
// Nothing is fetched. A file that was cut or damaged on its way is told of before anything starts, so this
// stands first.
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

  const carried = JSON.parse(document.getElementById('carried').textContent);
  const block = (name) => document.getElementById(name)?.textContent ?? '';

  // Browsers give digests from disk and by https, and not by http: there the length must do.
  const isWhole = async (name) => {
    const [text, { characters, digest }] = [block(name), carried.files[name]];
    if (text.length !== characters) return false;
    const found = await crypto.subtle?.digest('SHA-256', new TextEncoder().encode(text));
    return !found || btoa(String.fromCharCode(...new Uint8Array(found))) === digest;
  };

  // Four characters from U+00A0 on hold 63 bits, fewer at the end 15, 31 or 47 (xtask/src/build/dense.rs). They are read
  // in three parts, since numbers have 53 bits and what is shifted 32.
  const decoded = (characters, length) => {
    const bytes = new Uint8Array(length);
    const base = 0xd800 - 0xa0;
    const square = base * base;
    let [at, rest, count] = [0, 0, 0];
    // What is written past the end is lost.
    const put = (bits, width) => {
      rest |= bits << count;
      for (count += width; count >= 8; count -= 8) {
        bytes[at++] = rest;
        rest >>>= 8;
      }
    };
    const digit = (i) => (i < characters.length ? characters.charCodeAt(i) - 0xa0 : 0);
    for (let i = 0; i < characters.length; i += 4) {
      const upper = digit(i + 2) + digit(i + 3) * base;
      const low = digit(i) + digit(i + 1) * base + (upper % 0x10000) * square;
      const high = Math.floor(low / 0x10000) + Math.floor(upper / 0x10000) * square;
      put(low % 0x10000, 16);
      put(high % 0x1000000, 24);
      put(Math.floor(high / 0x1000000), 23);
    }
    return bytes;
  };

  // A file as an answer of a host: a module compiles while it is unpacked. No blob is made of the bytes: WebKit cannot
  // read one in a worker of a page from disk (NotReadableError).
  const answer = (characters, { bytes, packed, type }) => {
    const stored = decoded(characters, bytes);
    const body = packed ? new Response(stored).body.pipeThrough(new DecompressionStream('gzip')) : stored;
    return new Response(body, { headers: { 'Content-Type': type } });
  };

  const file = (name) => answer(block(name), carried.files[name]);
  const textOf = (name) => file(name).text();

  // A worker's script with all it needs inside, so that one that died is started again from the same address. No
  // character of a block has a meaning between single quotes. It is decoded there, beside the page.
  const workerAddress = async (files, ...scripts) => {
    const carriedThere = files.map((name) =>
      `'${name}': () => answer('${block(name)}', ${JSON.stringify(carried.files[name])})`);
    const script = [
      `'use strict';\nconst decoded = ${decoded};\nconst answer = ${answer};\n`,
      `self.carried = {\n${carriedThere.join(',\n')}\n};\n`,
      (await Promise.all(scripts.map(textOf))).join('\n'),
    ];
    return URL.createObjectURL(new Blob(script, { type: 'text/javascript' }));
  };

  // As in `boot.js`: files are read and written each in a worker that ends with it. Its script is made for the first.
  const documentReaders = () => {
    const workers = new Map();
    let address;
    const end = (number) => {
      workers.get(number)?.terminate();
      workers.delete(number);
    };
    const read = async (number, task, bytes, step) => {
      const own = bytes.slice();
      address ??= workerAddress(['part-documents.wasm'], 'part-documents.js', 'part-documents-reader.js');
      const reader = new Worker(await address);
      workers.set(number, reader);
      return new Promise((done, failed) => {
        reader.onerror = (event) => { end(number); failed(event.message); };
        reader.onmessage = ({ data }) => {
          if ('of' in data) return step(data.done, data.of);
          end(number);
          return 'answer' in data ? done(data.answer) : failed(data.failed);
        };
        reader.postMessage({ task, bytes: own }, [own.buffer]);
      });
    };
    return { read, end };
  };

  // Data blocks and sheets made by a script need no leave of the policy; the glue has it by its digest.
  const addScript = (type, text, id) => {
    const script = document.createElement('script');
    Object.assign(script, { type, id, textContent: text });
    document.head.append(script);
  };

  const addStyles = async (name) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await textOf(name));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  // As in `boot.js`: the functions of a part go into the table of the main one, its data into the memory.
  const addPart = async (main, name) => {
    const part = await WebAssembly.compileStreaming(file(`part-${name}.wasm`));
    await WebAssembly.instantiate(part, { __wasm_split: main });
  };

  // Licences stand in the file too, because it goes from hand to hand alone.
  const showLicences = async () => {
    const words = document.createElement('pre');
    words.textContent = await textOf('licences');
    document.body.replaceChildren(words);
  };

  const start = async () => {
    if (window !== window.parent) return notStarted(window.location.href, 'framed');
    const names = Object.keys(carried.files);
    const whole = await Promise.all(names.map(isWhole));
    const cut = names.filter((_, at) => !whole[at]);
    if (cut.length > 0) return notStarted(cut.join('\n'), 'cut');
    if (window.location.hash === '#licences') return showLicences();
    const [glue, worker] = await Promise.all([
      textOf('page.js'),
      workerAddress(['engine.wasm', 'dictionary', 'entity-model'], 'engine.js', 'worker.js'),
      addStyles('styles.css'),
    ]);
    document.getElementById('until-started').remove();
    // The page reads these as from the list of the site. What the worker carries has no address.
    const assets = { version: carried.version, worker, engineGlue: '', engineWasm: '', dictionary: '',
      dictionarySize: carried.dictionarySize, entityModel: '' };
    addScript('application/json', JSON.stringify(assets), 'assets');
    addScript('text/javascript', glue, 'page-glue');
    const main = shirushiPage({ module_or_path: file('page.wasm') });
    globalThis.shirushiParts = {
      load: async (name) => Promise.all([addPart(await main, name), addStyles(`part-${name}.css`)]),
    };
    globalThis.shirushiDocumentReaders = documentReaders();
    await main;
    // What is in use now needs its text no more.
    names.filter((name) => !name.startsWith('part-')).forEach((name) => document.getElementById(name).remove());
  };

  document.addEventListener('DOMContentLoaded', () => start().catch((reason) => notStarted(reason)));
})();
