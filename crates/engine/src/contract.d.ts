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

export type ClaimType =
  | 'event' | 'participation' | 'quantity' | 'precedent' | 'statement'
  | 'plan' | 'prediction' | 'evaluation' | 'causal' | 'state';

export type SourceKind = 'person' | 'organization' | 'unnamed' | 'outlet';

/** Somebody claims something. In order of their first character; one may lie in another. */
export interface Claim {
  id: string;
  start: number;
  end: number;
  exact: string;
  /** Counted from 0. */
  sentence: number;
  type: ClaimType;
  facets: ('date' | 'duration' | 'number' | 'place' | 'participants' | 'format' | 'first-since')[];
  /** Null when the outlet itself speaks or the source has no name. */
  speaker: Speaker | null;
  source_kind: SourceKind;
  /** The words that describe a source without a name. */
  source: Part | null;
  quotation: 'direct' | 'mixed' | 'indirect' | 'none';
  /** The words that attribute it: と述べた. */
  cue: Part | null;
  certainty: 'asserted' | 'reported' | 'possible' | 'predicted' | 'denied';
  /** The words that say so. */
  modality: Part | null;
  polarity: 'positive' | 'negative';
  tense: 'past' | 'non-past';
  /** Ids of the entities inside. */
  entities: string[];
  predicate: (Part & { lemma: string }) | null;
  /** 0 to 3. */
  worthiness: number;
  /** The rules that made it. */
  rules: string[];
}

export interface Speaker {
  surface: string;
  start: number | null;
  end: number | null;
  canonical: string;
  kind: SourceKind;
  /** Whether the sentence leaves them out and an earlier speaker goes on. */
  implicit: boolean;
}

export interface Part {
  start: number;
  end: number;
  surface: string;
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
