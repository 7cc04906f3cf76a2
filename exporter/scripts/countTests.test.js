import { expect, test } from 'vitest';
import { countTests } from './countTests.js';

test.each([
  {
    name: 'passed, failed and skipped tests are counted apart',
    report: report({ passed: 5, failed: 1, pending: 2, todo: 1 }, [
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ]),
    counts: { passed: 5, failed: 1, skipped: 3 },
  },
  {
    name: 'a file that could not be read is a failure though it has no tests',
    report: report({ passed: 5 }, [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [] },
    ]),
    counts: { passed: 5, failed: 1, skipped: 0 },
  },
  {
    name: 'a file whose tests passed but whose hook failed is a failure',
    report: report({ passed: 1 }, [{ status: 'failed', assertionResults: [{ status: 'passed' }] }]),
    counts: { passed: 1, failed: 1, skipped: 0 },
  },
  { name: 'a missing report is a failure', report: null, counts: { passed: 0, failed: 1, skipped: 0 } },
])('$name', ({ report, counts }) => {
  expect(countTests(report)).toEqual(counts);
});

function report({ passed = 0, failed = 0, pending = 0, todo = 0 }, testResults) {
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
    testResults,
  };
}
