import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Anchors } from '../../electron/domain/evidence-package.ts'
import { createKeyStore } from '../../electron/evidence/key-store.ts'
import { nodeTools } from '../../electron/evidence/package/node-tools.ts'
import type { StampRecord } from '../../electron/evidence/package/stamp-record.ts'
import { verifyPackage } from '../../electron/evidence/package/verify.ts'
import { stampRows } from '../../electron/domain/stamp-words.ts'
import { temporaryFolder } from '../db/support.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'
import { eventsOf, packed, resigned, sourceOf, unpacked } from './package-forge.ts'
import { stampAttacks, type StampedPackage } from './package-stamp-attacks.ts'
import { Office, openssl, policy, rootExtensions, serve, stampExtensions, type Issued } from './stamp-authority.ts'
import { openVerifyPage, verdictOf } from './verify-page-support.ts'

const none: Anchors = { heads: [], keyIds: [] }
let office: Office
let root: Issued
let tsa: Issued
let closeServer: () => void
let url: string
let good: StampedPackage

beforeAll(async () => {
  office = new Office(mkdtempSync(join(tmpdir(), 'xuncha-tsa-')))
  root = office.issue('root', { extensions: rootExtensions })
  tsa = office.issue('signer', { extensions: stampExtensions, issuer: root })
  const served = await serve((request) => ({ body: office.reply(request, tsa) }))
  url = served.url
  closeServer = () => void served.server.close()
})
afterAll(() => {
  closeServer()
  rmSync(office.dir, { recursive: true, force: true })
})

/** Three files and their sheets stamped; a fourth, with its sheet, was added later and waits. */
async function made(): Promise<StampedPackage> {
  const desk = await packedWorkspace()
  const authority = { name: '测试机构', url, policy, roots: [readFileSync(root.cert, 'utf8')] }
  await desk.test.call('stamps.saveAuthority', { authority })
  const { stamped, fault } = await desk.test.call('stamps.request', { authority: null })
  expect([stamped.length, fault]).toEqual([1, null])
  const chunk = Buffer.from(`%PDF-1.4\n${desk.batchId}\n%%EOF\n`).toString('base64')
  const { uploadId } = await desk.test.call('uploads.append', { uploadId: null, name: '后来的.pdf', chunk, last: true })
  await desk.test.call('evidence.addFile', { batchId: desk.batchId, objectKey: desk.objectKeys[0] ?? '', uploadId })
  const { file, head } = await desk.make()
  const signer = await createKeyStore(desk.keysDir).unlock(head.device, passphrase)
  return { files: await unpacked(file), signer, office, root, tsa }
}

const stemOf = ({ files }: StampedPackage): string =>
  [...files.keys()].find((path) => path.endsWith('.tsr'))?.replace('.tsr', '') ?? ''

