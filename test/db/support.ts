import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../db/open.ts'
import type { Store } from '../../db/store-types.ts'
import type { Clock, Ids } from '../../electron/domain/ports.ts'

/** A folder with a Chinese name, gone after the test, and with it the keys that must lie beside a workspace, not in it. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), '巡查-'))
  onTestFinished(() => {
    for (const beside of ['', '-keys', '-keys.zip']) rmSync(`${dir}${beside}`, { recursive: true, force: true })
  })
  return dir
}

/** A clock that goes on by one second at each look. */
export function steppingClock(start = '2023-09-25T00:00:00.000Z'): Clock {
  let at = Date.parse(start)
  return {
    now: () => {
      at += 1000
      return new Date(at).toISOString()
    }
  }
}

export function countingIds(prefix = '01'): Ids {
  let count = 0
  return {
    next: () => {
      count += 1
      return `${prefix}-${String(count).padStart(6, '0')}`
    }
  }
}

export function openTestStore(file: string, device = 'device-a'): Store {
  return openStore(file, { clock: steppingClock(), ids: countingIds(), author: () => '王检', device })
}
