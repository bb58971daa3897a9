// Tokens in columns, as the module gives them (`crates/engine/src/token_columns.rs`), with an object for a
// token only when somebody asks for one. It knows nothing of the module, so that a page may have tokens of a
// worker without having the module too.

// In a column of strings: there is none.
const NONE = 0xffffffff;

export class Tokens {
  #text;
  #strings;
  #names;
  #stringEnds;
  #known = [];
  #codePoints = null;

  constructor(text, [numbers, partsOfSpeech, strings], names) {
    const { length } = partsOfSpeech;
    const column = (number) => numbers.subarray(number * length, (number + 1) * length);
    this.length = length;
    this.utf16Starts = column(0);
    this.utf16Ends = column(1);
    this.lemmas = column(2);
    this.readings = column(3);
    this.partsOfSpeech = partsOfSpeech;
    this.#text = text;
    this.#strings = strings;
    this.#names = names;
    this.#stringEnds = numbers.subarray(4 * length);
  }

  at(index) {
    const number = index < 0 ? this.length + index : index;
    return number >= 0 && number < this.length ? new Token(this, number) : undefined;
  }

  *[Symbol.iterator]() {
    for (let number = 0; number < this.length; number += 1) {
      yield new Token(this, number);
    }
  }

  map(make) {
    return Array.from(this, make);
  }

  surface(index) {
    return this.#text.slice(this.utf16Starts[index], this.utf16Ends[index]);
  }

  pos(index) {
    return this.#names[this.partsOfSpeech[index]];
  }

  lemma(index) {
    const number = this.lemmas[index];
    return number === NONE ? this.surface(index) : this.string(number);
  }

  reading(index) {
    const number = this.readings[index];
    return number === NONE ? null : this.string(number);
  }

  // Each string is cut once: a text has the same words again and again.
  string(number) {
    return (this.#known[number] ??= this.#strings.slice(this.#stringEnds[number - 1] ?? 0, this.#stringEnds[number]));
  }

  start(index) {
    return this.#points().starts[index];
  }

  end(index) {
    return this.#points().ends[index];
  }

  toJSON() {
    return this.map((token) => token.toJSON());
  }

  // Code points are UTF-16 units unless the text has surrogates.
  #points() {
    return (this.#codePoints ??= /[\ud800-\udfff]/.test(this.#text)
      ? { starts: codePoints(this.#text, this.utf16Starts), ends: codePoints(this.#text, this.utf16Ends) }
      : { starts: this.utf16Starts, ends: this.utf16Ends });
  }
}

// Positions of UTF-16, given in order, in code points. Half a pair is one.
function codePoints(text, positions) {
  let unit = 0;
  let point = 0;
  return positions.map((position) => {
    while (unit < position) {
      unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  });
}

export class Token {
  #tokens;
  #index;

  constructor(tokens, index) {
    this.#tokens = tokens;
    this.#index = index;
  }

  get start() {
    return this.#tokens.start(this.#index);
  }

  get end() {
    return this.#tokens.end(this.#index);
  }

  get surface() {
    return this.#tokens.surface(this.#index);
  }

  get pos() {
    return this.#tokens.pos(this.#index);
  }

  get lemma() {
    return this.#tokens.lemma(this.#index);
  }

  get reading() {
    return this.#tokens.reading(this.#index);
  }

  toJSON() {
    const { start, end, surface, pos, lemma, reading } = this;
    return { start, end, surface, pos, lemma, reading };
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.toJSON();
  }
}
