import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { smallInspection } from '../db/fixtures.ts'
import { csv, importFile, numbers, openBackend, openBatch, siteRow } from './support.ts'

describe('createBackend', () => {
  it('makes the folders of a fresh workspace and opens the same work again', async () => {
    const dir = join(temporaryFolder(), '新的', '工作区')
    const first = await openBackend(dir)
    expect(readdirSync(dir)).toEqual(expect.arrayContaining(['workspace.db', 'evidence', 'exports', 'backups']))
    await openBatch(first, temporaryFolder())
    const before = await first.call('workspace.info', {})
    expect(before).toMatchObject({ path: dir, name: '工作区', sites: 4, accounts: 0, batches: 1 })
    await first.backend.close()
    const again = await openBackend(dir)
    expect(await again.call('workspace.info', {})).toEqual(before)
  })

  it('refuses a second opening while the first is open, and leaves the first at work', async () => {
    const dir = temporaryFolder()
    const first = await openBackend(dir)
    await expect(openBackend(dir)).rejects.toMatchObject({
      code: 'workspace-locked',
      message: expect.stringContaining(`进程 ${process.pid}`)
    })
    expect(await first.call('state.hash', {})).toHaveProperty('stateHash')
  })

  it('opens after a process that held it was killed in the middle of writing', async () => {
    const dir = temporaryFolder()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'endless-writer.ts'), dir], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    await expect(openBackend(dir)).rejects.toMatchObject({ code: 'workspace-locked' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const test = await openBackend(dir)
    const { before, stateHash, events } = await test.call('state.rebuild', {})
    expect(stateHash).toBe(before)
    expect(events).toBeGreaterThan(0)
  })

  it('refuses a folder that is a file', async () => {
    const file = join(temporaryFolder(), '文件')
    writeFileSync(file, '')
    await expect(openBackend(file)).rejects.toMatchObject({ code: 'disk-error' })
  })

  it('writes the name of the person at the desk into later events', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const { author } = await test.call('workspace.setAuthor', { author: ' 李检查 ' })
    expect(author).toBe('李检查')
    await importFile(test, csv(temporaryFolder(), 'a.csv', [siteRow(1)]))
    expect((await test.call('registry.imports', {})).imports[0]?.author).toBe('李检查')
    await expect(test.call('workspace.setAuthor', { author: '  ' })).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('router', () => {
  it('answers an unknown name, a name of the prototype and a malformed input with an error reply', async () => {
    const { backend } = await openBackend(temporaryFolder())
    for (const name of ['registry.destroy', 'constructor', '__proto__', '']) {
      expect(await backend.call(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-procedure' } })
    }
    for (const input of [undefined, null, 7, { previewId: 3, acceptValid: 'no' }]) {
      expect(await backend.call('registry.commit', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    }
    const reply = await backend.call('batches.get', { batchId: 7 })
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringContaining('batchId') } })
  })

  it('runs writes one after the other, in the order they were called', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const names = numbers(20).map((number) => `检查员${number}`)
    const answers = await Promise.all(names.map((author) => test.call('workspace.setAuthor', { author })))
    expect(answers.map(({ author }) => author)).toEqual(names)
  })

  it('refuses calls after it was closed', async () => {
    const { backend } = await openBackend(temporaryFolder())
    await backend.close()
    expect(await backend.call('state.hash', {})).toMatchObject({ ok: false })
  })

  it('tells the screens what changed after a write', async () => {
    const test = await openBackend(temporaryFolder())
    await importFile(test, csv(temporaryFolder(), 'a.csv', [siteRow(1)]))
    expect(test.events.filter(({ name }) => name === 'workspace.changed')).toEqual([
      { name: 'workspace.changed', payload: { topics: ['registry', 'workspace'], batchId: null } }
    ])
    const jobs = test.events.filter(({ name }) => name === 'job.progress').map(({ payload }) => payload)
    expect(jobs.at(-1)).toMatchObject({ state: 'done', label: '读取名录' })
  })
})

describe('uploads', () => {
  it('takes a file in pieces, imports it, and leaves nothing behind', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const text = ['类别,名称,地区,主办单位,网站标识码,网址', '网站,甲,合肥市,乙,3400000001,http://a.example.com/'].join('\n')
    const bytes = Buffer.from(text)
    const name = '名录.csv'
    const half = bytes.subarray(0, 50).toString('base64')
    const rest = bytes.subarray(50).toString('base64')
    const { uploadId } = await test.call('uploads.append', { uploadId: null, name, chunk: half, last: false })
    const sources = [{ uploadId }]
    await expect(test.call('registry.preview', { sources })).rejects.toMatchObject({ code: 'bad-input' })
    const done = await test.call('uploads.append', { uploadId, name, chunk: rest, last: true })
    expect(done.bytes).toBe(bytes.length)
    const preview = await test.call('registry.preview', { sources })
    expect(preview.files).toMatchObject([{ file: '名录.csv', rows: 1, added: 1 }])
    expect(readdirSync(join(dir, '.uploads'))).toEqual([])
    await test.backend.close()
    expect(existsSync(join(dir, '.uploads'))).toBe(false)
  })

  it('refuses a file over 50 MB and forgets what came of it', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const chunk = Buffer.alloc(1024 * 1024, 'a').toString('base64')
    let uploadId: string | null = null
    const send = async (): Promise<void> => {
      for (let megabyte = 0; megabyte < 60; megabyte += 1) {
        const sent: { uploadId: string } = await test.call('uploads.append', { uploadId, name: '大.csv', chunk, last: false })
        uploadId = sent.uploadId
      }
    }
    await expect(send()).rejects.toMatchObject({ code: 'file-too-large' })
    expect(readdirSync(join(dir, '.uploads'))).toEqual([])
  })
})

describe('servedFile', () => {
  it('serves exported files and evidence that the log knows, and nothing else', async () => {
    const dir = temporaryFolder()
    const hash = 'c'.repeat(64)
    const store = openTestStore(join(dir, 'workspace.db'))
    store.append(smallInspection())
    store.close()
    for (const name of [hash, 'a'.repeat(64)]) {
      mkdirSync(join(dir, 'evidence', name.slice(0, 2)), { recursive: true })
      writeFileSync(join(dir, 'evidence', name.slice(0, 2), `${name}.png`), 'png')
    }
    const { backend } = await openBackend(dir)
    mkdirSync(join(dir, 'exports', '通报'), { recursive: true })
    writeFileSync(join(dir, 'exports', '通报', '附件.xlsx'), 'x')
    writeFileSync(join(dir, 'secret.txt'), 'x')
    symlinkSync(join(dir, 'secret.txt'), join(dir, 'exports', 'link.txt'))

    expect(backend.servedFile(`evidence/${hash}`)).toMatchObject({ name: 'page.png', mime: 'image/png' })
    expect(backend.servedFile('exports/通报/附件.xlsx')).toMatchObject({ name: '附件.xlsx' })
    const refused = [
      `evidence/${'a'.repeat(64)}`,
      `evidence/${'d'.repeat(64)}`,
      `evidence/../workspace.db`,
      'exports/../secret.txt',
      'exports/通报/../../secret.txt',
      'exports/..%2fsecret.txt',
      'exports/link.txt',
      'exports/通报',
      'exports/',
      'exports',
      'exports/..\\secret.txt',
      'exports//etc/passwd',
      'workspace.db',
      '/etc/passwd',
      ''
    ]
    expect(refused.filter((path) => backend.servedFile(path) !== null)).toEqual([])
  })
})
