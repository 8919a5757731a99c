import { utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import type { FromReader } from '../../backend/reader-jobs.ts'
import type { FromBackend, ToBackend } from './messages.ts'

/** The processes in which the backend has foreign files read. */
export interface Readers {
  take(message: FromBackend): void
  killAll(): void
}

export function createReaders(modulePath: string, post: (message: ToBackend) => void): Readers {
  const readers = new Map<number, UtilityProcess>()

  function start(reader: number): void {
    const child = utilityProcess.fork(modulePath, [], { serviceName: 'xuncha-reader', stdio: 'ignore' })
    readers.set(reader, child)
    child.on('message', (message: FromReader) => post({ kind: 'reader-answer', reader, message }))
    child.on('exit', () => {
      readers.delete(reader)
      post({ kind: 'reader-exit', reader })
    })
  }

  return {
    take(message) {
      if (message.kind === 'reader-start') start(message.reader)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin; the rule means windows
      if (message.kind === 'reader-job') readers.get(message.reader)?.postMessage(message.message)
      if (message.kind === 'reader-kill') readers.get(message.reader)?.kill()
    },
    killAll() {
      for (const child of readers.values()) child.kill()
    }
  }
}
