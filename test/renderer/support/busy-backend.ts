import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { openStore } from '../../../db/open.ts'
import { createBackend, type Backend } from '../../../electron/backend/backend.ts'
import type { Input, Output, ProcedureName } from '../../../electron/contract/index.ts'
import type { NewEvent } from '../../../electron/events/types.ts'
import { busyHints } from './busy-hints.ts'
import { busyWatch } from './busy-watch.ts'
import { projectRoot } from './open-backend.ts'

export interface BusyBackend {
  backend: Backend
  batchId: string
  /** In the order of the registry. */
  targets: { objectKey: string; name: string }[]
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  close(): Promise<void>
}

const strata = ['东胜区', '达拉特旗', '准格尔旗', '鄂托克前旗', '伊金霍洛旗']
const offices = ['人力资源和社会保障局', '市场监督管理局', '教育体育局', '住房和城乡建设局', '卫生健康委员会']

/** Names as long as real ones are. */
const rows = strata.flatMap((stratum, s) =>
  offices.map((office, o) => {
    const unit = `内蒙古自治区鄂尔多斯市${stratum}${office}`
    return `网站,${unit}政务信息公开网,${stratum},${unit},15060${s}${String(o).padStart(4, '0')},http://s${s}${o}.example.com/,,,在运行`
  })
)

/**
 * A workspace in the middle of its work: 25 sites with long names, nine finished on two days by two people (three with
 * findings, one of them without any capture, one with a doubtful one), one item put off, one object under way.
 */
export async function busyBackend(): Promise<BusyBackend> {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-busy-'))
  let now = Date.parse('2023-09-25T01:00:00.000Z')
  const clock = {
    now: () => {
      now += 1
      return new Date(now).toISOString()
    }
  }
  const options = {
    workspaceDir: dir,
    resourcesDir: join(projectRoot, 'resources'),
    version: 'test',
    clock,
    ids: { next: () => v7() },
    pageHost: null,
    runtime: { host: 'test' },
    log: pino({ level: 'silent' })
  }
  let backend = await createBackend(options)
  const call: BusyBackend['call'] = async (procedure, input) => {
    const reply = await backend.call(procedure, input)
    if (!reply.ok) throw new Error(`${procedure}: ${reply.error.message}`)
    return reply.value as never
  }
  const file = join(dir, '名录.csv')
  writeFileSync(file, ['类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态', ...rows].join('\r\n'))
  const { previewId } = await call('registry.preview', { sources: [{ path: file }] })
  await call('registry.commit', { previewId, acceptValid: false })
  const { batch } = await call('batches.create', {
    title: '鄂尔多斯市政府网站常态化监管第三季度抽查',
    period: '2023年第三季度',
    catalogueId: 'national-2019-site',
    design: { object: 'site', size: { by: 'all' }, total: 'half-up', strata: 'stratum', seed: '20230925', mustInclude: [] }
  })
  const batchId = batch.id
  const { targets } = await call('batches.targets', { batchId })
  const key = (index: number): string => targets[index]?.objectKey ?? ''
  const finish = async (author: string, start: string, indexes: readonly number[]): Promise<void> => {
    await call('workspace.setAuthor', { author })
    now = Date.parse(start)
    for (const index of indexes) {
      now += 6 * 60_000
      await call('verdicts.give', { batchId, objectKey: key(index), indicatorId: 'W2', verdict: 'pass' })
      await call('targets.complete', { batchId, objectKey: key(index) })
    }
  }
  await finish('王检查', '2023-09-25T01:00:00.000Z', [0, 1, 2, 3])
  await finish('阿拉腾其其格', '2023-09-26T01:00:00.000Z', [5, 6, 10, 11, 15])
  await call('verdicts.give', { batchId, objectKey: key(7), indicatorId: 'W3', verdict: 'pending' })
  await call('verdicts.give', { batchId, objectKey: key(8), indicatorId: 'W2', verdict: 'not-applicable' })
  await backend.close()

  const store = openStore(join(dir, 'workspace.db'), { clock, ids: options.ids, author: () => '王检查' })
  const capture = (objectKey: string, quality: 'blank'[]): { id: string; event: NewEvent } => {
    const id = v7()
    const payload = {
      id,
      batchId,
      objectKey,
      kind: 'capture' as const,
      requestedUrl: null,
      finalUrl: null,
      title: null,
      capturedAt: clock.now(),
      width: 1280,
      height: 800,
      quality,
      files: []
    }
    return { id, event: { type: 'evidence.captured', payload } }
  }
  const fault = (index: number, indicatorId: string, evidenceIds: string[]): NewEvent[] => [
    { type: 'verdict.given', payload: { batchId, objectKey: key(index), indicatorId, verdict: 'fail', inspector: '王检查' } },
    {
      type: 'finding.recorded',
      payload: {
        id: v7(),
        batchId,
        objectKey: key(index),
        indicatorId,
        count: 1,
        description: '首页两周没有更新',
        location: '首页',
        url: 'http://example.com/',
        observedAt: clock.now(),
        inspector: '王检查',
        evidenceIds
      }
    }
  ]
  const good = capture(key(0), [])
  const blank = capture(key(1), ['blank'])
  store.append([
    good.event,
    blank.event,
    ...fault(0, 'W3', [good.id]),
    ...fault(1, 'W3', [blank.id]),
    ...fault(2, 'W4.1', []),
    ...busyHints(batchId, targets)
  ])
  store.append([good.event, blank.event, ...fault(0, 'W3', [good.id]), ...fault(1, 'W3', [blank.id]), ...fault(2, 'W4.1', [])])
  store.append(busyWatch(batchId, [key(0), key(1), key(2)], '2023-09-26'))
  store.close()
  backend = await createBackend(options)
  return {
    backend,
    batchId,
    targets: targets.map(({ objectKey, name }) => ({ objectKey, name })),
    call,
    async close() {
      await backend.close()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}
