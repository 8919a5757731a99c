/** A process of its own in which foreign files are read: one that eats all memory or never ends takes nothing with it. */
import { serveReader, type ToReader } from './reader-jobs.ts'

serveReader({
  post: (message) => void process.send?.(message),
  onMessage: (listener) => void process.on('message', (message) => listener(message as ToReader))
})
// The workbench is gone: nobody waits any more.
process.on('disconnect', () => process.exit(0))
