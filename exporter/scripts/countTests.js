import { relative } from 'node:path';

/**
 * The failed tests in a report of vitest's JSON reporter, each by file and name with the first line of what it says.
 * @param {string} root folder that paths are told from
 */
export function failuresIn(report, root) {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`);
    return status === 'failed' && tests.length === 0 ? [`${file}: ${firstLine(message)}`] : tests;
  });
}

/**
 * The tests in a report of vitest's JSON reporter. A file that failed before or outside its tests counts as one failure,
 * and so does a missing report.
 */
export function countTests(report) {
  if (report === null) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}
