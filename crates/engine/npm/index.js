// For browsers and bundlers: what is not given is fetched from beside this file.
import bind, { Engine as Bound } from './engine.js';

const beside = async (name) => {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) {
    throw Object.assign(new Error(`${name}: ${answer.status} ${answer.statusText}`), { code: 'fetch' });
  }
  return answer;
};

export const Engine = {
  async load(dictionary) {
    const bytes = dictionary ?? beside('ipadic.shirushi').then((answer) => answer.arrayBuffer());
    // Without this a fetch that fails while the module compiles would count as unhandled.
    Promise.resolve(bytes).catch(() => undefined);
    await bind({ module_or_path: beside('engine_bg.wasm') });
    return Bound.load(new Uint8Array(await bytes));
  },
};
