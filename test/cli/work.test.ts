import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csv, numbers, siteRow } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { laptop } from './laptop.ts'
import { json, type CommandResult } from './support.ts'

type Laptop = ReturnType<typeof laptop>
interface Sent {
  keyId: string
  targets: number
  added: number
  overlaps: { name: string; inspectors: string[] }[]
}
interface Opened {
  isKnown: boolean
  added: number
  kept: number
  targets: number
  withdrawn: { name: string }[]
  stateHash: string
}
interface Listed {
  inspectors: {
    inspector: string
    assigned: number
    done: number
    inProgress: number
    notBegun: number
    merged: { seq: number } | null
  }[]
  unassigned: { name: string }[]
  outOfScope: { name: string; author: string; reason: string; acts: number }[]
}
interface Scored {
  targets: { name: string; code: string; outcome: string }[]
  summary: { checked: number; failed: number; passRate: string }
}

const strata = ['合肥市', '芜湖市', '蚌埠市']
/** 40 sites in strata of 20, 13 and 7. */
const stratumOf = (number: number): string => strata[number <= 20 ? 0 : number <= 33 ? 1 : 2] ?? ''
const nameOf = (number: number): string => `第${number}号网站`
const codeOf = (number: number): string => `34${String(number).padStart(8, '0')}`
/** By the split rule read off its own words: strata one after the other, dealt out in turn. */
const shareOf = (index: number): number[] => numbers(40).filter((number) => (number - 1) % 2 === index)

/** Everything that the workspace keeps, as bytes. */
function bytesOf({ dir }: Laptop): Buffer {
  const folder = join(dir, '工作区')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(names.map((entry) => readFileSync(join(entry.parentPath, entry.name))))
}

const ok = (result: CommandResult): CommandResult => {
  expect(result.stderr + result.stdout).not.toMatch(/没有|错误/)
  expect(result.code).toBe(0)
  return result
}

async function draw(manager: Laptop, title: string, period: string): Promise<string> {
  const create = ['batch', 'create', '--title', title, '--period', period, '--object', 'site']
  const made = await manager.run(...create, '--catalogue', 'national-2019-site', '--all', '--seed', 's', '--json')
  return json<{ batch: string }>(made).batch
}

const failing = (number: number): boolean => number % 5 === 0

/** The veto W3 on every fifth site, and all of them done. */
async function inspect(one: Laptop, batch: string, sites: readonly number[], by: string): Promise<void> {
  const rows = sites
    .filter(failing)
    .map((number) => `${codeOf(number)},W3,1,首页没有更新,首页,http://site${number}.example.com/,2023-09-26 10:20,${by},`)
  writeFileSync(join(one.dir, '问题.csv'), ['对象,指标,数量,问题描述,位置,网址,监测时间,检查人,证据', ...rows].join('\r\n'))
  if (rows.length > 0) ok(await one.run('findings', 'import', '问题.csv', '--batch', batch, '--json'))
  ok(await one.run('batch', 'complete', '--batch', batch, '--json'))
}

