import { expect, test } from 'vitest';
import { countTests, failuresIn } from './countTests.js';

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

test('failures are told by file and name, with the first line of what they say', () => {
  const failed = { status: 'failed', fullName: 'bills sum', failureMessages: ['Error: 1 is not 2\n  at bills'] };
  const results = [
    { name: '/here/a.test.js', status: 'failed', assertionResults: [{ status: 'passed' }, failed] },
    { name: '/here/b.test.js', status: 'failed', message: 'cannot be read\n  at', assertionResults: [] },
    { name: '/here/c.test.js', status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  expect(failuresIn(report({}, results), '/here')).toEqual([
    'a.test.js: bills sum: Error: 1 is not 2',
    'b.test.js: cannot be read',
  ]);
  expect(failuresIn(null, '/here')).toEqual([]);
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