describe('stamps in a package', () => {
  it('hold, as openssl finds with the root and the imprint that lie in it', async () => {
    good = await made()
    const stem = stemOf(good)
    const record = JSON.parse(good.files.get(`${stem}.json`)?.toString('utf8') ?? '') as StampRecord
    const answer = good.files.get(`${stem}.tsr`) ?? Buffer.alloc(0)
    expect(office.accepts(answer, record.root, root)).toBe(true)
    const beside = office.file('beside.pem', good.files.get(`${stem}.pem`) ?? '')
    openssl(['ts', '-verify', '-digest', record.root, '-in', office.file('own.tsr', answer), '-CAfile', beside])
    // Pictures, the document and their sheets of the first hour: what the log says was captured before the stamp.
    const events = eventsOf(good.files)
    const captured = events.filter(({ type, seq }) => type === 'evidence.captured' && seq <= (record.head?.seq ?? 0))
    const leaves = captured.flatMap(({ payload }) =>
      (payload['files'] as { role: string; sha256: string }[]).flatMap(({ role, sha256 }) =>
        role === 'thumbnail' ? [] : [sha256]
      )
    )
    expect(record.files.map(({ sha256 }) => sha256)).toEqual([...new Set(leaves)].sort())
    const { bytes } = packed(good.files)
    const claimed = await verifyPackage(sourceOf(bytes), nodeTools, none)
    expect(claimed).toMatchObject({ ok: true, problems: [], unstamped: 2 })
    expect(claimed.stamps).toMatchObject([
      { file: `${stem}.tsr`, authority: 'O=Xuncha test, CN=signer', files: record.files.length, isTrusted: false }
    ])
    expect(stampRows(claimed)[0]?.[1]).toContain('时间戳由包内自带的证书签出，未与可信根核对')
    expect(stampRows(claimed)[1]?.[1]).toContain('2 个文件没有时间戳')
    const tsaRoots = [readFileSync(root.cert, 'utf8')]
    const trusted = await verifyPackage(sourceOf(bytes), nodeTools, { ...none, tsaRoots })
    expect(trusted).toMatchObject({ ok: true, stamps: [{ isTrusted: true }] })
    expect(stampRows(trusted)[0]?.[1]).not.toContain('未与可信根核对')
  })

  it('that are bad are named by the program and by verify.html alike', async () => {
    const attacks = stampAttacks(good, await made())
    const dir = temporaryFolder()
    const page = join(dir, 'verify.html')
    writeFileSync(page, good.files.get('verify.html') ?? '')
    const { tab, requests, errors } = await openVerifyPage(page)
    const file = join(dir, 'a.zip')
    writeFileSync(file, packed(good.files).bytes)
    expect(await verdictOf(tab, file)).toMatchObject({ isGood: true })
    expect(await tab.locator('#result').textContent()).toContain('时间戳由包内自带的证书签出，未与可信根核对')
    expect(await verdictOf(tab, file, '', [root.cert])).toMatchObject({ isGood: true })
    expect(await tab.locator('#result').textContent()).toContain('已与给出的可信根核对')
    const missed: string[] = []
    for (const { name, bytes, culprit, anchors = none } of attacks) {
      const program = await verifyPackage(sourceOf(bytes), nodeTools, anchors)
      const named = program.problems.map((problem) => problem.file)
      writeFileSync(file, bytes)
      const roots = (anchors.tsaRoots ?? []).map((pem, index) => office.file(`pinned${index}.pem`, pem))
      const seen = await verdictOf(tab, file, '', roots)
      const isSame = JSON.stringify(seen.names) === JSON.stringify(named)
      if (program.ok || seen.isGood || !isSame || !named.includes(culprit)) {
        missed.push(`${name}: ${culprit} not among ${JSON.stringify(program.problems)} or ${JSON.stringify(seen)}`)
      }
    }
    console.log(
      `attacks on stamps: ${attacks.length} tried, ${attacks.length - missed.length} named by program and verify.html alike`
    )
    expect(missed).toEqual([])
    expect(requests.filter((address) => !address.startsWith('file://') && !address.startsWith('blob:'))).toEqual([])
    expect(errors).toEqual([])
  }, 120_000)

  it('of a package of before, which names nothing that waits, are no fault', async () => {
    const desk = await packedWorkspace()
    const { file, head } = await desk.make()
    const signer = await createKeyStore(desk.keysDir).unlock(head.device, passphrase)
    const old = `${JSON.stringify({ format: 'xuncha-timestamps/1', value: null, reason: '未取得：还没有向时间戳机构申请' }, null, 2)}\n`
    const files = resigned(new Map(await unpacked(file)).set('timestamps/pending.json', Buffer.from(old)), signer)
    expect(await verifyPackage(sourceOf(packed(files).bytes), nodeTools, none)).toMatchObject({ ok: true, stamps: [] })
  })
})

describe('a package of a later version', () => {
  it('is said to be newer, never altered, by both', async () => {
    const version = { version: 2 as unknown as 1 }
    const { bytes } = packed(resigned(good.files, good.signer, version))
    const verdict = await verifyPackage(sourceOf(bytes), nodeTools, none)
    expect(verdict).toMatchObject({ ok: false, problems: [{ file: 'manifest.json', kind: 'newer' }] })
    expect(verdict.problems[0]?.message).toMatch(/更新版本的巡查制作（格式第 2 版）.*不能说它有没有被改动/)
    const dir = temporaryFolder()
    const [page, file] = [join(dir, 'verify.html'), join(dir, 'a.zip')]
    writeFileSync(page, good.files.get('verify.html') ?? '')
    writeFileSync(file, bytes)
    const { tab } = await openVerifyPage(page)
    expect(await verdictOf(tab, file)).toMatchObject({ isGood: false, title: expect.stringContaining('不能核验') })
  })
})
