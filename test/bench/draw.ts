import { Bench } from 'tinybench'
import type { SampleDesign } from '../../electron/domain/inspection.ts'
import type { PlacedObject } from '../../electron/domain/registry.ts'
import { parseRegistryRows } from '../../electron/domain/registry-rows.ts'
import { drawBatch } from '../../electron/domain/sampling.ts'
import type { Part } from './figure.ts'
import { registryCsv, sha256 } from './inputs.ts'

export function placedObjects(count: number): PlacedObject[] {
  const rows = registryCsv(count)
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  const { objects } = parseRegistryRows({ file: '名录.csv', sheet: null, rows, firstRow: 1 })
  // Every one in the frame: the figure is a draw from so many, not from the running ones among them.
  return objects.map((object, order) => ({ ...object, order, kind: 'account', status: '在运行' }))
}

const design: SampleDesign = {
  object: 'account',
  size: { by: 'rate', rate: '0.5' },
  total: 'half-up',
  strata: 'stratum',
  seed: 'bench',
  mustInclude: []
}

export const draw: Part = async () => {
  const frame = placedObjects(100_000)
  const bench = new Bench({ time: 0, iterations: 7, warmupTime: 0, warmupIterations: 2, retainSamples: true })
  let drawn = 0
  bench.add('draw', () => {
    drawn = drawBatch(frame, design, sha256).drawn.length
  })
  await bench.run()
  const { result } = bench.tasks[0] ?? {}
  if (result?.state !== 'completed') throw new Error(`draw did not complete: ${result?.state}`)
  return [
    {
      part: 'draw',
      what: `draw from a registry of ${frame.length} rows (${drawn} drawn)`,
      value: result.latency.p50,
      unit: 'ms',
      aim: { most: 500 }
    }
  ]
}
