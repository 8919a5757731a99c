import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { captureEnvironment } from '../../electron/backend/environment.ts'
import type { PageDriver } from '../../electron/capture/page-driver.ts'
import { environmentRows } from '../../electron/domain/environment.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'

const silent = {} as PageDriver
const gathered = (url: string, hosts: string) => {
  const dir = temporaryFolder()
  const store = openTestStore(join(dir, 'workspace.db'))
  onTestFinished(() => store.close())
  const path = join(dir, 'hosts')
  writeFileSync(path, hosts)
  return captureEnvironment({ store }, silent, url, path)
}

describe('captureEnvironment', () => {
  it('finds lines of the hosts file for the captured host, in any spelling, and keeps no others', async () => {
    const hosts =
      '127.0.0.1 localhost\r\n# 10.0.0.9 www.yunling.gov.cn\r\n10.0.0.5\tother.cn WWW.Yunling.gov.cn # 测试\r\n10.0.0.6 内网\r\n'
    const { hostsFile } = await gathered('http://www.yunling.gov.cn/a', hosts)
    expect(hostsFile).toMatchObject({ override: '有', lines: ['10.0.0.5\tother.cn WWW.Yunling.gov.cn'] })
    expect((await gathered('http://yunling.gov.cn/', hosts)).hostsFile).toMatchObject({ override: '无', lines: [] })
  })

  it('names proxies without user and password', async () => {
    const before = process.env['HTTPS_PROXY']
    process.env['HTTPS_PROXY'] = 'http://zhang:secret@proxy.example.com:8080'
    onTestFinished(() => {
      if (before === undefined) delete process.env['HTTPS_PROXY']
      else process.env['HTTPS_PROXY'] = before
    })
    const { proxy } = await gathered('http://a.cn/', '')
    expect(proxy.environment).toContain('HTTPS_PROXY=http://proxy.example.com:8080')
    expect(JSON.stringify(proxy)).not.toContain('secret')
  })

  it('says of what a shell does not tell, and of what cannot be read, that it was not obtained', async () => {
    const dir = temporaryFolder()
    const store = openTestStore(join(dir, 'workspace.db'))
    onTestFinished(() => store.close())
    const found = await captureEnvironment({ store }, silent, 'not an address', join(dir, 'none'))
    const unsaid = { value: null, reason: '未取得：浏览器没有给出' }
    expect(found).toMatchObject({ partition: unsaid, devTools: unsaid, extensions: unsaid, proxy: { browser: unsaid } })
    expect(found.hostsFile).toEqual({ value: null, reason: '未取得：hosts 文件不能读取' })
    expect(found.clock).toMatchObject({ value: null, reason: expect.stringContaining('未校时') })
    for (const [name, text] of environmentRows(found)) expect(text, name).not.toBe('')
  })
})
