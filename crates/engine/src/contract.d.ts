/** What is asked of an analysis besides the text. */
export interface AnalyzeOptions {
  /** Whether to list the tokens. */
  tokens?: boolean;
  /** The day of the article, `YYYY-MM-DD`, for dates such as 15日 and 昨年. */
  date?: string;
  /** What the article is called in the result. */
  article?: string;
}

/** The analysis of one article. All positions are Unicode code points, half-open. */
export interface ArticleAnalysis {
  article: string;
  text_sha256: string;
  offsets: 'code-points';
  engine: { version: string; dictionary: string; entity_model: string };
  sentences: Sentence[];
  /** Only when asked for. */
  tokens?: Token[];
  entities: Entity[];
  claims: Claim[];
  problems: Problem[];
}

export interface Sentence {
  start: number;
  end: number;
  section: 'body' | 'heading' | 'bullet' | 'caption' | 'metadata';
}

export interface Token {
  start: number;
  end: number;
  surface: string;
  /** IPADIC's part of speech, one to four levels. */
  pos: string[];
  lemma: string;
  /** In katakana; null when the dictionary has none. */
  reading: string | null;
}

export type EntityType =
  | 'PERSON' | 'ORGANIZATION' | 'LOCATION' | 'FACILITY' | 'EVENT' | 'PRODUCT' | 'DATE' | 'TIME' | 'QUANTITY';

export type Modifier =
  | 'APPROX' | 'NEARLY' | 'MAX' | 'OR_MORE' | 'OR_LESS' | 'VAGUE' | 'START' | 'END' | 'ON_OR_AFTER';

export interface CalendarValue {
  /** ISO 8601. */
  value: string;
  mod: Modifier | null;
  anchor: string | null;
}

export interface QuantityValue {
  value: number;
  unit: string;
  kind: string;
  /** ISO 8601 for durations. */
  iso: string | null;
  mod: Modifier | null;
}

export interface Entity {
  id: string;
  start: number;
  end: number;
  surface: string;
  type: EntityType;
  canonical: string;
  normalized: CalendarValue | QuantityValue | null;
  /** 0 to 1. */
  score: number;
}

/** None are found by this version. */
export interface Claim {
  id: string;
  start: number;
  end: number;
  exact: string;
}

export interface Problem {
  code: string;
  start: number | null;
  end: number | null;
  message: string;
}

/** One of the articles to compare. */
export interface ComparedArticle {
  article: string;
  text: string;
  date?: string;
}

/** What is thrown: `code` is stable, the message is for people. */
export interface EngineError extends Error {
  code: string;
}
