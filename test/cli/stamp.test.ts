import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Output } from '../../electron/contract/index.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { openStore } from '../../db/open.ts'
import { openBackend, openBatch } from '../backend/support.ts'
import { countingIds, steppingClock, temporaryFolder } from '../db/support.ts'
import { Office, policy, rootExtensions, serve, stampExtensions } from '../evidence/stamp-authority.ts'
import { json, startXuncha, xuncha, type CommandResult } from './support.ts'

type Requested = Output<'stamps.request'>
type Listed = Output<'stamps.list'>
const hash = (digit: string): string => digit.repeat(64)
const digestOf = (...hex: string[]): string =>
  createHash('sha256')
    .update(Buffer.from(hex.join(''), 'hex'))
    .digest('hex')

/** A workspace with a file captured on each of two days, and how commands are run on it. */
async function laptop() {
  const dir = temporaryFolder()
  const workspace = join(dir, '工作区')
  const test = await openBackend(workspace)
  const batchId = await openBatch(test, dir, 2)
  const { targets } = await test.call('batches.targets', { batchId })
  await test.backend.close()
  const options = { clock: steppingClock(), ids: countingIds('c'), author: () => '王检' }
  const store = openStore(join(workspace, 'workspace.db'), options)
  const seen = { requestedUrl: null, finalUrl: null, title: 'a', width: 1, height: 1, quality: [] }
  for (const [day, sha256] of [
    ['2026-03-01', hash('a')],
    ['2026-03-02', hash('b')]
  ] as const) {
    const files = [{ role: 'image', name: 'a.png', mime: 'image/png', sha256, size: 1 }]
    const payload = {
      id: day,
      batchId,
      objectKey: targets[0]?.objectKey,
      kind: 'file',
      capturedAt: `${day}T02:00:00.000Z`,
      files,
      ...seen
    }
    store.append([{ type: 'evidence.captured', payload } as NewEvent])
  }
  store.close()
  const run = (...args: string[]): Promise<CommandResult> => xuncha(dir, ['stamp', ...args, '--workspace', '工作区', '--json'])
  const list = async (): Promise<Listed> => json<Listed>(await run('list'))
  const waiting = async (): Promise<number[]> => (await list()).days.map((day) => day.waiting)
  return { dir, run, list, waiting }
}

function authorities() {
  const folder = join(temporaryFolder(), 'tsa')
  mkdirSync(folder)
  const office = new Office(folder)
  const root = office.issue('root', { extensions: rootExtensions })
  const signer = office.issue('signer', { extensions: stampExtensions, issuer: root })
  const settings = (name: string, url: string): string =>
    office.file(`${name}.json`, JSON.stringify({ name, url, policy, roots: [readFileSync(root.cert, 'utf8')] }))
  return { office, root, signer, settings }
}

const errorOf = (result: CommandResult): string => json<{ error: { message: string } }>(result).error.message

it('xuncha stamp asks for what waits when told to, and keeps what openssl accepts', async () => {
  const { office, root, signer, settings } = authorities()
  const here = await laptop()
  let asked = 0
  const { url, server } = await serve((request) => {
    asked += 1
    return { body: office.reply(request, signer) }
  })
  onTestFinished(() => void server.close())

  expect(errorOf(await here.run())).toContain('还没有时间戳机构')
  expect((await here.run('authority', settings('省时间戳中心', url))).code).toBe(0)
  expect(json(await here.run('authority', settings('省时间戳中心', url)))).toMatchObject({ replaced: true })
  const before = await here.list()
  expect(before.authorities).toMatchObject([{ name: '省时间戳中心', url }])
  expect(before.days).toEqual([
    { day: '2026-03-01', files: 1, waiting: 1, stamps: [] },
    { day: '2026-03-02', files: 1, waiting: 1, stamps: [] }
  ])
  expect(asked, 'requests before anybody ran stamp').toBe(0)

  const done = await here.run()
  expect(done.code, done.stderr).toBe(0)
  expect(json<Requested>(done)).toMatchObject({
    stamped: [{ day: '2026-03-01' }, { day: '2026-03-02' }],
    waiting: [],
    fault: null
  })
  const after = await here.list()
  expect(
    after.days.map(({ waiting, stamps }) => [waiting, stamps.map(({ authority, gap, fault }) => [authority, gap, fault])])
  ).toEqual([
    [0, [['省时间戳中心', 'close', null]]],
    [0, [['省时间戳中心', 'close', null]]]
  ])
  const { stamps } = json<Output<'stamps.ofFile'>>(await here.run('list', '--file', hash('a')))
  // Beside the day's one file the head of the log is stamped: the path leads over it to the root, hashed here after RFC 6962.
  expect(stamps.map(({ day, path }) => [day, path?.length])).toEqual([['2026-03-01', 1]])
  const { side, hash: beside } = stamps[0]?.path?.[0] ?? { side: 'right', hash: '' }
  const [leaf, other] = [digestOf('00', hash('a')), beside]
  expect(side === 'right' ? digestOf('01', leaf, other) : digestOf('01', other, leaf)).toBe(stamps[0]?.root)
  expect(office.accepts(Buffer.from(stamps[0]?.answer ?? '', 'base64'), stamps[0]?.root ?? '', root)).toBe(true)

  expect(json<Requested>(await here.run())).toMatchObject({ stamped: [], waiting: [] })
  expect(asked, 'nothing waits, nothing is asked').toBe(2)
}, 120_000)

