// Measures the packaged engine and its peers in Node: measure.mjs PACKAGE MODEL TEXTS.json ROUNDS [PEERS]
// Prints one JSON object of milliseconds. Contenders take turns round by round, so that all of them have the same weather.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [folder, modelPath, textsPath, roundsText, peers] = process.argv.slice(2);
const rounds = Number(roundsText);
const texts = JSON.parse(await readFile(textsPath, 'utf8'));
const samples = {};
const counts = {};

const time = (name, work, keep) => {
  const started = performance.now();
  const result = work();
  const taken = performance.now() - started;
  if (keep) {
    (samples[name] ??= []).push(taken);
  }
  return result;
};

// The package's own `load` brings dictionary and model; here each is measured by itself, as natively.
const inPackage = (name) => import(new URL(name, pathToFileURL(`${folder}/`)));
const pack = await readFile(`${folder}/ipadic.shirushi`);
let engine = await (await inPackage('node.js')).Engine.load(pack);
const { Engine } = await inPackage('engine.js');
for (let round = 0; round < rounds; round += 1) {
  engine.free();
  const started = performance.now();
  engine = Engine.load(pack);
  (samples.load ??= []).push(performance.now() - started);
}

const model = new Uint8Array(await readFile(modelPath));
for (let round = 0; round < rounds; round += 1) {
  time('load model', () => engine.loadEntityModel(model), true);
}

const contenders = peers === undefined ? {} : await loadPeers();

async function loadPeers() {
  const require = createRequire(pathToFileURL(`${peers}/`));
  const kuromoji = await new Promise((resolve, reject) => {
    const dicPath = `${peers}/node_modules/kuromoji/dict`;
    require('kuromoji').builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built)));
  });
  const { TokenizerBuilder } = require('lindera-wasm-nodejs-ipadic');
  const builder = new TokenizerBuilder();
  builder.setDictionary('embedded://ipadic');
  builder.setMode('normal');
  return { kuromoji, lindera: builder.build() };
}

const sum = (articles, count) => articles.reduce((total, article) => total + count(article), 0);
for (const [name, articles] of Object.entries(texts)) {
  // The peers need seconds for a megabyte: they get fewer rounds, each between rounds of ours.
  const peerRounds = name === 'peers' ? rounds : 0;
  for (let round = 0; round <= rounds; round += 1) {
    const keep = round > 0;
    counts[name] = time(`count ${name}`, () => sum(articles, (article) => engine.countTokens(article)), keep);
    time(`analyze ${name}`, () => articles.forEach((article) => engine.analyzeBytes(article)), keep);
    time(`names ${name}`, () => articles.forEach((article) => engine.analyzeBytes(article, undefined, false)), keep);
    if (round <= peerRounds && peerRounds > 0) {
      time(`objects ${name}`, () => sum(articles, (article) => engine.tokenize(article).length), keep);
      for (const [peer, tokenizer] of Object.entries(contenders)) {
        counts[peer] = time(peer, () => sum(articles, (article) => tokenizer.tokenize(article).length), keep);
      }
    }
  }
}
console.log(JSON.stringify({ samples, tokens: counts, node: process.version }));
