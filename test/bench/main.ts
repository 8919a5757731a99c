import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figure, Part } from './figure.ts'
import { tableText } from './figure.ts'

/** Loaded only when asked for, so that one part runs where another's needs (a browser, Electron) are missing. */
const parts: Record<string, () => Promise<Part>> = {
  import: async () => (await import('./import.ts')).importRows,
  draw: async () => (await import('./draw.ts')).draw,
  score: async () => (await import('./score.ts')).score,
  annex: async () => (await import('./annex.ts')).annex,
  capture: async () => (await import('./capture.ts')).capture,
  window: async () => (await import('./window.ts')).windowStart,
  memory: async () => (await import('./memory.ts')).memory,
  frames: async () => (await import('./frames.ts')).frames,
  next: async () => (await import('./desk.ts')).nextPage,
  lists: async () => (await import('./desk.ts')).lists,
  rows: async () => (await import('./rows.ts')).rows,
  links: async () => (await import('./links.ts')).links,
  sweep: async () => (await import('./sweep.ts')).sweep,
  packages: async () => (await import('./packages.ts')).packages,
  merge: async () => (await import('./logs.ts')).merge,
  rebuild: async () => (await import('./logs.ts')).rebuild
}

const machine = () =>
  [
    `${cpus()[0]?.model.trim()} × ${cpus().length}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `${process.platform} ${release()}`,
    `Node ${process.versions.node}`,
    new Date().toISOString().slice(0, 10),
    // Other work on the machine makes every figure worse: say how much there was.
    `load average before ${loadBefore}, after ${loadavg()[0]?.toFixed(1)}`
  ].join(', ')

const loadBefore = loadavg()[0]?.toFixed(1)
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(', ')} (there are: ${Object.keys(parts).join(', ')})`)
  process.exit(2)
}

const figures: Figure[] = []
const notShown: string[] = []
for (const [name, load] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`· ${name}`)
  const part = await load()
  const measured = await part().catch((cause: unknown) => {
    notShown.push(`${name}: not shown (${cause instanceof Error ? cause.message : String(cause)})`)
    return []
  })
  for (const figure of measured) console.error(`  ${figure.what}: ${figure.value.toFixed(2)} ${figure.unit}`)
  figures.push(...measured)
}

const text = `${machine()}\n\n${tableText(figures)}${notShown.map((line) => `\n- ${line}`).join('')}\n`
console.log(text)

if (process.argv.includes('--write')) {
  const file = join(import.meta.dirname, 'README.md')
  const marks = ['<!-- figures -->', '<!-- /figures -->'] as const
  const page = readFileSync(file, 'utf8')
  const [before, rest = ''] = page.split(marks[0])
  const after = rest.split(marks[1])[1] ?? ''
  writeFileSync(file, `${before}${marks[0]}\n${text}\n${marks[1]}${after}`)
}
// A display that was started for Electron would keep this process waiting.
process.exit(0)
