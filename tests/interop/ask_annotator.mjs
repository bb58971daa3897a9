// Finds the words of every mark of a W3C annotation collection by the selectors of Apache Annotator, in a document of each text, and
// prints them, one JSON a line: the number of the text, the words there, the label. Position and quote must lead to one place.

import { readFileSync } from 'node:fs';
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from '@apache-annotator/dom';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>');
const { document } = window;
// It asks for these where a browser has them.
Object.assign(globalThis, {
  document,
  Node: window.Node,
  NodeFilter: window.NodeFilter,
  Range: window.Range,
  Text: window.Text,
});

const list = (one) => (one === undefined ? [] : Array.isArray(one) ? one : [one]);

const collection = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const texts = new Map();
for (const [number, { id, text }] of collection.texts.entries()) {
  const element = document.createElement('p');
  element.append(document.createTextNode(text));
  document.body.append(element);
  texts.set(id, { number, element, text });
}

const all = async (matches) => {
  const found = [];
  for await (const range of matches) {
    // Counted in UTF-16 units from the start of the text.
    const before = document.createRange();
    before.setStart(range.startContainer.parentNode, 0);
    before.setEnd(range.startContainer, range.startOffset);
    found.push({ start: before.toString().length, words: range.toString() });
  }
  return found;
};

for (const item of collection.first.items) {
  const label = list(item.body).find((body) => list(body.purpose).includes('tagging'))?.value;
  for (const target of list(item.target)) {
    if (!target.selector || target.placement) continue;
    const { number, element } = texts.get(target.source);
    const selector = Object.fromEntries(list(target.selector).map((one) => [one.type, one]));
    const [place, ...others] = await all(createTextPositionSelectorMatcher(selector.TextPositionSelector)(element));
    if (!place || others.length) throw new Error(`a position leads to ${others.length + !!place} places`);
    const quoted = await all(createTextQuoteSelectorMatcher(selector.TextQuoteSelector)(element));
    if (!quoted.some(({ start, words }) => start === place.start && words === place.words)) {
      throw new Error(`${JSON.stringify(selector)} is not where its words are: ${JSON.stringify([place, quoted])}`);
    }
    console.log(JSON.stringify([number, place.words, label]));
  }
}