it('says in one sentence what is wrong with a settings file, an authority or its answer, and loses nothing', async () => {
  const { office, root, signer, settings } = authorities()
  const strange = office.issue('strange', { extensions: rootExtensions })
  const stranger = office.issue('stranger', { extensions: stampExtensions, issuer: strange })
  const here = await laptop()
  const pem = readFileSync(root.cert, 'utf8')
  for (const [content, sentence] of [
    [{ name: '甲', url: 'ftp://tsa.example/', roots: [pem] }, '设置的“url”不对'],
    [{ name: '甲', url: 'http://127.0.0.1/', roots: [pem, 'x'] }, 'roots 第 2 项不是一张 PEM 证书'],
    [{ name: '甲', url: 'http://127.0.0.1/', roots: [`${pem}${pem}`] }, 'roots 第 1 项不是一张 PEM 证书']
  ] as const) {
    const refused = await here.run('authority', office.file('bad.json', JSON.stringify(content)))
    expect([refused.code, errorOf(refused)]).toEqual([2, expect.stringContaining(sentence)])
  }

  const gone = await serve(() => ({ body: '' }))
  gone.server.close()
  // The first day is stamped rightly, the second by somebody whom nobody trusts.
  let count = 0
  const { url, server } = await serve((request) => {
    count += 1
    return { body: office.reply(request, count === 1 ? signer : stranger) }
  })
  onTestFinished(() => void server.close())
  await here.run('authority', settings('断网机构', gone.url))
  await here.run('authority', settings('冒名机构', url))
  expect(errorOf(await here.run())).toContain('不止一家（断网机构、冒名机构）')
  expect(errorOf(await here.run('--authority', '丙'))).toContain('没有名为“丙”的时间戳机构')

  const offline = await here.run('--authority', '断网机构')
  expect([offline.code, offline.stderr]).toEqual([
    1,
    '时间戳机构“断网机构”连接不上，2026-03-01 的取证仍在等候加盖；请联网后重试。\n'
  ])
  expect(json<Requested>(offline).stamped).toEqual([])
  expect(await here.waiting()).toEqual([1, 1])

  const forged = await here.run('--authority', '冒名机构')
  expect(forged.code).toBe(1)
  expect(forged.stderr).toBe(
    '时间戳机构“冒名机构”给 2026-03-02 的时间戳无效：签名证书不是由本单位信任的根证书签发的；请向时间戳机构重新申请。\n'
  )
  expect(json<Requested>(forged).waiting).toEqual([{ day: '2026-03-02', waiting: 1 }])
  expect(await here.waiting()).toEqual([0, 1])
}, 120_000)

it('killed between the answer and the log, nothing is lost but the request', async () => {
  const { office, signer, settings } = authorities()
  const here = await laptop()
  let kill: (() => void) | null = null
  let asked = 0
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      asked += 1
      const answer = office.reply(Buffer.concat(parts), signer)
      outgoing.writeHead(200, { 'content-type': 'application/timestamp-reply' })
      if (kill === null) return outgoing.end(answer)
      // All of the answer is with the program, which does not know yet that it was all.
      outgoing.write(answer, () => kill?.())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const file = settings('省时间戳中心', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  expect((await here.run('authority', file)).code).toBe(0)

  const { child, ended } = startXuncha(here.dir, ['stamp', '--workspace', '工作区'])
  kill = () => void child.kill('SIGKILL')
  await ended
  expect(child.signalCode).toBe('SIGKILL')
  expect([asked, await here.waiting()]).toEqual([1, [1, 1]])

  kill = null
  const again = await here.run()
  expect(again.code, again.stderr).toBe(0)
  expect([asked, await here.waiting()]).toEqual([3, [0, 0]])
  expect((await here.list()).days.map(({ stamps }) => stamps.length)).toEqual([1, 1])
}, 120_000)
