import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDocxText } from '../../electron/export/docx-text.ts'
import { expected } from '../sample/expected.ts'

const root = resolve(import.meta.dirname, '../..')
const cli = join(root, 'out/main/cli.cjs')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const summarySchema = z.object({
  out: z.string(),
  workspace: z.string(),
  registry: z.object({ file: z.string(), sites: z.number(), accounts: z.number() }),
  batches: z.array(z.object({ id: z.string(), record: z.string(), frame: z.number(), drawn: z.number() })),
  captures: z.array(
    z.object({
      object: z.string(),
      file: z.string(),
      sha256: z.string(),
      width: z.number(),
      height: z.number(),
      quality: z.array(z.string())
    })
  ),
  incidents: z.array(z.object({ object: z.string(), kind: z.string() })),
  scores: z.object({ file: z.string() }),
  asExpected: z.boolean(),
  differences: z.array(z.string()),
  notices: z.array(
    z.object({
      profile: z.string(),
      dir: z.string(),
      files: z.array(z.object({ name: z.string(), sha256: z.string(), size: z.number() }))
    })
  ),
  package: z.object({
    file: z.string(),
    sha256: z.string(),
    size: z.number(),
    evidence: z.number(),
    keyId: z.string(),
    head: z.object({ device: z.string(), seq: z.number(), hash: z.string() })
  }),
  stateHash: z.string()
})

