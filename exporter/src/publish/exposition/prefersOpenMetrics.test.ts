import { expect, test } from 'vitest';
import { prefersOpenMetrics } from './prefersOpenMetrics.js';

const PROMETHEUS_2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

test.each([
  { name: 'no Accept header', accept: undefined, open: false },
  { name: 'anything', accept: '*/*', open: false },
  { name: 'a browser', accept: 'text/html,application/xhtml+xml,*/*;q=0.8', open: false },
  { name: 'Prometheus 2', accept: PROMETHEUS_2, open: true },
  { name: 'Prometheus 3', accept: PROMETHEUS_3, open: true },
  { name: 'OpenMetrics without a version', accept: 'application/openmetrics-text', open: true },
  {
    name: 'a version of OpenMetrics that we do not speak',
    accept: 'application/openmetrics-text; version=0.0.1',
    open: false,
  },
  { name: 'OpenMetrics below text', accept: 'application/openmetrics-text;q=0.4, text/plain;q=0.5', open: false },
  { name: 'equal wishes', accept: 'application/openmetrics-text;q=0.5, text/*;q=0.5', open: false },
  { name: 'OpenMetrics refused by name', accept: 'application/openmetrics-text;q=0, text/plain;q=0', open: false },
  { name: 'a type range', accept: 'application/*, text/plain;q=0.1', open: true },
  { name: 'text refused by its most precise range', accept: '*/*, text/plain;q=0', open: true },
  { name: 'a q that is no number', accept: 'application/openmetrics-text;q=high', open: false },
])('$name', ({ accept, open }) => {
  expect(prefersOpenMetrics(accept)).toBe(open);
});
