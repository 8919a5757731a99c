import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// unit: everything that runs in Node, real databases and real Chromium included; e2e: whole product in its hosts.
// pure: nothing but functions and their data.
// Files of one kind share a process and with it their modules, which are most of what a small file costs; what a file sets
// going it ends itself. The hosts are started anew for every file of the third kind.
// One more than there are cores: many files wait for a site that hangs or for a clock.
const maxWorkers = availableParallelism() + 1
// Processes that tests start from the sources: Node keeps what it made of them.
const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'xuncha-compile-cache') }
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
          isolate: false,
          maxWorkers,
          env,
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
          env,
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 600_000,
          hookTimeout: 300_000
        }
      }
    ]
  }
})
