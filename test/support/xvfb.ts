import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
let started: Promise<string | null> | null = null

/**
 * A display of this test process's own, so that a picture of the whole screen shows nothing else. One for the process;
 * where there is no Xvfb the display of the person at the desk, and null where there is neither.
 */
export function ensureDisplay(): Promise<string | null> {
  started ??= startXvfb().then((own) => own ?? process.env['DISPLAY'] ?? null)
  return started
}

function startXvfb(): Promise<string | null> {
  return new Promise((resolve) => {
    const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-ac']
    // A test worker is ended without being asked: the shell waits for its end of the pipe to close, and takes Xvfb along.
    const script = 'Xvfb "$@" </dev/null & server=$!; (read -r _; kill $server) <&4 & wait $server'
    const child = spawn('sh', ['-c', script, 'xvfb', ...args], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    child.once('error', () => resolve(null))
    child.once('exit', () => resolve(null))
    child.stdio[3]?.once('data', (number: Buffer) => {
      child.unref()
      resolve(`:${number.toString().trim()}`)
    })
  })
}

/** The whole screen, native page views included, as PNG. Needs ImageMagick. */
export async function screenshotDisplay(display: string, file: string): Promise<void> {
  await run('import', ['-display', display, '-window', 'root', file])
}
