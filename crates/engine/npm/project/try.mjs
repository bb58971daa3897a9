// Tries the package as it is installed, in Node: node try.mjs. Says `ok`, or ends with what is wrong.
// `tsc` reads this too: what is called here has to be in the package's types.
// @ts-check
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Engine, Tokens } from 'shirushi-engine';
import { WorkerEngine } from 'shirushi-engine/worker';

/** @param {string} name */
const file = async (name) => new Uint8Array(await readFile(new URL(import.meta.resolve(`shirushi-engine/${name}`))));
const [pack, model, wasm] = await Promise.all(['ipadic.shirushi', 'entities.shirushi-model', 'engine.wasm'].map(file));

const engine = await Engine.load(pack);
const text = '👩‍🚒が15日、田中一郎市長に約3時間会った。';
const analysis = engine.analyze(text, { tokens: true, date: '2025-08-16', article: 'a.txt' });
const letters = [...text];
assert.equal(analysis.article, 'a.txt');
assert.equal(analysis.offsets, 'code-points');
assert.equal(analysis.tokens?.length, engine.countTokens(text));
for (const { start, end, surface } of [...(analysis.tokens ?? []), ...analysis.entities]) {
  assert.equal(letters.slice(start, end).join(''), surface);
}
const day = analysis.entities.find((entity) => entity.type === 'DATE');
assert.equal(day?.surface, '15日');
assert.equal(day?.normalized?.value, '2025-08-15');
assert.equal(Object.getPrototypeOf(analysis), Object.prototype);
assert.equal('tokens' in engine.analyze(text), false);

// Tokens in columns are those of the analysis.
const tokens = engine.tokenize(text);
assert.ok(tokens instanceof Tokens);
assert.deepEqual(tokens.toJSON(), analysis.tokens);
assert.deepEqual(JSON.parse(JSON.stringify(tokens)), analysis.tokens);
assert.deepEqual(tokens.map(({ surface }) => surface), analysis.tokens?.map(({ surface }) => surface));
assert.equal([...tokens].length, tokens.length);
for (let index = 0; index < tokens.length; index += 1) {
  assert.equal(text.slice(tokens.utf16Starts[index], tokens.utf16Ends[index]), tokens.surface(index));
  assert.deepEqual(engine.partsOfSpeech[tokens.partsOfSpeech[index]], tokens.pos(index));
}
assert.equal(tokens.at(-1)?.surface, '。');
assert.equal(tokens.at(tokens.length), undefined);
assert.equal(tokens.at(-tokens.length - 1), undefined);
assert.equal(engine.tokenize('').length, 0);
const [name] = engine.tokenize('会った');
assert.deepEqual([name.lemma, name.reading, name.pos], ['会う', 'アッ', ['動詞', '自立']]);

// Half a surrogate pair is one code point, before and after.
const half = engine.tokenize('市長\ud800は').toJSON();
assert.deepEqual([half.at(-1)?.start, half.at(-1)?.end, half.at(-1)?.surface], [3, 4, 'は']);

/** @param {() => unknown} act */
const code = async (act) => {
  try {
    await act();
  } catch (error) {
    assert.ok(error instanceof Error);
    return /** @type {Error & { code?: string }} */ (error).code;
  }
  return 'none';
};
/** @param {any} value */
const wrong = (value) => value;
assert.equal(await code(() => engine.loadEntityModel(new Uint8Array(100))), 'entity-model-not-a-model');
const articles = [
  { article: 'a', text: '鷹羽山のロープウェイで乗客38人が取り残された。', date: '2025-10-13' },
  { article: 'b', text: '鷹羽山のロープウェイで乗客41人が取り残された。' },
];
const comparison = engine.compare(articles);
assert.equal(comparison.articles.length, 2);
assert.deepEqual(comparison.groups.map((group) => group.pairs.map((pair) => [pair.relation, pair.kind])), [[['contradict', 'number']]]);
assert.deepEqual(engine.compare([]), { articles: [], groups: [], copies: [] });
assert.equal(await code(() => engine.compare(wrong('a'))), 'invalid-articles');
assert.equal(await code(() => engine.compare([{ article: 'a', text, date: 'August' }])), 'invalid-date');
assert.equal(await code(() => engine.analyze(text, { date: 'August' })), 'invalid-date');
assert.equal(await code(() => engine.analyze(text, { tokens: wrong('perhaps') })), 'invalid-options');
assert.equal(await code(() => Engine.load(new TextEncoder().encode('<!doctype html>'))), 'dictionary-unrecognized');
assert.equal(await code(() => Engine.load({ dictionary: pack.subarray(0, 100_000) })), 'dictionary-truncated');
const damaged = Uint8Array.from(pack);
damaged[1_000_000] ^= 1;
assert.equal(await code(() => Engine.load(damaged.buffer)), 'dictionary-damaged');
assert.equal(await code(() => Engine.load({ dictionary: pack, entityModel: model.subarray(0, 100_000) })), 'entity-model-checksum');

