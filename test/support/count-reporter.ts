import type { Reporter, TestModule } from 'vitest/node'

/** Ends every run with one plain line, and counts a skipped test as what it is: a test that did not pass. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const states = tests.map((test) => test.result().state)
    const passed = states.filter((state) => state === 'passed').length
    const skipped = tests.filter((test) => test.result().state === 'skipped')
    const unreadable = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0
    ).length
    const failed = states.length - passed + unreadable + unhandledErrors.length
    for (const test of skipped) process.stdout.write(`skipped, so failed: ${test.module.relativeModuleId} > ${test.fullName}\n`)
    if (failed > 0) process.exitCode = 1
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  }
}
