// For Node: the same, but what is not on the network is read from disk.
import { readFile } from 'node:fs/promises';
import { Engine as Fetching } from './index.js';

export { Token, Tokens } from './tokens.js';

export class Engine extends Fetching {
  static async open(place, options) {
    const address = String(place);
    if (/^(https?|data|blob):/.test(address)) {
      return super.open(place, options);
    }
    const bytes = await readFile(address.startsWith('file:') ? new URL(address) : address, { signal: options.signal });
    const type = address.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(bytes, { headers: { 'content-length': bytes.length, 'content-type': type } });
  }
}
