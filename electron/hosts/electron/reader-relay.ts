import type { ReaderProcess } from '../../backend/file-reader.ts'
import type { FromReader } from '../../backend/reader-jobs.ts'
import type { FromBackend, ToBackend } from './messages.ts'

export interface ReaderRelay {
  start(): ReaderProcess
  /** Takes what main says about readers; true when the message was one. */
  take(message: ToBackend): boolean
}

/** Readers as the backend process sees them: only main can start a process, this side names it. */
export function createReaderRelay(post: (message: FromBackend) => void): ReaderRelay {
  const readers = new Map<number, { message: Set<(message: FromReader) => void>; exit: Set<() => void> }>()
  let count = 0
  return {
    start() {
      count += 1
      const reader = count
      const told = { message: new Set<(message: FromReader) => void>(), exit: new Set<() => void>() }
      readers.set(reader, told)
      post({ kind: 'reader-start', reader })
      return {
        post: (message) => post({ kind: 'reader-job', reader, message }),
        onMessage: (listener) => void told.message.add(listener),
        onExit: (listener) => void told.exit.add(listener),
        kill: () => post({ kind: 'reader-kill', reader })
      }
    },
    take(message) {
      if (message.kind === 'reader-answer') {
        for (const listener of readers.get(message.reader)?.message ?? []) listener(message.message)
        return true
      }
      if (message.kind !== 'reader-exit') return false
      const told = readers.get(message.reader)
      readers.delete(message.reader)
      for (const listener of told?.exit ?? []) listener()
      return true
    }
  }
}
