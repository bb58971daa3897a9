// For Node: what is not given is read from beside this file.
import { readFile } from 'node:fs/promises';
import bind, { Engine as Bound } from './engine.js';

const beside = (name) => readFile(new URL(name, import.meta.url));

let bound;

export const Engine = {
  async load(dictionary, entityModel) {
    bound ??= beside('engine_bg.wasm').then((module) => bind({ module_or_path: module }));
    await bound;
    const engine = Bound.load(new Uint8Array(dictionary ?? (await beside('ipadic.shirushi'))));
    engine.loadEntityModel(new Uint8Array(entityModel ?? (await beside('entities.shirushi-model'))));
    return engine;
  },
};
