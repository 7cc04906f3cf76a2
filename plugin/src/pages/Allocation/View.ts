import type { UrlState } from '../../components/useUrlState';
import type { Span } from '../../format/days';

/** What the address of the explorer says, with what it is unless said. */
export const VIEW = {
  days: '28',
  /** UTC days in place of `days`; `to` is exclusive. */
  from: '',
  to: '',
  basis: 'effective',
  levels: '',
  view: 'treemap',
  path: '',
  /** Whether resources are listed in place of the parts, and how many. */
  resources: '',
  rows: '100',
  /** Whether it is told why, and of which resource; of the whole place when of none. */
  explain: '',
  resource: '',
};

/** A view, and how to go to another; each change is one step back in the browser. */
export interface View {
  readonly state: UrlState<keyof typeof VIEW>;
  readonly change: (changed: Partial<View['state']>) => void;
}

/** A view of one place among the costs. */
export interface PlaceView extends View {
  readonly path: readonly string[];
  readonly levels: readonly string[];
  readonly span: Span;
}
