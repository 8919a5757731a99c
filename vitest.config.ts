import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// unit: everything that runs in Node, real databases and real Chromium included; e2e: whole product in its hosts.
// pure: nothing but functions and their data. alone: what measures the memory of its own process, which what others left there
// would hide.
// Files of the first two kinds share a process and with it their modules, which are most of what a small file costs; what a
// file sets going it ends itself. Files of the other two have a process each.
// One more than there are cores: many files wait for a site that hangs or for a clock.
const maxWorkers = availableParallelism() + 1
const pure = ['test/domain/**/*.test.ts', 'test/judge/**/*.test.ts']
// Takes the pictures of the help anew rather than tests. What its pages need of them is tested in renderer/help.
const isForPictures = process.env['XUNCHA_UPDATE_HELP'] === '1' || process.env['XUNCHA_PICTURES'] === '1'
const tools = isForPictures ? [] : ['test/e2e/help-pictures.test.ts']
const alone = ['test/backend/file-reader.test.ts', 'test/intake/hostile-imports.test.ts']

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
          exclude: ['test/e2e/**', ...pure, ...alone],
          globalSetup: ['test/renderer/support/global-setup.ts'],
          environment: 'node',
          pool: 'forks',
          isolate: false,
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
          name: 'alone',
          include: alone,
          environment: 'node',
          pool: 'forks',
          maxWorkers,
          testTimeout: 300_000,
          hookTimeout: 180_000
        }
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: tools,
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
