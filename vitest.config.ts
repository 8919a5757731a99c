import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// unit: everything that runs in Node, real databases and real Chromium included; e2e: whole product in its hosts.
// pure: nothing but functions and their data; these files share their modules, which are most of what they cost.
// One for each core: left to itself vitest leaves one idle, which on a small machine is half of it. Two for each were seen to
// make every file twice as slow and the whole no quicker.
const maxWorkers = availableParallelism()
const pure = ['test/domain/**/*.test.ts', 'test/judge/**/*.test.ts']

export default defineConfig({
  test: {
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/support/count-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', ...pure],
          globalSetup: ['test/renderer/support/global-setup.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers,
          // A busy machine is slow, not wrong.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 300_000,
          hookTimeout: 180_000
        }
      },
      {
        test: { name: 'pure', include: pure, environment: 'node', pool: 'forks', isolate: false, maxWorkers, testTimeout: 60_000 }
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers,
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 600_000,
          hookTimeout: 300_000
        }
      }
    ]
  }
})