interface Ran {
  code: number
  stdout: string
  stderr: string
}
const xuncha = (...args: string[]) =>
  new Promise<Ran>((done) => {
    // A home without keys: what the demo leaves in it would show.
    const env = { ...process.env, HOME: home, XUNCHA_KEYS: undefined, XUNCHA_PASSPHRASE: undefined }
    execFile(process.execPath, [cli, ...args], { maxBuffer: 64 << 20, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    )
  })

let dir: string
let home: string
let ran: Ran
let demo: z.infer<typeof summarySchema>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xuncha-demo-'))
  home = join(dir, 'home')
  mkdirSync(home)
  ran = await xuncha('demo', '--out', join(dir, '示例'), '--json')
  if (ran.code !== 0) throw new Error(`xuncha demo ended with ${ran.code}:\n${ran.stderr}`)
  demo = summarySchema.parse(JSON.parse(ran.stdout))
}, 300_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('xuncha demo', () => {
  it('tells in Chinese what it does, and gives one JSON value on standard output', () => {
    expect(ran.stderr).toContain('导入名录')
    expect(ran.stderr).toContain('与手算的应得结果逐项一致')
    expect(ran.stdout.trim().split('\n')).toHaveLength(1)
  })

  it('takes at least eight pictures, whose files are what their hashes say', () => {
    expect(demo.captures.length).toBeGreaterThanOrEqual(8)
    for (const capture of demo.captures) {
      const bytes = readFileSync(capture.file)
      expect(sha256(bytes)).toBe(capture.sha256)
      // Size as the PNG's own header says it.
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([capture.width, capture.height])
      const stored = join(demo.workspace, 'evidence', capture.sha256.slice(0, 2), `${capture.sha256}.png`)
      expect(sha256(readFileSync(stored))).toBe(capture.sha256)
    }
  })

  it('pictures every faulty site, the long page whole', () => {
    const faulty = expected.site.targets.filter((target) => target.findings.length + target.captures.length > 0)
    for (const { key, findings, captures } of faulty)
      expect(demo.captures.filter((capture) => capture.object === key)).toHaveLength(findings.length + captures.length)
    const key = expected.site.targets.find((target) => target.host === 'wlj')?.key
    expect(demo.captures.find((capture) => capture.object === key)).toMatchObject({ height: 40_000, quality: [] })
  })

  it('marks the pictures of the expired certificate and of the other host as not standing', () => {
    const qualityOf = (host: string) => {
      const key = expected.site.targets.find((target) => target.host === host)?.key
      return demo.captures.find((capture) => capture.object === key)?.quality ?? []
    }
    expect(qualityOf('zrzy')).toContain('load-failed')
    expect(qualityOf('nyncj')).toContain('wrong-host')
    expect(qualityOf('www')).toEqual([])
  })

  it('refuses what the hostile page tries, and says so', () => {
    const key = expected.site.targets.find((target) => target.host === 'ljj')?.key
    const kinds = new Set(demo.incidents.filter((incident) => incident.object === key).map((incident) => incident.kind))
    for (const kind of ['popup', 'download', 'dialog']) expect(kinds).toContain(kind)
    expect(demo.incidents.every((incident) => incident.object === key || incident.kind === 'certificate')).toBe(true)
  })

  it('scores what was worked out by hand', () => {
    const scored = z.object({ targets: z.array(z.looseObject({ id: z.string() })), summary: z.unknown() })
    const scores = z.object({ site: scored, account: scored }).parse(JSON.parse(readFileSync(demo.scores.file, 'utf8')))
    for (const { key, outcome, vetoes, deducted, bonus, score, problems } of expected.site.targets)
      expect(scores.site.targets.find((one) => one.id === key)).toMatchObject({
        outcome,
        vetoes,
        deducted,
        bonus,
        score,
        problems
      })
    expect(scores.site.summary).toEqual(expected.site.summary)
    expect(scores.account.summary).toEqual(expected.account.summary)
    expect(demo.differences).toEqual([])
    expect(demo.asExpected).toBe(true)
  })

  it('writes both notices with files that read back and hold the figures', async () => {
    expect(demo.notices.map((notice) => notice.profile)).toEqual(['default', 'anhui'])
    for (const { dir: folder, files } of demo.notices) {
      expect(files.map((file) => file.name).sort()).toEqual(['notice.json', '通报.docx', '问题清单.xlsx', '附件.xlsx'].sort())
      for (const file of files) expect(sha256(readFileSync(join(folder, file.name)))).toBe(file.sha256)
      const problems = await readXlsx(readFileSync(join(folder, '问题清单.xlsx')))
      const rows = problems.sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? ''))) ?? []
      const findings = expected.site.targets.flatMap((target) => target.findings)
      for (const { description } of [...findings, ...expected.account.findings])
        expect(rows.filter((row) => row.includes(description)).length).toBeGreaterThanOrEqual(1)
      // Title, header, and one row a finding: 10 of sites, 3 of accounts.
      expect(rows.filter((row) => row.some((cell) => cell !== ''))).toHaveLength(2 + 13)
      const annex = await readXlsx(readFileSync(join(folder, '附件.xlsx')))
      const cells = annex.sheets.flatMap((sheet) => sheet.rows.flat()).map(String)
      for (const { name } of expected.site.strata) expect(cells).toContain(name)
      expect(cells).toContain('合计')
      const { paragraphs } = await readDocxText(readFileSync(join(folder, '通报.docx')))
      const text = paragraphs.join('\n')
      expect(text).toContain('政府网站')
      expect(text).toMatch(/75(\.00?)?%/)
      expect((await xuncha('notice', 'check', folder, '--json')).code).toBe(0)
    }
  })

  it('leaves a workspace whose log gives the same state again', async () => {
    const state = await xuncha('state', 'rebuild', '--workspace', demo.workspace, '--json')
    expect(JSON.parse(state.stdout)).toMatchObject({ stateHash: demo.stateHash })
  })

  it('seals the pictures it took, in a package that stands against its own code until a byte is changed', async () => {
    const { file, sha256: hash, size, evidence, keyId, head } = demo.package
    const bytes = readFileSync(file)
    expect([sha256(bytes), bytes.length]).toEqual([hash, size])
    expect(evidence).toBe(demo.captures.length)
    const names = execFileSync('unzip', ['-Z1', file]).toString()
    for (const capture of demo.captures) expect(names).toContain(`evidence/${capture.sha256}`)
    expect(names).toContain('verify.html')
    const known = ['--head', `${head.device}:${head.seq}:${head.hash}`, '--key', keyId]
    expect((await xuncha('package', 'verify', file, ...known)).code).toBe(0)
    const changed = join(dir, '改过.zip')
    const at = bytes.indexOf('site:5399000001')
    bytes[at] = 'S'.charCodeAt(0)
    writeFileSync(changed, bytes)
    expect((await xuncha('package', 'verify', changed, ...known)).code).toBe(1)
  })

  it('leaves no key behind, so that whoever goes on with the workspace seals with their own', async () => {
    expect(readdirSync(demo.out).toSorted()).toEqual(
      [
        'demo.json',
        'captures',
        'scores.json',
        'workspace',
        '名录.csv',
        '新媒体问题.csv',
        '证据包.zip',
        '通报-anhui',
        '通报-default'
      ].toSorted()
    )
    expect(existsSync(join(home, '.xuncha', 'keys'))).toBe(false)
    const phrase = join(dir, '口令.txt')
    writeFileSync(phrase, '自己的口令2026')
    const out = join(dir, '自己的.zip')
    const args = ['--batch', demo.batches[0]?.id ?? '', '--out', out, '--passphrase-file', phrase, '--workspace', demo.workspace]
    expect((await xuncha('package', 'create', ...args)).code).toBe(0)
    expect((await xuncha('package', 'verify', out)).code).toBe(0)
  })

  it('leaves records from which the same batches are drawn again', async () => {
    for (const batch of demo.batches) {
      expect(existsSync(batch.record)).toBe(true)
      const replayed = await xuncha('batch', 'replay', batch.record, '--registry', demo.registry.file, '--json')
      expect(JSON.parse(replayed.stdout)).toEqual({ same: true, differences: [] })
    }
  })

  it('refuses a folder that holds another workspace, and leaves it as it is', async () => {
    const other = join(dir, '别人的')
    mkdirSync(join(other, 'workspace'), { recursive: true })
    writeFileSync(join(other, 'workspace', '重要.txt'), '不要动')
    const refused = await xuncha('demo', '--out', other)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('请用 --out 另选一个文件夹')
    expect(readFileSync(join(other, 'workspace', '重要.txt'), 'utf8')).toBe('不要动')
  })
})
