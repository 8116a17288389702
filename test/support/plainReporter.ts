import type { Reporter, TestModule } from 'vitest/node';

/** The tests by outcome. A file or a suite that could not be set up counts as one failed test. */
function count(modules: readonly TestModule[]) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    const tests = [...module.children.allTests()];
    for (const test of tests) {
      const { state } = test.result();
      sum[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1;
    }
    const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
    sum.failed += suites.length;
    if (tests.length === 0 || module.errors().length > 0) sum.failed += 1;
  }
  return sum;
}

/** Prints the outcome as the run's last line: `425 passed, 0 failed, 0 skipped`. */
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const { passed, failed, skipped } = count(modules);
    process.on('exit', () => {
      process.stdout.write(
        `\n${passed} passed, ${failed + errors.length} failed, ${skipped} skipped\n`,
      );
    });
  }
}
