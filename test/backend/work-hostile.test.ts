import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { WorkExcerpt } from '../../electron/domain/work-excerpt.ts'
import type { WorkManifest } from '../../electron/domain/work-package.ts'
import { createKeyStore, type Signer } from '../../electron/evidence/key-store.ts'
import { packed as zipped, sealBy, sha256, strangeKey, unpacked, type Files } from '../evidence/package-forge.ts'
import { photo } from '../support/photos.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { codeOf, deskOf, drawAll, keyOf, managerWith, only, packed, send, systemKeeper, type Desk } from './work-desks.ts'

/** Flips of one byte, each at a random place. */
const flips = Number(process.env['XUNCHA_WORK_FLIPS'] ?? '300')

let dir = ''
let batchId = ''
let sent = { file: '', keyId: '' }
let evidencePackage = ''
let files: Files
let signer: Signer
let li: Desk

async function prepare(): Promise<void> {
  await builtVerifyPage()
  const manager = await managerWith(4)
  batchId = await drawAll(manager, '2023Q3')
  const upload = { uploadId: null, name: '首页.jpg', chunk: (await photo('jpg')).toString('base64'), last: true }
  const { uploadId } = await manager.call('uploads.append', upload)
  await manager.call('evidence.addFile', { batchId, objectKey: keyOf(1), uploadId })
  sent = await send(manager, batchId, '李四', only(1, 2))
  evidencePackage = (await packed(manager, batchId)).file
  files = await unpacked(sent.file)
  const { device } = await manager.call('workspace.info', {})
  signer = await createKeyStore(`${manager.dir}-keys`, systemKeeper).unlock(device, null)
  li = await deskOf('李四')
  ;({ dir } = li)
}

const manifestOf = (of: Files): WorkManifest => JSON.parse(of.get('manifest.json')?.toString() ?? '') as WorkManifest
const excerptOf = (of: Files): WorkExcerpt => JSON.parse(of.get('work.json')?.toString() ?? '') as WorkExcerpt

/** Signed anew by `by`, as only the holder of a key can; `change` alters what is signed. */
function resigned(content: Files, by: Signer, change: Record<string, unknown> = {}): Buffer {
  const next = new Map(content)
  const manifest = { ...manifestOf(content), signer: { device: by.device, keyId: by.keyId, name: '负责人' }, ...change }
  const { keyId: old } = manifestOf(content).signer
  next.delete(`keys/${old}.pem`)
  next.set(`keys/${by.keyId}.pem`, Buffer.from(by.publicKey))
  const base = { ...manifest.base, device: by.device }
  const heads = base.heads.map((head) => (head.device === manifest.base.device ? { ...head, device: by.device } : head))
  next.set('seals.json', Buffer.from(canonicalJson([sealBy(by, base)])))
  const names = [...next.keys()].filter((path) => !path.startsWith('manifest.'))
  const list = names
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((path) => ({ path, size: next.get(path)?.length ?? 0, sha256: sha256(next.get(path) ?? '') }))
  const bytes = Buffer.from(canonicalJson({ ...manifest, base: { ...base, heads }, files: list }))
  next.set('manifest.json', bytes)
  next.set('manifest.sig', Buffer.from(by.sign(bytes)))
  return zipped(next).bytes
}

const withExcerpt = (change: (excerpt: WorkExcerpt) => unknown): Files =>
  new Map([...files, ['work.json', Buffer.from(canonicalJson(change(excerptOf(files))))]])

const here = async (): Promise<unknown> => ({
  files: readdirSync(join(dir, 'evidence')),
  info: await li.call('workspace.info', {}),
  batches: (await li.call('batches.list', {})).batches
})

/** Tries to open it; everything of the workspace must be as before. @returns code and sentence of the refusal */
async function refusal(bytes: Buffer, acceptKey = sent.keyId): Promise<string> {
  const path = join(`${dir}-keys.zip`)
  writeFileSync(path, bytes)
  const answer = await li.call('work.open', { path, as: null, acceptKey }).then(
    () => 'opened',
    (error: unknown) => `${String((error as { code?: string }).code)}: ${(error as Error).message}`
  )
  return answer
}

