// Tries the finished package: node try.mjs FOLDER. Says `ok`, or ends with what is wrong.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const folder = pathToFileURL(`${process.argv[2]}/`);
const { Engine } = await import(new URL('node.js', folder));
const pack = await readFile(new URL('ipadic.shirushi', folder));

const model = await readFile(new URL('entities.shirushi-model', folder));

const engine = await Engine.load(pack);
const text = '👩‍🚒が15日、田中一郎市長に約3時間会った。';
const analysis = engine.analyze(text, { tokens: true, date: '2025-08-16', article: 'a.txt' });
const letters = [...text];
assert.equal(analysis.article, 'a.txt');
assert.equal(analysis.offsets, 'code-points');
assert.equal(analysis.tokens.length, engine.countTokens(text));
assert.deepEqual(analysis.tokens, engine.tokenize(text));
for (const { start, end, surface } of [...analysis.tokens, ...analysis.entities]) {
  assert.equal(letters.slice(start, end).join(''), surface);
}
const day = analysis.entities.find((entity) => entity.type === 'DATE');
assert.equal(day.surface, '15日');
assert.equal(day.normalized.value, '2025-08-15');
assert.equal(Object.getPrototypeOf(analysis), Object.prototype);
assert.equal('tokens' in engine.analyze(text), false);
assert.ok(engine.analyzeBytes(text) instanceof Uint8Array);

// Half a surrogate pair is one code point, before and after.
const half = engine.tokenize('市長\ud800は');
assert.deepEqual([half.at(-1).start, half.at(-1).end, half.at(-1).surface], [3, 4, 'は']);

const code = async (act) => {
  try {
    await act();
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.code;
  }
  return 'none';
};
assert.equal(await code(() => engine.loadEntityModel(new Uint8Array(100))), 'entity-model-not-a-model');
const comparison = engine.compare([
  { article: 'a', text: '鷹羽山のロープウェイで乗客38人が取り残された。', date: '2025-10-13' },
  { article: 'b', text: '鷹羽山のロープウェイで乗客41人が取り残された。' },
]);
assert.equal(comparison.articles.length, 2);
assert.deepEqual(comparison.groups.map((group) => group.pairs.map((pair) => [pair.relation, pair.kind])), [[['contradict', 'number']]]);
assert.deepEqual(engine.compare([]), { articles: [], groups: [], copies: [] });
assert.equal(await code(() => engine.compare('a')), 'invalid-articles');
assert.equal(await code(() => engine.compare([{ article: 'a', text, date: 'August' }])), 'invalid-date');
assert.equal(await code(() => engine.analyze(text, { date: 'August' })), 'invalid-date');
assert.equal(await code(() => engine.analyze(text, { tokens: 'perhaps' })), 'invalid-options');
assert.equal(await code(() => Engine.load(new TextEncoder().encode('<!doctype html>'))), 'dictionary-unrecognized');
assert.equal(await code(() => Engine.load(pack.subarray(0, 100_000))), 'dictionary-truncated');
const damaged = Uint8Array.from(pack);
damaged[1_000_000] ^= 1;
assert.equal(await code(() => Engine.load(damaged)), 'dictionary-damaged');
assert.equal(await code(() => Engine.load(pack, model.subarray(0, 100_000))), 'entity-model-checksum');

// The engine is as good as before, and another can live beside it.
const other = await Engine.load(undefined, model);
assert.deepEqual(other.analyze(text).problems, []);
assert.deepEqual(other.analyze(text), engine.analyze(text));
other.free();
console.log('ok');
