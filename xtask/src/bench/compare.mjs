// Measures comparing in the packaged engine, in Node: compare.mjs PACKAGE ARTICLES.json ROUNDS COUNT…
// Prints one JSON object a count, as crates/engine/examples/compare.rs does natively.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [folder, articlesPath, roundsText, ...counts] = process.argv.slice(2);
const rounds = Number(roundsText);
const texts = JSON.parse(await readFile(articlesPath, 'utf8'));
const inPackage = (name) => import(new URL(name, pathToFileURL(`${folder}/`)));
const pack = await readFile(`${folder}/ipadic.shirushi`);
// The package's class starts the module; the module's own has what is there for measuring.
(await (await inPackage('node.js')).Engine.load(pack)).free();
const engine = (await inPackage('bound.js')).Engine.load(pack);
engine.loadEntityModel(await readFile(`${folder}/entities.shirushi-model`));
const all = texts.map((text, number) => ({ article: String(number), text }));

for (const count of counts.map(Number)) {
  const articles = all.slice(0, count);
  const measured = { articles: count, analysis: [], whole: [] };
  for (let round = 0; round < rounds; round += 1) {
    let started = performance.now();
    articles.forEach(({ text }) => engine.analyzeBytes(text));
    measured.analysis.push(performance.now() - started);
    started = performance.now();
    engine.compare(articles);
    measured.whole.push(performance.now() - started);
  }
  const comparison = engine.compare(articles);
  measured.claims = comparison.articles.reduce((sum, { claims }) => sum + claims.length, 0);
  measured.groups = comparison.groups.length;
  measured.pairs = comparison.groups.reduce((sum, { pairs }) => sum + pairs.length, 0);
  console.log(JSON.stringify(measured));
}
