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
