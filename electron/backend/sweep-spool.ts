import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FetchAnswer } from '../crawl/polite-client.ts'
import { sha256 } from './sha256.ts'

export interface Came {
  answer: FetchAnswer
  /** 监测时间点, ISO instant. */
  observedAt: string
}

/**
 * Answers that came and are not in the log yet, one file each: reading and judging a page takes far longer than writing it
 * down, and a kill meanwhile must not have the page fetched again. Not synced: what a killed process wrote is kept by the
 * system, and after a power cut the page is simply asked once more. For the same reason nothing here fails: what a full or
 * locked disk does not take costs one more request.
 */
export interface SweepSpool {
  /** What is kept already stays. */
  keep(url: string, came: Came): void
  /** null: it was never kept, or cannot be read. */
  find(url: string): Came | null
  /** The same for what was made of several answers. */
  note(key: string, value: unknown): void
  noted(key: string): unknown
  drop(url: string): void
  /** Takes the whole folder away. */
  clear(): void
}

/** @param failed told of what the disk refused */
export function createSweepSpool(dir: string, failed: (error: unknown) => void): SweepSpool {
  const fileOf = (url: string): string => join(dir, sha256(url))
  function attempt(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      failed(error)
      return false
    }
  }
  function put(key: string, bytes: Buffer): void {
    const file = fileOf(key)
    const isKept = attempt(() => {
      mkdirSync(dir, { recursive: true })
      writeFileSync(`${file}.part`, bytes)
      renameSync(`${file}.part`, file)
    })
    // Half a file would only take room on a disk that has none.
    if (!isKept) attempt(() => rmSync(`${file}.part`, { force: true }))
  }
  return {
    keep(url, { answer: { bytes, ...answer }, observedAt }) {
      if (existsSync(fileOf(url))) return
      const head = Buffer.from(`${JSON.stringify({ url, observedAt, answer })}\n`)
      put(url, Buffer.concat([head, bytes]))
    },
    note: (key, value) => put(key, Buffer.from(JSON.stringify(value))),
    noted(key) {
      try {
        return JSON.parse(readFileSync(fileOf(key), 'utf8')) as unknown
      } catch {
        return null
      }
    },
    find(url) {
      try {
        const whole = readFileSync(fileOf(url))
        const end = whole.indexOf(0x0a)
        const head = JSON.parse(whole.subarray(0, end).toString()) as Omit<Came, 'answer'> & {
          url: string
          answer: Omit<FetchAnswer, 'bytes'>
        }
        const { observedAt } = head
        return head.url === url ? { observedAt, answer: { ...head.answer, bytes: whole.subarray(end + 1) } } : null
      } catch {
        return null
      }
    },
    drop: (url) => void attempt(() => rmSync(fileOf(url), { force: true })),
    clear: () => void attempt(() => rmSync(dir, { recursive: true, force: true }))
  }
}
