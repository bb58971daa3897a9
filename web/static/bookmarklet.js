// Run on the page one reads, from the bookmarks: puts onto the clipboard what the page says of itself (title, address,
// author, date, JSON-LD) and its main text, or what is selected. It asks no host and changes nothing of the page.
// Pasted into Shirushi it is a page like any other that was copied.
(() => {
  const page = document.implementation.createHTMLDocument(document.title);
  const keep = (node, into) => into.append(page.importNode(node, true));
  const said = 'meta[content]:is([name], [property], [itemprop]), script[type^="application/ld+json" i]';
  document.querySelectorAll(said).forEach((node) => keep(node, page.head));
  const canonical = document.querySelector('link[rel~="canonical" i]')?.href || location.href.split('#')[0];
  page.head.append(Object.assign(page.createElement('link'), { rel: 'canonical', href: canonical }));

  // The longest of the elements that say they are the article; the page where none does.
  const main = () => {
    for (const names of ['[itemprop~="articleBody"]', 'article', 'main, [role="main"]']) {
      const found = [...document.querySelectorAll(names)].sort((a, b) => b.textContent.length - a.textContent.length);
      if (found[0]?.innerText.trim().length >= 140) return found[0];
    }
    return document.body;
  };
  const selection = getSelection();
  let text = selection.toString();
  if (text.trim()) {
    for (let at = 0; at < selection.rangeCount; at++) keep(selection.getRangeAt(at).cloneContents(), page.body);
  } else {
    const original = main();
    const copy = page.importNode(original, true);
    const copies = copy.querySelectorAll('*');
    // What the styles hide is not what one reads, and styles do not come along.
    original.querySelectorAll('*').forEach((element, at) => {
      if (getComputedStyle(element).display === 'none' || /^(img|picture|video|audio|svg|canvas|iframe|style|script)$/i.test(element.localName)) copies[at].remove();
    });
    page.body.append(copy);
    text = original.innerText;
  }

  // Written while a copy is under way: the clipboard's own interface would strip the head of the page.
  const write = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/html', `<!doctype html>${page.documentElement.outerHTML}`);
    event.clipboardData.setData('text/plain', text);
  };
  addEventListener('copy', write, true);
  const done = document.execCommand('copy');
  removeEventListener('copy', write, true);

  const japanese = navigator.language.startsWith('ja');
  const told = document.createElement('div');
  told.role = 'status';
  told.textContent = done
    ? (japanese ? '印: 写しました。Shirushi に貼り付けてください。' : 'Shirushi: copied. Paste it there.')
    : (japanese ? '印: このページでは写せません。本文を選んでコピーしてください。' : 'Shirushi: this page cannot be copied. Select its text and copy that.');
  told.style.cssText = 'position:fixed;inset:12px 12px auto auto;z-index:2147483647;padding:10px 14px;border-radius:6px;background:#222;color:#fff;font:14px/1.5 sans-serif';
  document.documentElement.append(told);
  setTimeout(() => told.remove(), 4000);
})();
