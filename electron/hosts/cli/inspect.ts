import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { assertPageChecks } from '../../backend/checks-feature.ts'
import { toFaultOfDisk } from '../../backend/disk-fault.ts'
import { captureArchive } from '../../capture/archive.ts'
import { inspectPage } from '../../capture/inspect-page.ts'
import type { LivePage } from '../../capture/live-page.ts'
import type { PageDriver } from '../../capture/page-driver.ts'
import { captureImage } from '../../capture/screenshot.ts'
import { XunchaError } from '../../domain/errors.ts'
import { onOneLine } from '../../domain/hint.ts'
import { flatFacts, missingFacts } from './inspect-facts.ts'
import { openBrowser } from './open-browser.ts'
import { listOf, webAddress } from './read-values.ts'
import { resultFolder, withSession, workspaceOf, type Session } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'inspect 网址 [--object 对象 --batch 批次编号] [--checks 检查,检查] [--now 监测时间] [--allow-loopback] [--save 文件夹] [--json]'

const options = {
  object: { type: 'string' },
  batch: { type: 'string' },
  checks: { type: 'string' },
  now: { type: 'string' },
  'allow-loopback': { type: 'boolean', default: false },
  save: { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [address, ...rest] = positionals
  if (address === undefined || rest.length > 0) throw wrongUsage('要给出一个网址。', usage)
  if ((values.object === undefined) !== (values.batch === undefined)) throw wrongUsage('--object 和 --batch 要一起给出。', usage)
  const url = webAddress(address, usage)
  const observedAt = instantOf(values.now)
  const checks = values.checks === undefined ? null : listOf(values.checks)
  if (checks?.length === 0) throw wrongUsage('--checks 里没有写检查项。', usage)
  assertPageChecks(checks ?? [])
  const saveDir = values.save === undefined ? null : resultFolder(resolve(values.save))
  const host = await openBrowser()
  try {
    return await inWorkspace(values, async ({ call }) => {
      const target = await targetOf(call, values)
      const allowHosts = [
        ...target.allowHosts,
        ...(values['allow-loopback'] ? [url.host, url.hostname, '127.0.0.1', '[::1]', 'localhost'] : [])
      ]
      const { facts, live, kept } = await inspectPage(
        host,
        { url: url.href, allowHosts, observedAt, askServer: null, now: () => new Date().toISOString() },
        async (driver, page) => (saveDir === null ? [] : save(driver, page, saveDir))
      )
      const { record } = live
      if (record.error === null) for (const [name, reason] of missingFacts(facts)) say(`没有取得 ${name}：${reason}`)
      const judged = { facts, url: record.finalUrl, observedAt, target: target.of, checks }
      const { hints } = await call('checks.ofPage', judged)
      const flat = flatFacts(facts)
      print(
        values.json,
        { url: url.href, finalUrl: record.finalUrl, status: record.status, facts: flat, hints, evidence: kept ?? [] },
        [
          ...linesOf(flat),
          ...hints
            .filter(({ outcome }) => outcome === 'fail')
            .map(({ check, message }) => `线索\t${check}\t${onOneLine(message)}`)
        ]
      )
      if (record.error !== null) say(failureText(record.error))
      return record.error === null ? 0 : 1
    })
  } finally {
    await host.close()
  }
}

const failureText = (error: string): string =>
  error.includes('BLOCKED_BY_CLIENT')
    ? '这个地址在本机或内网，没有打开；确实要检查的，请加上 --allow-loopback，或者在批次里允许它。'
    : `页面没有打开（${error}）；请检查网址和网络后重试。`

/** A time without a zone is Beijing's. */
function instantOf(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString()
  const zoned = /^\d{4}-\d\d-\d\d$/.test(text)
    ? `${text}T12:00:00+08:00`
    : /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
      ? text
      : `${text.replace(' ', 'T')}+08:00`
  const time = Date.parse(zoned)
  if (Number.isNaN(time)) throw wrongUsage(`--now 的时间“${text}”看不懂，要写成 2023-02-08T10:20:00+08:00 这样。`, usage)
  return new Date(time).toISOString()
}

interface InspectedTarget {
  of: { batchId: string; objectKey: string } | null
  allowHosts: readonly string[]
}
interface Named {
  object?: string | undefined
  batch?: string | undefined
  workspace?: string | undefined
}

async function targetOf(call: Session['call'], { object: wanted, batch: batchId }: Named): Promise<InspectedTarget> {
  if (wanted === undefined || batchId === undefined) return { of: null, allowHosts: [] }
  const { batch } = await call('batches.get', { batchId })
  const { targets } = await call('batches.targets', { batchId })
  const target = targets.find(({ objectKey, code, name }) => objectKey === wanted || code === wanted || name === wanted)
  if (target === undefined)
    throw new XunchaError('bad-input', `批次“${batch.title}”里没有对象“${wanted}”；请用 xuncha batch show 查看对象。`)
  return { of: { batchId, objectKey: target.objectKey }, allowHosts: batch.allowHosts }
}

/**
 * Whose word packs and working days hold: the workspace that is named, by option or environment; the desktop's where a batch is;
 * else an empty one with what is shipped, so that a look at one address needs and makes no workspace.
 */
async function inWorkspace<T>({ workspace, batch }: Named, work: (session: Session) => Promise<T>): Promise<T> {
  const named = workspaceOf(workspace)
  if (named !== '' || batch !== undefined) return withSession({ workspace: named }, work)
  const dir = await mkdtemp(join(tmpdir(), 'xuncha-inspect-'))
  return withSession({ workspace: dir }, work).finally(() => rm(dir, { recursive: true, force: true }))
}

interface SavedFile {
  role: 'document' | 'image' | 'archive'
  path: string
  sha256: string
  size: number
}

/** The document as it came, the page's picture and its archive. */
async function save(driver: PageDriver, live: LivePage, dir: string): Promise<SavedFile[]> {
  const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
  const archive = await captureArchive(driver)
  const document = live.bytes ?? (live.html === null ? null : Buffer.from(live.html))
  const png = Buffer.concat(image.png)
  const files: [SavedFile['role'], string, Uint8Array][] = [
    ...(document === null ? [] : [['document', '网页原文.html', document] as [SavedFile['role'], string, Uint8Array]]),
    ['image', '整页.png', png],
    ['archive', '网页存档.mhtml', archive]
  ]
  return Promise.all(
    files.map(async ([role, name, bytes]) => {
      const path = join(dir, name)
      await writeFile(path, bytes).catch((error: unknown) => {
        throw toFaultOfDisk(error, `“${path}”没有写成`)
      })
      return { role, path, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength }
    })
  )
}

function linesOf(flat: ReturnType<typeof flatFacts>): string[] {
  const line = (name: string, value: string | boolean | null): string =>
    `${name}\t${value === null ? '没有' : value === true ? '有' : value === false ? '没有' : value}`
  return [
    line('标题', flat.title),
    line('网站标识码', flat.siteIdCode),
    line('ICP备案号', flat.icp),
    line('公安备案号', flat.policeRecord),
    line('主办单位', flat.organiser),
    line('联系方式', flat.contact),
    line('党政机关标识', flat.partyGovBadge),
    line('找错入口', flat.findErrorLink),
    line('最新日期', flat.latestDate),
    line('发布日期', flat.publishDate),
    ...(flat.datedItems ?? []).map(({ date, text }) => `${date}\t${text}`)
  ]
}
