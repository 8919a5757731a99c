import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ReaderProcess } from './file-reader.ts'
import { readerMegabytes } from './file-reader.ts'

/** Beside this file in the source; bundled, beside the bundle or above its parts. */
const places = ['reader-process.ts', 'reader-process.cjs', '../reader-process.cjs']

/**
 * A reader where the host is Node itself. It may read files and load the picture library, and neither write nor start
 * anything: not even a fault in a parser leaves a file behind.
 */
export function forkReader(megabytes = readerMegabytes): ReaderProcess {
  const file = places.map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path)) ?? ''
  const child = fork(file, [], {
    execArgv: [`--max-old-space-size=${megabytes}`, '--permission', '--allow-fs-read=*', '--allow-addons', '--no-warnings'],
    env: { ...process.env, NODE_OPTIONS: undefined },
    serialization: 'advanced',
    // What a dying process says about its memory is for nobody.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  child.unref()
  child.channel?.unref()
  return {
    // The channel closes when the process ends, which `onExit` tells.
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', listener)
      child.on('error', listener)
    },
    kill: () => void child.kill('SIGKILL')
  }
}
