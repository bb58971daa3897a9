import type { Engine as Bound } from './engine.js';

export type {
  AnalyzeOptions, ArticleAnalysis, ArticleComparison, CalendarValue, Claim, ClaimGroup, ClaimName, ClaimPair, ComparedArticle,
  ComparedWords, EngineError, Entity, EntityType, Modifier, Problem,
  QuantityValue,  Sentence, SharedSentence, Token,
} from './engine.js';

/** The analysis with its dictionary and its model for names loaded. */
export type Engine = Bound;

export declare const Engine: {
  /**
   * Loads the module, a dictionary pack and a model for names; what is not given is the file that comes with this package.
   *
   * Rejects with an `EngineError` whose `code` is `dictionary-unrecognized`, `dictionary-version`, `dictionary-truncated`,
   * `dictionary-too-large`, `dictionary-damaged` or `dictionary-inconsistent` when the bytes are not a sound pack, and begins
   * with `entity-model-` when those of the model are not one.
   */
  load(dictionary?: Uint8Array | ArrayBuffer, entityModel?: Uint8Array | ArrayBuffer): Promise<Engine>;
};
