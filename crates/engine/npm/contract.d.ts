/** The JSON contract: what `analyze` and `compare` take and give, and what the command line prints. */

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
  /** The day that relative dates (昨年, 15日) are counted from; null when none is known. */
  day: ArticleDay | null;
}

export interface ArticleDay {
  /** `YYYY-MM-DD` */
  value: string;
  /** What it was read from: the caller, a date line, a line about the article, or the first full date of the text. */
  source: 'given' | 'dateline' | 'metadata' | 'text';
  /** Null when it was given. */
  start: number | null;
  end: number | null;
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
  /** The day of the article, `YYYY-MM-DD`. */
  date?: string;
}

/** What several articles say of the same things. */
export interface ArticleComparison {
  articles: ArticleAnalysis[];
  /** Discrepancies first. */
  groups: ClaimGroup[];
  copies: SharedSentence[];
}

/** Claims about one proposition. */
export interface ClaimGroup {
  id: string;
  /** Words the claims share, the most telling first. */
  topic: string[];
  claims: ClaimName[];
  /** How many of the articles do not repeat another one's sentence here. */
  independent: number;
  /** Every pair of claims from different articles. */
  pairs: ClaimPair[];
}

export interface ClaimName {
  article: string;
  id: string;
}

export interface ClaimPair {
  a: ClaimName;
  b: ClaimName;
  relation: 'agree' | 'differ' | 'contradict';
  /** Null when they agree. */
  kind:
    | 'date' | 'number' | 'participants' | 'place' | 'spelling' | 'title' | 'speaker' | 'existence' | 'format' | 'stage'
    | 'framing' | null;
  /** In Japanese. */
  reason: string;
  reason_code:
    | 'same-content' | 'same-remark' | 'same-date' | 'same-number' | 'time-zone' | 'attributed' | 'other-date' | 'other-time'
    | 'other-number' | 'near-number' | 'other-participants' | 'other-place' | 'other-spelling' | 'other-title'
    | 'other-speaker' | 'negated' | 'opposite' | 'other-format' | 'planned-and-done' | 'other-certainty' | 'other-verdict'
    | 'other-responsibility';
  /** The words of the first claim it rests on. */
  a_value: ComparedWords | null;
  b_value: ComparedWords | null;
  /** 0 to 1. */
  similarity: number;
  /** Whether they stand in sentences that are shared nearly word for word. */
  copied: boolean;
}

export interface ComparedWords {
  text: string;
  start: number | null;
  end: number | null;
}

/** A sentence that two articles share nearly word for word: repeated, not confirmed. */
export interface SharedSentence {
  a: { article: string; start: number; end: number; exact: string };
  b: { article: string; start: number; end: number; exact: string };
  /** The share of the shorter one's runs of eight characters that the longer one has, 0 to 1. */
  similarity: number;
}

/** What is thrown: `code` is stable, the message is for people. */
export interface EngineError extends Error {
  code: string;
}
