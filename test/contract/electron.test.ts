import { expect, it } from 'vitest'
import { electronExecutable, launchElectron } from '../support/electron-app.ts'
import { electronWire } from '../support/electron-wire.ts'
import { describeTransport } from './transport-suite.ts'

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describeTransport("Electron's channel", async (workspaceDir) => {
    const running = await launchElectron({ workspace: workspaceDir })
    if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
    return {
      ...(await electronWire(running.page)),
      close: async () => {
        expect(await running.close()).toBe(0)
      }
    }
  })
}
