import type { CostBasis } from '@outlay/contract/money';
import type {
  AllocationResponse,
  CostsResponse,
  ExplainResponse,
  MethodologyResponse,
  RejectsResponse,
  ResourcesResponse,
  TagsResponse,
} from '@outlay/contract/api';
import type { Day, Instant } from '../domain/Day.js';

/** A PromQL label matcher on a dimension. Regular expressions are RE2 and match the whole value. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface HistoryQuestion {
  readonly basis: CostBasis;
  readonly resolution: 'day' | 'hour';
  /** Bounds of the sample times, both inclusive, as Prometheus asks. */
  readonly from: Instant;
  readonly to: Instant;
  /** Dimensions to sum to; absent means every published dimension. */
  readonly by?: readonly string[];
  /** Matchers on dimensions (and on resource_id, resource_name when `resources`). */
  readonly matchers: readonly LabelMatcher[];
  /** Costs as published by the end of this UTC day; absent means the newest revision. */
  readonly asOf?: Day;
  /** Adds resource_id and resource_name: the 200 most expensive and `other`. Needs a team or sub_account matcher. */
  readonly resources?: boolean;
}

/** One series of an answer: labels of the asked dimensions, samples ascending in time. */
export interface HistorySeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly Instant[];
  readonly values: readonly number[];
}

export interface CostsQuestion {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly by: readonly string[];
  readonly basis: CostBasis;
  readonly granularity: 'day' | 'month' | 'total';
  readonly matchers: readonly LabelMatcher[];
  readonly asOf?: Day;
  readonly offset: number;
  readonly limit: number;
}

export interface RejectsQuestion {
  readonly source?: string;
  readonly file?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface AllocationQuestion {
  readonly from: Day;
  /** Exclusive. */
  readonly to: Day;
  readonly basis: CostBasis;
  readonly asOf?: Day;
}

export interface ExplainQuestion extends AllocationQuestion {
  readonly owner?: string;
  /** Matchers on dimensions and on resource_id. */
  readonly matchers: readonly LabelMatcher[];
}

export interface ResourcesQuestion extends Omit<AllocationQuestion, 'asOf'> {
  readonly matchers: readonly LabelMatcher[];
  /** Resources that are listed; the others are one sum. */
  readonly limit: number;
}

/** What `remote_read` asks. */
export interface HistoryQuestions {
  /** Names of the dimensions that questions may use. */
  readonly dimensions: readonly string[];
  /**
   * Series in label order, in batches that fit in memory. Rejects with QuestionError when it cannot be answered.
   * An aborted signal means that nobody waits for the answer any more.
   */
  history(question: HistoryQuestion, signal?: AbortSignal): AsyncIterable<readonly HistorySeries[]>;
}

/** What `publish` may ask the store at the manifest that is served. */
export interface CostQuestions extends HistoryQuestions {
  costs(question: CostsQuestion): Promise<CostsResponse>;
  rejects(question: RejectsQuestion): Promise<RejectsResponse>;
  allocation(question: AllocationQuestion): Promise<AllocationResponse>;
  explain(question: ExplainQuestion): Promise<ExplainResponse>;
  resources(question: ResourcesQuestion): Promise<ResourcesResponse>;
  tags(question: Pick<AllocationQuestion, 'from' | 'to'>): Promise<TagsResponse>;
  methodology(): MethodologyResponse;
}

/** A question that has no answer: an unknown dimension, a bad regular expression, too many samples. */
export class QuestionError extends Error {
  override name = 'QuestionError';
}
