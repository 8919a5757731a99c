import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRealBackend } from '../../contract/open-backend.ts'
import { electronExecutable, launchElectron, projectRoot } from '../../support/electron-app.ts'
import { ensureDisplay } from '../../support/xvfb.ts'

const executable = electronExecutable()
if (executable === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describe('the desktop and its workspace', () => {
    it('shows one sentence where another program has the workspace open, and ends with 2', async () => {
      const workspace = mkdtempSync(join(tmpdir(), 'xuncha-locked-'))
      const other = await openRealBackend(workspace)
      const running = await launchElectron({ workspace })
      if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      await running.page.waitForURL('app://xuncha/message')
      const sentence = (await running.page.textContent('main p')) ?? ''
      expect(sentence).toContain('工作区')
      expect(running.stderr()).toContain(sentence)
      expect(await running.page.locator('a').count()).toBe(0)
      expect(await running.close()).toBe(2)
      await other.close()
      rmSync(workspace, { recursive: true })
    })

    it('leaves the workspace free for the next one when it is closed', async () => {
      const workspace = mkdtempSync(join(tmpdir(), 'xuncha-closed-'))
      const running = await launchElectron({ workspace })
      await running?.page.waitForSelector('#root *')
      expect(await running?.close()).toBe(0)
      const next = await openRealBackend(workspace)
      expect(await next.call('workspace.info', {})).toMatchObject({ ok: true })
      await next.close()
      rmSync(workspace, { recursive: true })
    })

    it('starts once for a workspace: the second start says so and ends with 2', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'xuncha-twice-'))
      const env = { XDG_CONFIG_HOME: join(dir, 'profile') }
      const workspace = join(dir, '工作区')
      const first = await launchElectron({ workspace, env })
      const display = (await ensureDisplay()) ?? ''
      const second = spawn(executable, [projectRoot, '--workspace', workspace], {
        env: { ...process.env, ...env, DISPLAY: display },
        stdio: ['ignore', 'ignore', 'pipe']
      })
      let said = ''
      second.stderr.on('data', (data: Buffer) => {
        said += data.toString()
      })
      const code = await new Promise((resolve) => {
        second.once('close', resolve)
      })
      expect([code, said]).toEqual([2, expect.stringContaining('巡查已经在运行')])
      expect(await first?.close()).toBe(0)
      rmSync(dir, { recursive: true })
    })
  })
}
