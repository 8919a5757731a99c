/**
 * The desktop's process in which foreign files are read, started by main for the backend. Shells differ in which memory flags
 * they pass on to such a process, so the reading itself is done by a thread with limits of its own.
 */
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { readerMegabytes } from '../../backend/file-reader.ts'
import { serveReader, type FromReader, type ToReader } from '../../backend/reader-jobs.ts'

if (isMainThread) {
  const port = process.parentPort
  const thread = new Worker(import.meta.filename, { resourceLimits: { maxOldGenerationSizeMb: readerMegabytes } })
  thread.on('message', (message: FromReader) => port.postMessage(message))
  // A thread that used up its memory is an error first; what reads no more need not stay.
  thread.on('error', () => process.exit(1))
  thread.on('exit', () => process.exit(1))
  port.on('message', ({ data }: { data: ToReader }) => thread.postMessage(data, []))
} else {
  serveReader({
    post: (message) => parentPort?.postMessage(message, []),
    onMessage: (listener) => void parentPort?.on('message', listener)
  })
}
