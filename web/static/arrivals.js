// Takes in what the system hands to the installed app: what was shared with it, and files that it is to open
// (manifest.webmanifest says which). Such a visit has a question mark in its address, and `boot.js` asks for this
// file on such visits alone.
//
// To the page all of it is dropped: it lands where what a person drops lands, with the same sentences about it.
//
// What was shared waits in the cache where the service worker put it, until a page may write to its project. Files
// are asked about first: any page of the web can send a form here, and without a word of the person only what the
// form of new articles shows is taken in.
'use strict';

(() => {
  const HOME = new URL('./', document.baseURI);
  const SHARED = `shirushi ${HOME.pathname} shared`;

  const inWords = (ja, en) => (document.documentElement.lang === 'en' ? en : ja);

  // Says something before everything else, with what can be done about it. The answer is the number of the button
  // that was pressed, or -1.
  const ask = (words, list, ...answers) => new Promise((answered) => {
    const make = (name, properties) => Object.assign(document.createElement(name), properties);
    const sheet = make('dialog', {});
    sheet.dataset.part = 'arrivals';
    const names = make('ul', {});
    names.append(...list.map((name) => make('li', { textContent: name })));
    const row = make('p', { className: 'row' });
    row.append(...answers.map((textContent, at) => make('button', {
      textContent, className: at === 0 ? 'button primary' : 'button', onclick: () => sheet.close(String(at)),
    })));
    sheet.append(make('p', { textContent: words }), names, row);
    sheet.onclose = () => {
      sheet.remove();
      answered(sheet.returnValue === '' ? -1 : Number(sheet.returnValue));
    };
    // Keys are the sheet's as long as it is there.
    sheet.onkeydown = (event) => event.stopPropagation();
    document.body.append(sheet);
    sheet.showModal();
  });

  // Once the project is open and this tab may write to it; until then it is said what is waited for.
  const writable = () => new Promise((there) => {
    let told = false;
    const look = () => {
      const state = document.querySelector('[data-part="save-state"]')?.dataset.state;
      if (state === 'saved' || state === 'failed') {
        watch.disconnect();
        there();
      } else if (state === 'reading' && !told) {
        told = true;
        ask(inWords(
          'このプロジェクトは別のタブで開かれています。受け取ったものは、そのタブを閉じるか、ここで別のプロジェクトを開くと、加えられます。それまでは取ってあります。',
          'This project is open in another tab. What came is kept, and is added here once that tab is closed or another project is opened here.',
        ), [], inWords('わかりました', 'OK'));
      }
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
    look();
  });

  const drop = (transfer) =>
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));

  const dropFiles = (files) => {
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    if (files.length > 0) drop(transfer);
  };

  // A text with the title and the address it was shared with, as a page that says both of itself. An address alone
  // is put into its field of the form, and the page asks for the text.
  const dropWords = (title, text, address) => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', text || address || title);
    if (text) {
      const page = document.implementation.createHTMLDocument(title);
      const link = Object.assign(page.createElement('link'), { rel: 'canonical', href: address });
      if (address) page.head.append(link);
      page.body.append(Object.assign(page.createElement('pre'), { textContent: text }));
      transfer.setData('text/html', page.documentElement.outerHTML);
    }
    drop(transfer);
  };

  // Many systems put the address at the end of the text.
  const parted = (form) => {
    const [title, given, url] = ['title', 'text', 'url'].map((name) => String(form.get(name) ?? '').trim());
    const [, text, address] = /^(.*?)\s*(https?:\/\/\S+)$/s.exec(given) ?? ['', given, ''];
    return [title, text, url || address];
  };

  const kept = async () => {
    const cache = await caches.open(SHARED);
    for (const request of await cache.keys()) {
      const form = await (await cache.match(request)).formData();
      const files = form.getAll('files').filter((file) => file instanceof File && file.name !== '');
      const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
      const names = files.map((file) => `${file.name} (${size(file.size)})`);
      const asked = files.length === 0 ? 0 : await ask(
        inWords('共有されたファイルを、開いているプロジェクトに加えますか。', 'Files were shared with Shirushi. Add them to the open project?'),
        names, inWords('加える', 'Add'), inWords('捨てる', 'Discard'));
      // Neither: it is there again with what is shared next.
      if (asked === -1) continue;
      if (asked === 0) {
        await writable();
        dropFiles(files);
        const words = parted(form);
        if (files.length === 0 && words.some((one) => one !== '')) dropWords(...words);
      }
      await cache.delete(request);
    }
  };

  const lost = (reason) => ask(inWords(
    '共有されたものを受け取れませんでした。ブラウザーの保存領域が足りないか、大きすぎます。元のアプリには残っています。ファイルに保存し、このページにドラッグして加えてください。',
    'What was shared could not be taken: the browser has no room for it, or it is too large. It is still where it came from. Save it as a file and drop it here.',
  ), [String(reason)], inWords('わかりました', 'OK'));

  const opened = async ({ files }) => {
    const read = await Promise.allSettled([...files].map((handle) => handle.getFile()));
    await writable();
    dropFiles(read.flatMap(({ value }) => value ?? []));
    const missing = read.flatMap(({ reason }) => (reason ? [String(reason)] : []));
    if (missing.length > 0) {
      await ask(inWords('読めないファイルがありました。', 'Some files could not be read.'), missing, inWords('わかりました', 'OK'));
    }
  };

  const query = new URLSearchParams(location.search);
  // A reload is no new visit. What is still kept comes with the next.
  history.replaceState(history.state, '', `${location.pathname}${location.hash}`);
  globalThis.launchQueue?.setConsumer((launch) => launch.files?.length && opened(launch).catch(lost));
  if (query.get('shared') === 'lost') lost('');
  else if (query.has('shared')) kept().catch(lost);
})();
