import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { fieldsOf } from './field-count.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'

const sh = (cwd: string, command: string): string => execFileSync('bash', ['-c', command], { cwd, encoding: 'utf8' })

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())
}

describe('packages.create', () => {
  it('packs what the log says, and app, unzip, sha256sum and openssl find it whole', async () => {
    const desk = await packedWorkspace()
    const made = await desk.make()
    expect(made).toMatchObject({ evidence: 3, isNewKey: true })
    expect(made.sha256).toBe(createHash('sha256').update(readFileSync(made.file)).digest('hex'))

    const verdict = await desk.test.call('packages.verify', { file: made.file, heads: [made.head], keyIds: [made.keyId] })
    expect(verdict).toMatchObject({
      ok: true,
      problems: [],
      batch: { id: desk.batchId, title: '三季度检查', period: '2023Q3' },
      signedBy: { keyId: made.keyId },
      head: made.head,
      files: made.files,
      events: made.events
    })

    const dir = temporaryFolder()
    sh(dir, `unzip -q '${made.file}'`)
    const sums = sh(dir, 'sha256sum -c SHA256SUMS')
    const checked = sums.trim().split('\n')
    expect(checked.every((line) => line.endsWith(': OK'))).toBe(true)
    // All but the sums themselves, the manifest and its signature.
    expect(filesUnder(dir)).toHaveLength(checked.length + 3)
    expect(made.files).toBe(checked.length + 3)
    expect(sh(dir, 'grep -c "$(sha256sum SHA256SUMS | cut -c1-64)" manifest.json')).toBe('1\n')
    const key = `keys/${made.keyId}.pem`
    const signed = `openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in manifest.json -sigfile manifest.sig`
    expect(sh(dir, signed)).toContain('Signature Verified Successfully')
    expect(sh(dir, `openssl pkey -pubin -in ${key} -outform DER | sha256sum | cut -c1-16`)).toBe(`${made.keyId}\n`)
    // The page of instructions holds these very commands.
    const readme = readFileSync(join(dir, '验证说明.txt'), 'utf8')
    for (const command of ['sha256sum -c SHA256SUMS', signed, 'grep -c "$(sha256sum SHA256SUMS | cut -c1-64)" manifest.json']) {
      expect(readme).toContain(command)
    }
    expect(readme.split('\n').length).toBeLessThan(50)
    // SM3 of every file, by openssl.
    const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { files: { path: string; sm3: string }[] }
    const sm3 = sh(dir, `openssl dgst -sm3 -r ${manifest.files.map(({ path }) => `'${path}'`).join(' ')}`)
    expect(
      sm3
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 64))
    ).toEqual(manifest.files.map((file) => file.sm3))
    console.log(`package: ${checked.length} files by sha256sum, ${manifest.files.length} by openssl SM3, signature by openssl`)
  })

  it('gives every field of a capture, or says why it was not obtained', async () => {
    const desk = await packedWorkspace()
    const made = await desk.make()
    const dir = temporaryFolder()
    sh(dir, `unzip -q '${made.file}'`)
    const sheets = filesUnder(join(dir, 'captures'))
    expect(sheets.map((file) => basename(file)).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'capture.json'),
      ...Array.from({ length: 3 }, () => 'environment.json')
    ])
    const counts = sheets.map((file) => fieldsOf(JSON.parse(readFileSync(file, 'utf8')), file))
    const missing = counts.reduce((sum, { explained }) => sum + explained, 0)
    console.log(`capture sheets: ${sheets.length}, ${missing} fields explained`)
    const captures = sheets
      .filter((file) => file.endsWith('capture.json'))
      .map((file) => JSON.parse(readFileSync(file, 'utf8')) as object)
    const fields = [
      'evidence',
      'batch',
      'siteCode',
      'findings',
      'inspector',
      'device',
      'requestedUrl',
      'finalUrl',
      'redirects',
      'status',
      'error'
    ]
    fields.push('responseHeaders', 'remoteIp', 'remotePort', 'dns', 'tls', 'times', 'view', 'userAgent')
    for (const capture of captures) expect(Object.keys(capture)).toEqual(expect.arrayContaining(fields))
    expect(captures).toContainEqual(expect.objectContaining({ findings: [expect.objectContaining({ indicatorId: 'W1.1' })] }))
  })

  it('gives the same bytes for the same log and time, and keeps to the objects it is asked for', async () => {
    const clock = { now: () => '2026-11-27T01:00:00.000Z' }
    const desk = await packedWorkspace(clock)
    await desk.make()
    // That a package was made is an event: the same log is there only once more, as a copy of the workspace.
    const copy = temporaryFolder()
    cpSync(desk.workspace, copy, { recursive: true, filter: (file) => !file.includes('workspace.lock') })
    const twin = await openBackend(copy, { keysDir: desk.keysDir, clock })
    const first = await desk.make()
    const outFile = join(temporaryFolder(), '再做一次.zip')
    const again = await twin.call('packages.create', { batchId: desk.batchId, objectKeys: null, outFile, passphrase })
    expect(again).toMatchObject({ isNewKey: false, keyId: first.keyId, head: first.head })
    expect(readFileSync(again.file).equals(readFileSync(first.file))).toBe(true)
    const one = await desk.make(join(temporaryFolder(), '一个对象.zip'), desk.objectKeys.slice(1))
    expect(one).toMatchObject({ evidence: 1, head: { seq: first.head.seq + 1 } })
    expect(one.sha256).not.toBe(first.sha256)
    expect(await desk.test.call('packages.verify', { file: one.file, heads: [], keyIds: [] })).toMatchObject({ ok: true })
    const listed = sh(temporaryFolder(), `unzip -Z1 '${one.file}'`)
    expect(listed.match(/^captures\/.+\/capture\.json$/gm)).toHaveLength(1)
  })

  it('refuses a wrong passphrase, an unknown object and damaged evidence, and leaves nothing behind', async () => {
    const desk = await packedWorkspace()
    const made = await desk.make()
    const out = temporaryFolder()
    const outFile = join(out, '包.zip')
    const request = { batchId: desk.batchId, objectKeys: null, outFile, passphrase }
    await expect(desk.test.call('packages.create', { ...request, passphrase: '错误的口令12345' })).rejects.toMatchObject({
      code: 'bad-passphrase'
    })
    await expect(desk.test.call('packages.create', { ...request, objectKeys: ['site:nobody'] })).rejects.toMatchObject({
      code: 'unknown-target'
    })
    const evidence = filesUnder(join(desk.workspace, 'evidence'))
    const [file = ''] = evidence
    const kept = readFileSync(file)
    writeFileSync(file, Buffer.concat([kept, Buffer.from('x')]))
    await expect(desk.test.call('packages.create', request)).rejects.toMatchObject({ code: 'bad-package' })
    writeFileSync(file, kept)
    expect(readdirSync(out)).toEqual([])
    expect(existsSync(made.file)).toBe(true)
  })
})