// The engine is as good as before, and another can live beside it, its files fetched from any address. What
// has come is told as it comes.
const server = createServer((asked, answer) => {
  const body = { '/d': pack, '/m': model }[asked.url ?? ''];
  answer.writeHead(body ? 200 : 404, { 'content-length': body?.length ?? 0 }).end(body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
/** @type {import('shirushi-engine').LoadProgress[]} */
const progress = [];
const fetched = { dictionary: `http://127.0.0.1:${port}/d`, entityModel: new URL(`http://127.0.0.1:${port}/m`) };
const other = await Engine.load({ ...fetched, module: wasm, onProgress: (step) => progress.push(step) });
for (const [name, { length }] of Object.entries({ dictionary: pack, entityModel: model })) {
  const told = progress.filter(({ file }) => file === name);
  assert.ok(name !== 'dictionary' || told.length > 1, 'the dictionary comes in parts');
  assert.ok(told.every(({ total }) => total === length));
  assert.ok(told.every(({ received }, step) => received > (told[step - 1]?.received ?? 0)));
  assert.equal(told.at(-1)?.received, length);
}
assert.deepEqual(other.analyze(text).problems, []);
assert.deepEqual(other.analyze(text), engine.analyze(text));
other.free();
assert.equal(await code(() => Engine.load({ dictionary: `http://127.0.0.1:${port}/none` })), 'fetch');
assert.equal(await code(() => Engine.load({ ...fetched, signal: AbortSignal.abort(Object.assign(new Error('no'), { code: 'mine' })) })), 'mine');

// In a thread of its own the same is found, and the program's own thread goes on meanwhile.
progress.length = 0;
const beside = await WorkerEngine.load({ ...fetched, onProgress: (step) => progress.push(step) });
server.close();
assert.ok(progress.some(({ file, received }) => file === 'dictionary' && received === pack.length));
assert.deepEqual([beside.version, beside.dictionary, beside.about], [engine.version, engine.dictionary, engine.about]);
let turns = 0;
const turning = setInterval(() => (turns += 1), 1);
const long = text.repeat(2_000);
const [foundBeside, ofLong] = await Promise.all([beside.analyze(text, { tokens: true, date: '2025-08-16', article: 'a.txt' }), beside.countTokens(long)]);
clearInterval(turning);
assert.deepEqual(foundBeside, analysis);
assert.equal(ofLong, engine.countTokens(long));
assert.ok(turns > 0, 'the thread of the program was kept waiting');
assert.deepEqual((await beside.tokenize(text)).toJSON(), analysis.tokens);
assert.deepEqual(await beside.compare(articles), comparison);
assert.equal(await code(() => beside.analyze(text, { date: 'August' })), 'invalid-date');
const waiting = code(() => beside.analyze(long));
beside.terminate();
assert.equal(await waiting, 'terminated');
assert.equal(await code(() => beside.countTokens(text)), 'terminated');
assert.equal(await code(() => WorkerEngine.load(new Uint8Array(100))), 'dictionary-unrecognized');
assert.equal(await code(() => WorkerEngine.load({ signal: AbortSignal.abort(Object.assign(new Error('no'), { code: 'mine' })) })), 'mine');

// This one is not ended: a thread without work does not keep the program.
assert.equal(await (await WorkerEngine.load()).countTokens(text), tokens.length);
console.log('ok');
