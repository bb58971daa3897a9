import type { Token as PlainToken } from './contract.js';

/**
 * The tokens of one text in columns. Each of the arrays has one number for every token; `at`, `map` and
 * iteration make an object for those that are looked at.
 */
export class Tokens implements Iterable<Token> {
  private constructor();

  readonly length: number;
  /** Where each token starts, in UTF-16 units as `String.prototype.slice` counts. */
  readonly utf16Starts: Uint32Array;
  /** The unit after each. */
  readonly utf16Ends: Uint32Array;
  /** The part of speech of each, as a number in the engine's `partsOfSpeech`. */
  readonly partsOfSpeech: Uint8Array;
  /** The dictionary form of each, as a number for `string`; 0xFFFFFFFF when it is the surface. */
  readonly lemmas: Uint32Array;
  /** The reading of each, as a number for `string`; 0xFFFFFFFF when the dictionary has none. */
  readonly readings: Uint32Array;

  /** One token, from the end when the number is negative; undefined beyond the last. */
  at(index: number): Token | undefined;
  [Symbol.iterator](): IterableIterator<Token>;
  /** An array with what `make` makes of each. */
  map<T>(make: (token: Token, index: number) => T): T[];

  /** What `Token` has, without the object. The number must be that of a token. */
  start(index: number): number;
  end(index: number): number;
  surface(index: number): string;
  pos(index: number): readonly string[];
  lemma(index: number): string;
  reading(index: number): string | null;
  /** A dictionary form or a reading by its number. */
  string(number: number): string;

  /** The list that `analyze` gives: plain objects. */
  toJSON(): PlainToken[];
}

/**
 * A token, looked up when it is read: what `analyze` has as a plain object. `start` and `end` are Unicode code points.
 */
export class Token implements Readonly<Omit<PlainToken, 'pos'>> {
  private constructor();

  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly pos: readonly string[];
  readonly lemma: string;
  readonly reading: string | null;

  toJSON(): PlainToken;
}
