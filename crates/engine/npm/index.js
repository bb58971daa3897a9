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
  async load(dictionary, entityModel) {
    const bytes = (given, name) => given ?? beside(name).then((answer) => answer.arrayBuffer());
    const files = Promise.all([bytes(dictionary, 'ipadic.shirushi'), bytes(entityModel, 'entities.shirushi-model')]);
    // Without this a fetch that fails while the module compiles would count as unhandled.
    files.catch(() => undefined);
    await bind({ module_or_path: beside('engine_bg.wasm') });
    const [pack, model] = await files;
    const engine = Bound.load(new Uint8Array(pack));
    engine.loadEntityModel(new Uint8Array(model));
    return engine;
  },
};
