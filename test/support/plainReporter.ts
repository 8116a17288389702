import type { Reporter, TestModule } from 'vitest/node';

const results = { passed: 0, failed: 0, skipped: 0 };

function count(modules: readonly TestModule[]) {
  const sum = { ...results };
  for (const module of modules) {
    let any = 0;
    for (const test of module.children.allTests()) {
      any += 1;
      const state = test.result().state;
      if (state === 'passed' || state === 'failed') sum[state] += 1;
      else sum.skipped += 1;
    }
    if (any === 0 || module.errors().length > 0) sum.failed += 1;
  }
  return sum;
}
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
