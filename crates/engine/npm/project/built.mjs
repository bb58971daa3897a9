// Looks at what a bundler made of the page: node built.mjs. Says `ok`, or ends with what is wrong.
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';

const names = await readdir('dist/assets');
const only = (pattern) => {
  const found = names.filter((name) => pattern.test(name));
  assert.equal(found.length, 1, `${pattern} is there once, not as ${found}`);
  return `dist/assets/${found[0]}`;
};
// Each of the large files is carried along, once, as it is; none is inside a script.
for (const [built, packed] of [
  [only(/^engine-.*\.wasm$/), 'engine.wasm'],
  [only(/^ipadic-.*\.shirushi$/), 'ipadic.shirushi'],
  [only(/^entities-.*\.shirushi-model$/), 'entities.shirushi-model'],
]) {
  assert.deepEqual(await readFile(built), await readFile(`node_modules/shirushi-engine/${packed}`));
}
for (const script of [only(/^index-.*\.js$/), only(/^thread-.*\.js$/)]) {
  assert.ok((await stat(script)).size < 30_000, `${script} is small`);
  assert.ok(!/node:/.test(await readFile(script, 'utf8')), `${script} has nothing of Node`);
}
console.log('ok');
