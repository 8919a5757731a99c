import { setTimeout as wait } from 'node:timers/promises'
import type { Output } from '../../contract/index.ts'
import { visitsPerDayChoices } from '../../domain/availability-schedule.ts'
import { listOf } from './read-values.ts'
import { withSession, type Session } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'watch --batch 批次 [--minutes 分钟] [--targets 对象,…] [--per-day 24|48|72] [--control 网址,…] [--workspace 文件夹] [--json]'
const options = {
  batch: { type: 'string' },
  minutes: { type: 'string' },
  targets: { type: 'string' },
  'per-day': { type: 'string' },
  control: { type: 'string' }
} as const

/** One round of visits now, or, with --minutes, the visits that fall due in that time. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const { batch: batchId } = values
  if (batchId === undefined || positionals.length > 0) throw wrongUsage('要给出 --batch。', usage)
  const minutes = values.minutes === undefined ? null : numberOf(values.minutes, '--minutes')
  const perDay = perDayOf(values['per-day'])
  return withSession(values, async (session) => {
    if (values.control !== undefined) {
      await session.call('watch.setControlHosts', { addresses: listOf(values.control) })
    }
    await choose(session, batchId, values.targets === undefined ? null : listOf(values.targets), perDay)
    const { controlHosts } = await session.call('watch.get', { batchId })
    if (controlHosts === 0) say('还没有设置对照地址：网站打不开时，不能区分是网站的问题还是本机网络的问题。')
    const since = new Date().toISOString()
    if (minutes === null) {
      const { tooSoon } = await session.call('watch.round', { batchId })
      if (tooSoon.length > 0) say(`有 ${tooSoon.length} 个网站几分钟前刚访问过，这次没有访问。`)
    } else {
      await goOn(session, batchId, minutes)
    }
    const { sites, rule } = await session.call('watch.get', { batchId })
    const visits = await visitsSince(session, batchId, sites, since)
    print(values.json, { rule, controlHosts, visits, sites }, lines(sites, visits.length))
    return 0
  })
}

type Sites = Output<'watch.get'>['sites']

async function choose({ call }: Session, batchId: string, wanted: string[] | null, perDay: PerDay | null): Promise<void> {
  const { plan } = await call('watch.get', { batchId })
  if (plan !== null && wanted === null && perDay === null) return
  const { targets } = await call('batches.targets', { batchId })
  const sites = targets.filter(({ object }) => object.url !== null)
  const found = wanted?.map((name) => {
    const site = sites.find(({ objectKey, object }) => [objectKey, object.siteCode, object.name].includes(name))
    if (site === undefined) throw wrongUsage(`批次里没有可以访问的网站“${name}”。`, usage)
    return site.objectKey
  })
  const objectKeys = found ?? plan?.objectKeys ?? sites.map(({ objectKey }) => objectKey)
  await call('watch.plan', { batchId, objectKeys, perDay: perDay ?? perDayOf(String(plan?.perDay ?? 48)) ?? 48 })
}

/** Until the time is over, every site has its week, or the person ends it. */
async function goOn({ call, backend }: Session, batchId: string, minutes: number): Promise<void> {
  const end = new AbortController()
  const stopListening = backend.onEvent((name, payload) => {
    if (name === 'watch.changed' && (payload as { batchId: unknown }).batchId === null) end.abort()
  })
  const interrupt = (): void => end.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    await call('watch.start', { batchId, keep: false })
    say(`监测 ${minutes} 分钟；按 Ctrl+C 提前结束，已访问的都会留下。`)
    await wait(minutes * 60_000, undefined, { signal: end.signal }).catch(() => undefined)
  } finally {
    stopListening()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await call('watch.pause', {})
  }
}

async function visitsSince({ call }: Session, batchId: string, sites: Sites, since: string) {
  const all = []
  for (const { objectKey } of sites) {
    const { days } = await call('watch.site', { batchId, objectKey })
    all.push(...days.flatMap(({ visits }) => visits.filter(({ at }) => at >= since).map((visit) => ({ objectKey, ...visit }))))
  }
  return all
}

function lines(sites: Sites, made: number): string[] {
  const words = { fails: '达到否决标准', passes: '未达到否决标准', incomplete: '还不满一周' } as const
  return [
    `访问 ${made} 次`,
    ...sites.map(({ name, today, verdict }) => {
      const { kind, completeDays, notOpen, counted, percent } = verdict
      const week = `${words[kind]}（完整 ${completeDays} 天，${counted} 次中 ${notOpen} 次打不开，${percent}%）`
      return `${name}\t今天 ${today.counted} 次，打不开 ${today.notOpen} 次\t${week}`
    })
  ]
}

type PerDay = (typeof visitsPerDayChoices)[number]
function perDayOf(text: string | undefined): PerDay | null {
  if (text === undefined) return null
  const choice = visitsPerDayChoices.find((each) => String(each) === text)
  if (choice === undefined) throw wrongUsage('--per-day 只能是 24、48 或 72。', usage)
  return choice
}
function numberOf(text: string, name: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 60 * 24 * 14)) throw wrongUsage(`${name} 要写大于 0 的分钟数，最多两周。`, usage)
  return value
}
