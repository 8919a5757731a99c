import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface Keyring {
  /** For a program that is to find it. */
  env: Record<string, string>
  stop(): Promise<void>
}

const isThere = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined

/** A real Secret Service (gnome-keyring on a bus of its own), unlocked; null where the machine has none. `home`: where it keeps. */
export async function startKeyring(home: string): Promise<Keyring | null> {
  if (!isThere('dbus-daemon') || !isThere('gnome-keyring-daemon')) {
    console.log('system keyring: not shown (no dbus-daemon or gnome-keyring-daemon)')
    return null
  }
  const runtime = join(home, 'run')
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const address = await new Promise<string>((resolve) => {
    bus.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  const env = { HOME: home, XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: address, XDG_CURRENT_DESKTOP: 'GNOME' }
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore']
  })
  daemon.stdin.end('云岭')
  while (!existsSync(join(runtime, 'keyring/control'))) await wait(50)
  const ended = [bus, daemon].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  return {
    env,
    async stop() {
      daemon.kill()
      bus.kill()
      await Promise.all(ended)
    }
  }
}