describe('work.open', () => {
  it('refuses what is altered, foreign, newer or does not hold together, and writes nothing', async () => {
    await prepare()
    const before = await here()
    const target = (number: number) => excerptOf(files).targets.find(({ object }) => object.key === keyOf(number))
    const other = { ...target(1), object: { ...target(1)?.object, key: keyOf(4), siteCode: codeOf(4), name: '别人的网站' } }
    const words = { indicatorId: 'W3', count: 1, description: '坏', location: '', url: '', inspector: '李四', evidenceIds: [] }
    const finding = { id: 'f', batchId, objectKey: keyOf(4), observedAt: '2023-09-26T02:20:00.000Z', ...words }
    const cases: [what: string, bytes: Buffer, said: RegExp, key?: string][] = [
      ['an evidence package', readFileSync(evidencePackage), /bad-input: 这是证据包，不是任务包/],
      ['no archive', Buffer.from('不是压缩包'), /bad-package: /],
      ['a cut one', readFileSync(sent.file).subarray(0, -40), /bad-package: /],
      ['a newer version', resigned(files, signer, { version: 2 }), /package-newer: .*升级/],
      ['a newer version with more in it', resigned(files, signer, { version: 3, colours: [] }), /package-newer: /],
      ['another key', resigned(files, strangeKey('device-x')), /bad-input: .*没有登记/],
      ['another key of the same device', resigned(files, strangeKey(signer.device)), /bad-input: .*没有登记/],
      ['an unknown field', resigned(files, signer, { colours: [] }), /bad-package: /],
      ['a path that leads out', resigned(new Map([...files, ['../a.txt', Buffer.from('x')]]), signer), /bad-package: /],
      ['a program', resigned(new Map([...files, ['evidence/a.exe', Buffer.from('x')]]), signer), /bad-package: /],
      ['an extra file', zipped(new Map([...files, [`evidence/${'0'.repeat(64)}.png`, Buffer.from('x')]])).bytes, /多出来的/],
      ['one file less', zipped(new Map([...files].filter(([path]) => path !== '任务说明.txt'))).bytes, /bad-package: .*缺失/],
      ['no signature', zipped(new Map([...files].filter(([path]) => path !== 'manifest.sig'))).bytes, /bad-package: /],
      [
        'fewer targets than told',
        resigned(
          withExcerpt((e) => ({ ...e, targets: e.targets.slice(1) })),
          signer
        ),
        /前后不符/
      ],
      [
        'a target twice',
        resigned(
          withExcerpt((e) => ({ ...e, targets: [e.targets[0], e.targets[0]] })),
          signer
        ),
        /前后不符/
      ],
      [
        'registry of others',
        resigned(
          withExcerpt((e) => ({ ...e, registry: [...e.registry, other.object] })),
          signer
        ),
        /前后不符/
      ],
      [
        'findings of others',
        resigned(
          withExcerpt((e) => ({ ...e, findings: [finding] })),
          signer
        ),
        /前后不符/
      ],
      [
        'evidence without its file',
        resigned(new Map([...files].filter(([path]) => !path.startsWith('evidence/'))), signer),
        /前后不符/
      ],
      [
        'an unknown word in it',
        resigned(
          withExcerpt((e) => ({ ...e, extra: 1 })),
          signer
        ),
        /前后不符/
      ],
      [
        'another batch',
        resigned(
          withExcerpt((e) => ({ ...e, batch: { ...e.batch, batchId: 'other' } })),
          signer
        ),
        /前后不符/
      ],
      [
        'not canonical',
        resigned(new Map([...files, ['work.json', Buffer.from(`${canonicalJson(excerptOf(files))} `)]]), signer),
        /bad-package/
      ],
      ['keys twice', resigned(new Map([...files, ['work.json', Buffer.from('{"a":1,"a":2}')]]), signer), /bad-package/],
      [
        'nested deep',
        resigned(new Map([...files, ['work.json', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))]]), signer),
        /bad-package/
      ]
    ]
    for (const [what, bytes, said, key] of cases) expect(await refusal(bytes, key), what).toMatch(said)
    const whole = readFileSync(sent.file)
    let seen = 0
    for (let flip = 0; flip < flips; flip += 1) {
      const at = Math.floor(Math.random() * whole.length)
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(Math.random() * 255))
      const answer = await refusal(bytes)
      expect(answer, `byte ${at}`).toMatch(/^(?:bad-package|bad-input|package-newer): /)
      seen += 1
    }
    process.stdout.write(`work packages: ${cases.length} forged, ${seen} byte flips, all refused (XUNCHA_WORK_FLIPS for more)\n`)
    expect(await here()).toEqual(before)
    expect(seen).toBe(flips)
  })
})
