import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PackageVerdict } from '../../electron/domain/evidence-package.ts'
import { temporaryFolder } from '../db/support.ts'
import { csv, siteRow } from '../backend/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { json, xuncha, type CommandResult } from './support.ts'

interface Made {
  file: string
  keyId: string
  isNewKey: boolean
  evidence: number
  head: { device: string; seq: number; hash: string }
}

const passphrase = '命令行的口令2026'

async function batchIn(dir: string): Promise<{ batch: string; run: (...args: string[]) => Promise<CommandResult> }> {
  await builtVerifyPage()
  const env = { XUNCHA_KEYS: join(dir, '密钥'), XUNCHA_PASSPHRASE: passphrase }
  const run = (...args: string[]): Promise<CommandResult> => xuncha(dir, [...args, '--workspace', '工作区'], env)
  csv(dir, '名录.csv', [siteRow(1), siteRow(2)])
  expect((await run('registry', 'import', '名录.csv', '--json')).code).toBe(0)
  const create = [
    'batch',
    'create',
    '--title',
    '三季度',
    '--period',
    '2023Q3',
    '--object',
    'site',
    '--catalogue',
    'national-2019-site'
  ]
  const { batch } = json<{ batch: string }>(await run(...create, '--all', '--seed', 's', '--json'))
  return { batch, run }
}

describe('xuncha package', () => {
  it('seals, verifies, and answers 1 with the file that was changed', async () => {
    const dir = temporaryFolder()
    const { batch, run } = await batchIn(dir)
    const result = await run('package', 'create', '--batch', batch, '--out', '证据 包.zip', '--json')
    expect(result.stderr).toContain('签名密钥')
    const made = json<Made>(result)
    expect(made).toMatchObject({ isNewKey: true, evidence: 0 })
    const anchor = `${made.head.device}:${made.head.seq}:${made.head.hash.slice(0, 16)}`
    const verify = (...args: string[]): Promise<CommandResult> => xuncha(dir, ['package', 'verify', ...args])
    const good = await verify('证据 包.zip', '--head', anchor, '--key', made.keyId, '--json')
    expect(good.code).toBe(0)
    expect(json<PackageVerdict>(good)).toMatchObject({
      ok: true,
      problems: [],
      batch: { id: batch },
      signedBy: { keyId: made.keyId }
    })
    expect((await verify('证据 包.zip')).stdout).toContain('核验通过')

    const bytes = readFileSync(join(dir, '证据 包.zip'))
    const at = bytes.indexOf('registry.imported')
    bytes[at] = 'R'.charCodeAt(0)
    writeFileSync(join(dir, '改过.zip'), bytes)
    const bad = await verify('改过.zip', '--json')
    expect(bad.code).toBe(1)
    expect(json<PackageVerdict>(bad).problems.map(({ file }) => file)).toContain('events.jsonl')
    const cut = await verify('证据 包.zip', '--head', `${made.head.device}:${made.head.seq + 1}:${'a'.repeat(16)}`, '--json')
    expect(cut.code).toBe(1)
    expect(json<PackageVerdict>(cut).problems).toMatchObject([{ file: 'events.jsonl', kind: 'anchor' }])

    // A second one uses the same key; the passphrase may lie in a file.
    writeFileSync(join(dir, '口令.txt'), `${passphrase}\r\n`)
    const second = await run('package', 'create', '--batch', batch, '--out', '二.zip', '--passphrase-file', '口令.txt', '--json')
    expect(json<Made>(second)).toMatchObject({ isNewKey: false, keyId: made.keyId })

    const files = readdirSync(join(dir, '工作区'), { recursive: true, encoding: 'utf8' }).map((name) => join(dir, '工作区', name))
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file))
    const outputs = Buffer.from([result, good, second].map(({ stdout, stderr }) => stdout + stderr).join('\n'))
    expect([...texts, outputs, bytes].filter((text) => text.includes(passphrase))).toEqual([])
  })

  it('answers 2 to wrong usage, in a sentence, and writes nothing', async () => {
    const dir = temporaryFolder()
    const { batch, run } = await batchIn(dir)
    const cases: [string[], string][] = [
      [['package', 'create', '--batch', batch], '--out'],
      [['package', 'create', '--batch', 'nobody', '--out', 'a.zip'], '没有编号'],
      [['package', 'create', '--batch', batch, '--out', join('没有', 'a.zip')], '没有文件夹'],
      [['package', 'create', '--batch', batch, '--out', 'a.zip', '--passphrase-file', 'none.txt'], '口令文件'],
      [['package', 'create', '--batch', batch, '--out', 'a.zip', '--passphrase', 'x'], '没有选项'],
      [['package', 'create', '--batch', batch, '--out', 'a.zip', '--targets', 'site:none'], '没有对象']
    ]
    for (const [args, sentence] of cases) {
      const { code, stderr } = await run(...args)
      expect([code, stderr], args.join(' ')).toEqual([2, expect.stringContaining(sentence)])
    }
    expect(readdirSync(dir)).not.toContain('a.zip')
    const missing = await xuncha(dir, ['package', 'verify', 'none.zip'])
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('没有文件')])
    const anchor = await xuncha(dir, ['package', 'verify', '名录.csv', '--head', 'x'])
    expect(anchor.code).toBe(2)
    const foreign = await xuncha(dir, ['package', 'verify', '名录.csv', '--json'])
    expect(foreign.code).toBe(1)
    expect(json<PackageVerdict>(foreign).problems).toMatchObject([{ file: '压缩包', kind: 'container' }])
  })
})
