import type { AnalyzeOptions, ArticleAnalysis, ArticleComparison, ComparedArticle } from './contract.js';
import type { Bytes, LoadOptions } from './index.js';
import type { Tokens } from './tokens.js';

export interface WorkerOptions extends LoadOptions {
  /**
   * Starts the thread, where it is not to be started from beside this file: a module worker in browsers, a
   * `worker_threads` one in Node, that runs `shirushi-engine/thread`.
   */
  worker?: () => any;
}

/** An engine in a thread of its own: what `Engine` has, as promises. Calls are answered one after another. */
export class WorkerEngine {
  private constructor();

  /**
   * Starts the thread and loads the engine there. Rejects as `Engine.load` does, and with `worker` when it does not
   * start.
   */
  static load(options?: WorkerOptions | Bytes): Promise<WorkerEngine>;

  readonly version: string;
  readonly dictionary: string;
  readonly about: string;
  readonly partsOfSpeech: readonly (readonly string[])[];

  analyze(text: string, options?: AnalyzeOptions): Promise<ArticleAnalysis>;
  tokenize(text: string): Promise<Tokens>;
  countTokens(text: string): Promise<number>;
  compare(articles: readonly ComparedArticle[]): Promise<ArticleComparison>;

  /** Ends the thread. Calls that wait, and later ones, reject with `terminated`. */
  terminate(): void;
}