describe('xuncha work', () => {
  it(
    'hands 40 targets to two inspectors, exactly theirs to each, and takes the results in whatever order',
    { timeout: 400_000 },
    async () => {
      await builtVerifyPage()
      const root = temporaryFolder()
      const [manager, li, wang] = [laptop(root, '负责人'), laptop(root, '李四的电脑'), laptop(root, '王五的电脑')]
      csv(
        manager.dir,
        '名录.csv',
        numbers(40).map((number) => siteRow(number, stratumOf(number)))
      )
      ok(await manager.run('registry', 'import', '名录.csv', '--json'))
      const batch = await draw(manager, '三季度', '2023Q3')
      const send = async (to: string, ...args: string[]): Promise<Sent> =>
        json<Sent>(await manager.run('work', 'send', '--batch', batch, '--to', to, ...args, '--json'))
      const list = async (): Promise<Listed> => json<Listed>(await manager.run('work', 'list', '--batch', batch, '--json'))

      const toLi = await send('李四', '--share', '1/2', '--out', join(root, '李四.zip'))
      const toWang = await send('王五', '--share', '2/2', '--out', join(root, '王五.zip'))
      expect([toLi.targets, toLi.added, toWang.targets, toWang.overlaps]).toEqual([20, 20, 20, []])
      expect(await list()).toMatchObject({
        unassigned: [],
        outOfScope: [],
        inspectors: [{ notBegun: 20 }, { notBegun: 20, merged: null }]
      })

      // For another person, from a key nobody knows: refused, and the folder is as an empty one is.
      const file = join(root, '李四.zip')
      const empty = await wang.state()
      for (const [args, said] of [
        [[file], '还没有写明检查员姓名'],
        [[file, '--as', '王五', '--accept-key', toLi.keyId], '任务包是给“李四”的'],
        [[join(root, '王五.zip'), '--as', '王五'], `密钥 ${toLi.keyId} 在本机没有登记`],
        [[join(root, '王五.zip'), '--as', '王五', '--accept-key', '0'.repeat(16)], '在本机没有登记']
      ] as const) {
        const refused = await wang.run('work', 'open', ...args, '--json')
        expect([refused.code, refused.stdout]).toEqual([2, expect.stringContaining(said)])
      }
      expect(await wang.state()).toBe(empty)

      const open = async (one: Laptop, name: string, person: string): Promise<Opened> =>
        json<Opened>(await one.run('work', 'open', join(root, name), '--as', person, '--accept-key', toLi.keyId, '--json'))
      const opened = await open(li, '李四.zip', '李四')
      expect(opened).toMatchObject({ isKnown: false, added: 20, kept: 0, targets: 20 })
      expect(await open(li, '李四.zip', '李四')).toMatchObject({ isKnown: true, added: 0, stateHash: opened.stateHash })
      await open(wang, '王五.zip', '王五')

      // Exactly theirs: of all names and codes of the registry the folder's bytes hold their own and no other.
      for (const [one, index] of [
        [li, 0],
        [wang, 1]
      ] as const) {
        const bytes = bytesOf(one)
        const own = shareOf(index)
        const found = (text: (number: number) => string): number[] => numbers(40).filter((number) => bytes.includes(text(number)))
        expect([found(nameOf), found(codeOf)]).toEqual([own, own])
        const shown = json<{ targets: { code: string }[] }>(await one.run('batch', 'show', batch, '--json'))
        expect(shown.targets.map(({ code }) => code)).toEqual(own.map(codeOf))
      }

      await inspect(li, batch, shareOf(0), '李四')
      await inspect(wang, batch, shareOf(1), '王五')
      const keyLi = await li.pack(batch, '李四交回.zip')
      const keyWang = await wang.pack(batch, '王五交回.zip')
      const verified = json<{ ok: boolean }>(await manager.run('package', 'verify', join(root, '李四交回.zip'), '--json'))
      expect(verified.ok).toBe(true)
      // A part of a batch makes no notice.
      const notice = await li.run('notice', '--batch', batch, '--profile', 'default', '--out', '通报', '--json')
      expect([notice.code, notice.stdout]).toEqual([1, expect.stringContaining('只有任务包里的 20 个')])

      const copies = ['甲', '乙', '丙'].map((name) => laptop(root, name, manager))
      const results = { 李四: [join(root, '李四交回.zip'), keyLi], 王五: [join(root, '王五交回.zip'), keyWang] } as const
      const orders = [
        ['李四', '王五'],
        ['王五', '李四'],
        ['李四', '李四', '王五', '李四', '王五']
      ] as const
      const states: string[] = []
      for (const [index, order] of orders.entries()) {
        const one = copies[index]
        if (one === undefined) continue
        const accepted = new Set<string>()
        for (const who of order) {
          const [zip, key] = results[who]
          const accept = accepted.has(who) ? [] : ['--accept-key', key, '--name', who]
          accepted.add(who)
          const merged = await one.merge(zip, ...accept)
          expect(merged).toMatchObject({ held: [], missing: [], conflicts: [], outOfScope: [] })
        }
        states.push(await one.state())
      }
      expect(new Set(states).size).toBe(1)
      const [first] = copies
      if (first === undefined) return
      for (const one of [first, li, wang]) {
        const before = await one.state()
        expect(json(await one.run('state', 'rebuild', '--json'))).toMatchObject({ stateHash: before })
      }
      const scored = json<Scored>(await first.run('score', '--batch', batch, '--json'))
      const failed = numbers(40).filter(failing)
      expect(scored.targets.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)).toEqual(failed.map(codeOf))
      const rate = ((40 - failed.length) * 100) / 40
      expect(scored.summary).toMatchObject({ checked: 40, failed: failed.length, passRate: rate.toFixed(2) })
      const done = json<Listed>(await first.run('work', 'list', '--batch', batch, '--json'))
      expect(done).toMatchObject({ unassigned: [], outOfScope: [], inspectors: [{ done: 20 }, { done: 20 }] })
      expect(done.inspectors.every(({ merged }) => (merged?.seq ?? 0) > 1)).toBe(true)
      cpSync(join(first.dir, '工作区'), join(manager.dir, '工作区'), { recursive: true })

      // More work for one, less for the other; one target with both.
      writeFileSync(join(root, '清单.txt'), `${nameOf(2)}\n# 换人\n${codeOf(4)}\n`)
      const back = await manager.run(
        'work',
        'withdraw',
        '--batch',
        batch,
        '--to',
        '王五',
        '--targets',
        join(root, '清单.txt'),
        '--json'
      )
      expect(json(back)).toEqual({ withdrawn: 2, left: 18 })
      expect((await list()).unassigned.map(({ name }) => name)).toEqual([nameOf(2), nameOf(4)])
      expect((await list()).outOfScope.map(({ name, reason }) => [name, reason])).toEqual([
        [nameOf(2), 'withdrawn'],
        [nameOf(4), 'withdrawn']
      ])
      const more = await send('李四', '--targets', join(root, '清单.txt'), '--out', join(root, '李四2.zip'))
      expect(more).toMatchObject({ targets: 22, added: 2 })
      const second = json<Opened>(await li.run('work', 'open', join(root, '李四2.zip'), '--json'))
      expect(second).toMatchObject({ isKnown: false, targets: 22, added: 2, kept: 0 })
      const older = await li.run('work', 'open', join(root, '李四.zip'), '--json')
      expect(json(older)).toMatchObject({ isKnown: true })
      const both = await send('王五', '--targets', join(root, '清单.txt'), '--out', join(root, '王五2.zip'))
      expect(both.overlaps.map(({ name, inspectors }) => [name, inspectors])).toEqual([
        [nameOf(2), ['李四', '王五']],
        [nameOf(4), ['李四', '王五']]
      ])
      const foreign = await li.run('work', 'open', join(root, '王五2.zip'), '--json')
      expect([foreign.code, foreign.stdout]).toEqual([2, expect.stringContaining('任务包是给“王五”的，本机的检查员是“李四”')])
    }
  )
})
