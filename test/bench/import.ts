import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './figure.ts'
import type { Figure, Part } from './figure.ts'
import { registryCsv } from './inputs.ts'
import { openWorkspace } from './workspace.ts'

/** Preview and commit of one file in a fresh workspace, in milliseconds. */
async function importOnce(text: string): Promise<{ preview: number; commit: number }> {
  const workspace = await openWorkspace()
  try {
    const path = join(workspace.dir, '名录.csv')
    writeFileSync(path, text)
    const started = performance.now()
    const { previewId } = await workspace.call('registry.preview', { sources: [{ path }] })
    const previewed = performance.now()
    await workspace.call('registry.commit', { previewId, acceptValid: false })
    return { preview: previewed - started, commit: performance.now() - previewed }
  } finally {
    await workspace.close()
  }
}

async function importFigures(rows: number, runs: number, aim: Figure['aim']): Promise<Figure[]> {
  const text = registryCsv(rows)
  await importOnce(registryCsv(500))
  const times: { preview: number; commit: number }[] = []
  for (let run = 0; run < runs; run += 1) times.push(await importOnce(text))
  const total = median(times.map((time) => time.preview + time.commit))
  const preview = median(times.map((time) => time.preview))
  const commit = median(times.map((time) => time.commit))
  return [
    {
      part: 'import',
      what: `import of ${rows} rows, file to SQLite`,
      value: total,
      unit: 'ms',
      ...(aim ? { aim } : {}),
      note: `preview ${preview.toFixed(0)}, commit ${commit.toFixed(0)}; ${runs} runs`
    }
  ]
}

export const importRows: Part = async () => [
  ...(await importFigures(5_000, 5, { most: 3_000 })),
  ...(await importFigures(100_000, 3, undefined))
]
