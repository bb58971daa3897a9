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

const keep = (name, milliseconds) => (samples[name] ??= []).push(milliseconds);

const time = (name, work, isKept) => {
  const started = performance.now();
  const result = work();
  const taken = performance.now() - started;
  if (isKept) {
    keep(name, taken);
  }
  return result;
};

// The package's class, and the module's own, which has what is there for measuring.
const inPackage = (name) => import(new URL(name, pathToFileURL(`${folder}/`)));
const pack = await readFile(`${folder}/ipadic.shirushi`);
const packaged = await (await inPackage('node.js')).Engine.load(pack);
const { Engine } = await inPackage('bound.js');
let engine;
for (let round = 0; round < rounds; round += 1) {
  engine?.free();
  const started = performance.now();
  engine = Engine.load(pack);
  keep('load', performance.now() - started);
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
  const lindera = builder.build();
  return {
    kuromoji: (text) => {
      const tokens = kuromoji.tokenize(text);
      let read = 0;
      for (const token of tokens) {
        read += token.surface_form.length + token.pos.length + token.basic_form.length + (token.reading ?? '').length;
      }
      return [tokens.length, read];
    },
    lindera: (text) => {
      const tokens = lindera.tokenize(text);
      let read = 0;
      for (const token of tokens) {
        const { surface, partOfSpeech = '', baseForm = '', reading = '' } = token;
        read += surface.length + partOfSpeech.length + baseForm.length + reading.length;
      }
      return [tokens.length, read];
    },
  };
}

// What each contender says of a token, read: its text, part of speech, dictionary form and reading.
const ours = (text) => {
  const tokens = packaged.tokenize(text);
  let read = 0;
  for (const token of tokens) {
    read += token.surface.length + token.pos.length + token.lemma.length + (token.reading ?? '').length;
  }
  return [tokens.length, read];
};

const sum = (articles, count) => articles.reduce((total, article) => total + count(article), 0);
const read = (articles, tokens) => sum(articles, (article) => tokens(article)[0]);
for (const [name, articles] of Object.entries(texts)) {
  // The peers need seconds for a megabyte: they get fewer rounds, each between rounds of ours.
  const peerRounds = name === 'peers' ? rounds : 0;
  for (let round = 0; round <= rounds; round += 1) {
    const isKept = round > 0;
    counts[name] = time(`count ${name}`, () => sum(articles, (article) => engine.countTokens(article)), isKept);
    time(`analyze ${name}`, () => articles.forEach((article) => engine.analyzeBytes(article)), isKept);
    time(`names ${name}`, () => articles.forEach((article) => engine.analyzeBytes(article, undefined, false)), isKept);
    const stages = [];
    for (const article of articles) {
      engine.stages(article).forEach((taken, stage) => (stages[stage] = (stages[stage] ?? 0) + taken));
    }
    if (isKept) {
      stages.forEach((taken, stage) => keep(`stage ${stage} ${name}`, taken));
    }
    if (round <= peerRounds && peerRounds > 0) {
      time('columns', () => sum(articles, (article) => packaged.tokenize(article).length), isKept);
      time('read', () => read(articles, ours), isKept);
      for (const [peer, tokens] of Object.entries(contenders)) {
        counts[peer] = time(peer, () => read(articles, tokens), isKept);
      }
    }
  }
}
console.log(JSON.stringify({ samples, tokens: counts, node: process.version }));
