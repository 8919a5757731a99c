import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Store } from '../../db/store-types.ts'
import { checkedStamps, stampDay, stampsOf, waitingDays } from '../../electron/backend/time-stamps.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { sha256 as hexOf } from '../../electron/backend/sha256.ts'
import { provenRoot } from '../../electron/evidence/time-stamp-path.ts'
import { countingIds, openTestStore, temporaryFolder } from '../db/support.ts'
import { Office, policy, rootExtensions, serve, stampExtensions, type Issued } from '../evidence/stamp-authority.ts'
import { openBackend, openBatch } from './support.ts'

let office: Office
let root: Issued
let signer: Issued
beforeAll(() => {
  office = new Office(mkdtempSync(join(tmpdir(), 'xuncha-tsa-')))
  root = office.issue('root', { extensions: rootExtensions })
  signer = office.issue('signer', { extensions: stampExtensions, issuer: root })
})
afterAll(() => rmSync(office.dir, { recursive: true, force: true }))

const hash = (digit: string): string => digit.repeat(64)

interface Desk {
  dir: string
  store: Store
  batchId: string
  objectKey: string
}

async function desk(): Promise<Desk> {
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  const batchId = await openBatch(test, temporaryFolder(), 2)
  const { targets } = await test.call('batches.targets', { batchId })
  await test.backend.close()
  return { dir, store: openTestStore(join(dir, 'workspace.db')), batchId, objectKey: targets[0]?.objectKey ?? '' }
}

function capture({ store, batchId, objectKey }: Desk, id: string, capturedAt: string, sha256: string): void {
  const files = [
    { role: 'image', name: 'a.png', mime: 'image/png', sha256, size: 1 },
    { role: 'thumbnail', name: 'b.webp', mime: 'image/webp', sha256: hash('9'), size: 1 }
  ]
  const seen = { requestedUrl: null, finalUrl: null, title: 'a', width: 1, height: 1, quality: [] }
  const payload = { id, batchId, objectKey, kind: 'file', capturedAt, files, ...seen }
  store.append([{ type: 'evidence.captured', payload } as NewEvent])
}

function trust({ store }: Desk, id: string, url: string, more: object = {}): void {
  const content = { name: `机构${id}`, url, policy, roots: [readFileSync(root.cert, 'utf8')], ...more }
  store.append([{ type: 'office.document-saved', payload: { kind: 'time-authority', id, title: id, content } }])
}

async function authority(
  answer?: (request: Buffer) => { status?: number; body: Buffer | string }
): Promise<{ url: string; server: Server }> {
  const served = await serve(answer ?? ((request) => ({ body: office.reply(request, signer) })))
  onTestFinished(() => void served.server.close())
  return served
}

const ids = countingIds('s')
const clock = { now: () => new Date().toISOString() }
const at = ({ store }: Desk, day: string, authorityId: string, now = clock) =>
  stampDay({ store, clock: now, ids }, { day, authorityId, signal: new AbortController().signal })

