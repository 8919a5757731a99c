import { defineConfig } from 'vitest/config'

/** The tests that hold the rules, for `npm run mutation`: nothing with a browser or a database, and no long properties. */
export default defineConfig({
  test: {
    include: ['test/domain/rules/*.test.ts', 'test/domain/scoring.test.ts', 'test/domain/decimal.test.ts'],
    // One worker for all files: a mutant is judged in a second, not in ten.
    isolate: false,
    environment: 'node'
  }
})
