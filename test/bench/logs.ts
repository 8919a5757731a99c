import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../db/open.ts'
import type { Store } from '../../db/store-types.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { site, smallInspection } from '../db/fixtures.ts'
import { newDeviceKey, packed, type DeviceKey } from '../db/merge-support.ts'
import type { Figure, Part } from './figure.ts'

const laptops = 10
const eventsOfEach = 5_000
const targetsOfBatch = 500
const longLog = 1_000_000

interface Machine {
  store: Store
  device: string
  key: DeviceKey
}

function openMachine(dir: string, device: string): Machine {
  let ids = 0
  let time = Date.parse('2023-09-25T00:00:00.000Z')
  const store = openStore(join(dir, `${device}.db`), {
    clock: { now: () => new Date((time += 1000)).toISOString() },
    ids: { next: () => `${device}-${String((ids += 1)).padStart(7, '0')}` },
    author: () => `${device} 检查员`,
    device
  })
  return { store, device, key: newDeviceKey() }
}

/** A batch that is open, with nothing done in it. */
const opening = smallInspection(targetsOfBatch).filter(({ type }) =>
  ['registry.imported', 'registry.objects-changed', 'batch.opened', 'batch.targets-drawn'].includes(type)
)

/** The `at`th act of an inspector among the targets from `first` on: a finding, its correction, verdicts. */
function actAt(at: number, { inspector, first, amount }: { inspector: string; first: number; amount: number }): NewEvent {
  const place = { batchId: 'batch-1', objectKey: site(first + (Math.floor(at / 10) % amount) + 1).key }
  const indicatorId = `D${1 + (Math.floor(at / 10 / amount) % 40)}.${at % 10}`
  if (at % 10 > 1)
    return { type: 'verdict.given', payload: { ...place, indicatorId, verdict: at % 3 === 0 ? 'fail' : 'pass', inspector } }
  const finding = {
    id: `${inspector}-${at - (at % 10)}`,
    ...place,
    indicatorId,
    count: 1 + (at % 10),
    description: '栏目超过规定期限未更新',
    location: '首页》政务公开》政策解读',
    url: 'http://site1.example/zcjd/',
    observedAt: '2023-09-26T02:20:00.000Z',
    inspector,
    evidenceIds: []
  }
  return { type: at % 10 === 0 ? 'finding.recorded' : 'finding.edited', payload: finding }
}

function work({ store }: Machine, amount: number, place: Parameters<typeof actAt>[1]): void {
  const step = 5_000
  for (let from = 0; from < amount; from += step) {
    const events = Array.from({ length: Math.min(step, amount - from) }, (_, index) => actAt(from + index, place))
    store.append(events)
  }
}

async function inFolder<T>(run: (dir: string) => T | Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-bench-'))
  try {
    return await run(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const took = (act: () => void): number => {
  const started = performance.now()
  act()
  return performance.now() - started
}

/** Every laptop has its own targets, and forty that two laptops judge both. */
export const merge: Part = () =>
  inFolder((dir): Figure[] => {
    const office = openMachine(dir, 'office')
    office.store.append(opening)
    const packages = Array.from({ length: laptops }, (_, index) => {
      const one = openMachine(dir, `laptop-${index + 1}`)
      one.store.merge(packed(office.store, office.device, office.key))
      one.store.acceptKey(office.key.keyId, office.device)
      const first = index * (targetsOfBatch / laptops)
      work(one, eventsOfEach, { inspector: one.device, first: Math.max(0, first - 4), amount: targetsOfBatch / laptops })
      const content = packed(one.store, one.device, one.key)
      const seal = content.seals.at(-1)
      one.store.close()
      if (seal === undefined) throw new Error('a package without a seal')
      // Known beforehand, as in an office: the key came with an empty package.
      office.store.merge({ events: [], seals: [seal] })
      office.store.acceptKey(one.key.keyId, one.device)
      return content
    })
    const times = packages.map((content) => took(() => void office.store.merge(content)))
    const { store } = office
    const events = store.eventCount()
    if (events < laptops * eventsOfEach) throw new Error(`only ${events} events came in`)
    const conflicts = store.conflicts().length
    const before = store.stateHash()
    if (store.rebuild().stateHash !== before) throw new Error('a rebuild gives other rows')
    store.close()
    return [
      {
        part: 'merge',
        what: `merge of ${laptops} × ${eventsOfEach} events, one package after the other`,
        value: times.reduce((sum, time) => sum + time, 0),
        unit: 'ms',
        note: `${conflicts} conflicts; the last package alone ${times.at(-1)?.toFixed(0)} ms`
      }
    ]
  })

export const rebuild: Part = () =>
  inFolder((dir): Figure[] => {
    const machine = openMachine(dir, 'device-a')
    const { store } = machine
    store.append(opening)
    const written = took(() => work(machine, longLog, { inspector: '王检', first: 0, amount: targetsOfBatch }))
    const before = store.stateHash()
    let stateHash = ''
    const rebuilt = took(() => {
      stateHash = store.rebuild().stateHash
    })
    if (stateHash !== before) throw new Error('the rebuilt rows are others')
    const events = store.eventCount()
    store.close()
    const size = Math.round(statSync(join(dir, 'device-a.db')).size / 2 ** 20)
    const peak = Math.round(process.resourceUsage().maxRSS / 1024)
    return [
      {
        part: 'rebuild',
        what: `projections of ${events} events made anew, the chain checked`,
        value: rebuilt,
        unit: 'ms',
        note: `${Math.round(events / (rebuilt / 1000))} events a second; written in ${Math.round(written / 1000)} s; ${size} MB on disk; most memory ${peak} MB`
      }
    ]
  })