describe('stamps of days', () => {
  it('wait in the log, are asked for, checked and kept, one for all files of a day', async () => {
    const here = await desk()
    const { store } = here
    // Late in the evening by Greenwich is the next day in China.
    capture(here, 'e1', '2026-03-01T15:59:00.000Z', hash('a'))
    capture(here, 'e2', '2026-03-01T16:01:00.000Z', hash('b'))
    capture(here, 'e3', '2026-03-02T02:00:00.000Z', hash('c'))
    const { url } = await authority()
    trust(here, 't', url)
    expect(waitingDays(here, 't')).toEqual([
      { day: '2026-03-01', waiting: 1 },
      { day: '2026-03-02', waiting: 2 }
    ])
    const stamp = await at(here, '2026-03-02', 't')
    expect(stamp.leaves).toEqual([hash('b'), hash('c')])
    expect(office.accepts(Buffer.from(stamp.answer, 'base64'), stamp.root, root)).toBe(true)
    expect(waitingDays(here, 't')).toEqual([{ day: '2026-03-01', waiting: 1 }])
    const [found] = stampsOf({ store }, hash('c'))
    if (found === undefined) throw new Error('not stamped')
    expect(provenRoot(found.proof, hexOf)).toBe(stamp.root)
    expect(found.gap.mark).toBe('close')
    expect([stampsOf({ store }, hash('a')), stampsOf({ store }, hash('9'))]).toEqual([[], []])

    // One more of the same day: the day waits again, and its next stamp covers all.
    capture(here, 'e4', '2026-03-02T09:00:00.000Z', hash('d'))
    expect(waitingDays(here, 't')).toEqual([
      { day: '2026-03-01', waiting: 1 },
      { day: '2026-03-02', waiting: 1 }
    ])
    expect((await at(here, '2026-03-02', 't')).leaves).toEqual([hash('b'), hash('c'), hash('d')])
    expect(stampsOf({ store }, hash('b')).length).toBe(2)
    store.close()
    const again = openTestStore(join(here.dir, 'workspace.db'))
    expect(waitingDays({ store: again }, 't')).toEqual([{ day: '2026-03-01', waiting: 1 }])
    expect(stampsOf({ store: again }, hash('b')).length).toBe(2)
  })

  it('of several authorities stand beside one another, each with its own queue', async () => {
    const here = await desk()
    capture(here, 'e1', '2026-03-01T02:00:00.000Z', hash('a'))
    const { url } = await authority()
    trust(here, 'one', url)
    trust(here, 'two', url, { policy: null })
    await at(here, '2026-03-01', 'one')
    expect([waitingDays(here, 'one').length, waitingDays(here, 'two').length]).toEqual([0, 1])
    await at(here, '2026-03-01', 'two')
    expect(stampsOf(here, hash('a')).map(({ stamp }) => stamp.authority.name)).toEqual(['机构one', '机构two'])
  })

  it('say how far apart the clocks were, and refuse nothing for it', async () => {
    const here = await desk()
    capture(here, 'e1', '2026-03-01T02:00:00.000Z', hash('a'))
    const { url } = await authority()
    trust(here, 't', url)
    for (const [days, mark] of [
      [400, 'weak'],
      [-400, 'weak'],
      [0.02, 'apart']
    ] as const) {
      await at(here, '2026-03-01', 't', { now: () => new Date(Date.now() + days * 86_400_000).toISOString() })
      expect(stampsOf(here, hash('a')).at(-1)?.gap.mark).toBe(mark)
    }
  })

  it('keep nothing and wait on where there is no answer or none that counts', async () => {
    const here = await desk()
    const { store } = here
    capture(here, 'e1', '2026-03-01T02:00:00.000Z', hash('a'))
    const strange = office.issue('strange', { extensions: rootExtensions })
    const stranger = office.issue('stranger', { extensions: stampExtensions, issuer: strange })
    let kept: Buffer | null = null
    const gone = await authority()
    gone.server.close()
    const cases: [RegExp, string][] = [
      [/连接不上/, gone.url],
      [/状态码 502/, (await authority(() => ({ status: 502, body: '<html>' }))).url],
      [/时间戳无效：内容残缺/, (await authority(() => ({ body: '<html>' }))).url],
      [/答复过长/, (await authority(() => ({ body: Buffer.alloc(400_000) }))).url],
      [/不是由本单位信任/, (await authority((request) => ({ body: office.reply(request, stranger) }))).url],
      [/盖的不是这份内容/, (await authority((request) => ({ body: (kept ??= office.reply(request, signer)) }))).url]
    ]
    for (const [index, [message, url]] of cases.entries()) {
      trust(here, `t${index}`, url)
      const before = [store.eventCount(), store.stateHash()]
      // The last one answers the first request rightly, and every later one with the same; the log has grown since.
      if (index === cases.length - 1) await at(here, '2026-03-01', `t${index}`)
      const now = index === cases.length - 1 ? [store.eventCount(), store.stateHash()] : before
      await expect(at(here, '2026-03-01', `t${index}`)).rejects.toThrow(message)
      expect([store.eventCount(), store.stateHash()]).toEqual(now)
      if (index < cases.length - 1) expect(waitingDays(here, `t${index}`)).toEqual([{ day: '2026-03-01', waiting: 1 }])
    }
    await expect(at(here, '2026-03-01', 'none')).rejects.toThrow(/没有编号为“none”的时间戳机构/)
    await expect(at(here, '2026-03-05', 't0')).rejects.toThrow(/2026-03-05 没有取证文件/)
  })

  it('count no more once the office trusts another root', async () => {
    const here = await desk()
    capture(here, 'e1', '2026-03-01T02:00:00.000Z', hash('a'))
    const { url } = await authority()
    trust(here, 't', url)
    await at(here, '2026-03-01', 't')
    const other = office.issue('other-root', { extensions: rootExtensions })
    trust(here, 't', url, { roots: [readFileSync(other.cert, 'utf8')] })
    expect(stampsOf(here, hash('a'))).toEqual([])
    expect(checkedStamps(here)[0]?.fault).toMatch(/不是由本单位信任的根证书签发的/)
    expect(waitingDays(here, 't')).toEqual([{ day: '2026-03-01', waiting: 1 }])
  })
})
