import { resolve } from 'node:path'
import { readBounded } from '../../backend/read-sources.ts'
import { openItems } from '../../domain/apply-decisions.ts'
import { XunchaError } from '../../domain/errors.ts'
import type { SampleDesign } from '../../domain/inspection.ts'
import type { PlacedObject } from '../../domain/registry.ts'
import { decideOption, decisionsOf } from './decide-option.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'batch create --title 名称 --period 2023Q3 --object site|account --catalogue 目录编号 (--all | --rate 比例 | --count 数量) ' +
  '[--strata 地区|单位类别|平台|无] [--total half-up|ceil|floor] --seed 种子 [--must-include 文件] [--allow-host 主机[:端口]]… ' +
  '[--decide 文件.csv 或 D1.1=confirm|off|2/10]… [--workspace 文件夹] [--json]'

const strataNames: Readonly<Record<string, SampleDesign['strata']>> = {
  地区: 'stratum',
  stratum: 'stratum',
  单位类别: 'unitClass',
  unitClass: 'unitClass',
  平台: 'platform',
  platform: 'platform',
  无: 'none',
  none: 'none'
}

const options = {
  title: { type: 'string' },
  period: { type: 'string' },
  object: { type: 'string' },
  catalogue: { type: 'string' },
  all: { type: 'boolean', default: false },
  rate: { type: 'string' },
  count: { type: 'string' },
  strata: { type: 'string', default: '地区' },
  total: { type: 'string', default: 'half-up' },
  seed: { type: 'string' },
  'must-include': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  ...decideOption
} as const

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, options, usage)
  const { title, period, seed, catalogue } = values
  const object = oneOf('object', values.object, ['site', 'account'])
  if (!title?.trim() || !period?.trim() || !seed || !catalogue) {
    throw wrongUsage('--title、--period、--object、--catalogue、--seed 都要给出。', usage)
  }
  const strata = strataNames[values.strata]
  if (strata === undefined) throw wrongUsage('--strata 只能是 地区、单位类别、平台 或 无。', usage)
  const total = oneOf('total', values.total, ['half-up', 'ceil', 'floor'])
  const size = sizeOf(values)
  return withSession(values, async (session) => {
    const { call } = session
    const must = values['must-include']
    const mustInclude = must === undefined ? [] : await keysIn(must, (await call('registry.list', { object })).objects)
    const design: SampleDesign = { object, size, total, strata, seed, mustInclude }
    const allowHosts = values['allow-host'] ?? []
    const decisions = await decisionsOf(session, catalogue, values.decide)
    const request = { title, period, catalogueId: catalogue, design, allowHosts, decisions }
    const { batch, recordPath } = await call('batches.create', request)
    const { id, frame, drawn, recordHash } = batch
    const { catalogue: frozen } = await call('batches.get', { batchId: id })
    const undecided = openItems(frozen).map(({ indicator }) => indicator.id)
    const result = {
      batch: id,
      frame,
      drawn,
      strata: batch.strata,
      record: recordPath,
      recordHash,
      // Who decides nothing gets the answer that scripts know.
      ...(values.decide === undefined ? {} : { decisions: batch.decisions, undecided })
    }
    print(values.json, result, [
      `批次 ${id}：抽样框 ${frame}，抽取 ${drawn}`,
      ...batch.strata.map((share) => `  ${share.name}\t${share.frame}\t${share.drawn}`),
      `抽样记录：${recordPath}`,
      ...(undecided.length === 0 ? [] : [`数值待核对、本批次不计分的指标 ${undecided.length} 项：${undecided.join('、')}`])
    ])
    return 0
  })
}

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw wrongUsage(`--${name} 只能是 ${allowed.join('、')} 之一。`, usage)
  return found
}

function sizeOf({ all, rate, count }: { all: boolean; rate?: string; count?: string }): SampleDesign['size'] {
  const given = [all, rate !== undefined, count !== undefined].filter(Boolean).length
  if (given !== 1) throw wrongUsage('--all、--rate、--count 要给出一个，也只能给出一个。', usage)
  if (rate !== undefined) return { by: 'rate', rate }
  if (count === undefined) return { by: 'all' }
  if (!/^-?\d{1,9}$/.test(count)) throw wrongUsage('--count 要是整数。', usage)
  return { by: 'count', count: Number(count) }
}

/** One object a line: key, 网站标识码, 平台:账号 or name. */
async function keysIn(path: string, objects: readonly PlacedObject[]): Promise<string[]> {
  const lines = await readLines(resolve(path))
  const byName = new Map<string, string[]>()
  for (const object of objects) {
    for (const name of [
      object.key,
      object.siteCode,
      object.name,
      `${object.platform ?? ''}:${object.accountId ?? object.name}`
    ]) {
      if (name === null) continue
      const known = byName.get(name) ?? []
      if (!known.includes(object.key)) byName.set(name, [...known, object.key])
    }
  }
  const faults = lines.flatMap(({ text, row }) => {
    const found = byName.get(text)?.length ?? 0
    if (found === 1) return []
    return [
      {
        file: path,
        row,
        reason: found === 0 ? `名录中没有“${text}”` : `“${text}”在名录中有 ${found} 个，请改写网站标识码或“平台:账号”`
      }
    ]
  })
  if (faults.length > 0) {
    throw new XunchaError('bad-input', `必查名单“${path}”中有 ${faults.length} 行对不上名录，没有建立批次；请修改后重试。`, {
      faults
    })
  }
  return [...new Set(lines.flatMap(({ text }) => byName.get(text) ?? []))]
}

async function readLines(path: string): Promise<{ text: string; row: number }[]> {
  let content
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(await readBounded(path, 8 * 1024 * 1024))
  } catch (cause) {
    throw new XunchaError('bad-file', `必查名单“${path}”读不出来；请检查路径，并保存为 UTF-8 文本，每行一个对象。`, { cause })
  }
  return content
    .split(/\r?\n/)
    .map((line, index) => ({ text: line.trim(), row: index + 1 }))
    .filter(({ text }) => text !== '')
}
