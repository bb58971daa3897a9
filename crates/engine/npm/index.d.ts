import type { AnalyzeOptions, ArticleAnalysis, ArticleComparison, ComparedArticle } from './contract.js';
import type { Tokens } from './tokens.js';

export type * from './contract.js';
export { Token, Tokens } from './tokens.js';

/** A file's bytes. */
export type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

/** Where a file is. In browsers an address, relative to the page; in Node an address or a path. */
export type Address = string | URL;

export interface LoadOptions {
  /** The WebAssembly module. It is loaded once for all engines of a page, from where the first one says. */
  module?: Address | Bytes;
  /** The dictionary pack. */
  dictionary?: Address | Bytes;
  /** The model for names. */
  entityModel?: Address | Bytes;
  /** Called while files come that were not given as bytes. */
  onProgress?: (progress: LoadProgress) => void;
  /** Ends the loading; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface LoadProgress {
  file: 'module' | 'dictionary' | 'entityModel';
  /** Bytes of it so far. */
  received: number;
  /** Bytes it has; null when the host does not tell, as when it compresses the file on the way. */
  total: number | null;
}

/**
 * The analysis with its dictionary and its model for names. Its calls are synchronous; `shirushi-engine/worker` has the
 * same beside the page.
 */
export class Engine {
  private constructor();

  /**
   * Loads the engine; what is not given is the file that comes with this package. Bytes alone are the
   * dictionary.
   *
   * Rejects with an `EngineError` whose `code` is `fetch` when a file does not come, `no-simd` when the
   * browser cannot run the module, `dictionary-unrecognized`, `dictionary-version`, `dictionary-truncated`,
   * `dictionary-too-large`, `dictionary-damaged` or `dictionary-inconsistent` when the bytes are not a sound
   * pack, and begins with `entity-model-` when those of the model are not one.
   */
  static load(options?: LoadOptions | Bytes): Promise<Engine>;

  /** The version of the module. */
  readonly version: string;
  /** The name and version of the dictionary. */
  readonly dictionary: string;
  /** Where dictionary and model come from and their licences, as text for people. */
  readonly about: string;
  /** IPADIC's names for each part of speech, by the numbers of `Tokens.partsOfSpeech`. */
  readonly partsOfSpeech: readonly (readonly string[])[];

  /** Analyses a text. Throws `invalid-options` or `invalid-date`; no text makes it fail. */
  analyze(text: string, options?: AnalyzeOptions): ArticleAnalysis;
  /** The tokens of a text alone. No object is made for a token until one is asked for. */
  tokenize(text: string): Tokens;
  /** How many tokens a text has. */
  countTokens(text: string): number;
  /** What articles say of the same things. Throws `invalid-articles` or `invalid-date`. */
  compare(articles: readonly ComparedArticle[]): ArticleComparison;
  /** Takes another model for names. Throws when it cannot be used, and the one before goes on. */
  loadEntityModel(model: Bytes): void;
  /** Gives the engine's memory back to the module. It is of no use afterwards. */
  free(): void;
}
