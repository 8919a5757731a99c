/** One measured number. `aim` is what the project wants; nothing fails when it is missed, the table says so. */
export interface Figure {
  part: string
  what: string
  value: number
  unit: 'ms' | '×' | 'MB' | 'fps' | ''
  aim?: { most?: number; least?: number }
  note?: string
}

export type Part = () => Promise<Figure[]>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1) : [sorted[middle], sorted[middle]]
  return (low + high) / 2
}

/** Runs once to warm up, then so many times; the median in milliseconds. */
export async function medianMs(runs: number, work: () => unknown, warmups = 1): Promise<number> {
  for (let run = 0; run < warmups; run += 1) await work()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return median(times)
}

const shown = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2))

const aimText = ({ aim }: Figure) =>
  aim?.most !== undefined ? `≤ ${aim.most}` : aim?.least !== undefined ? `≥ ${aim.least}` : ''

const verdict = ({ aim, value }: Figure) =>
  aim === undefined
    ? ''
    : (aim.most === undefined || value <= aim.most) && (aim.least === undefined || value >= aim.least)
      ? 'met'
      : 'missed'

export function tableText(figures: readonly Figure[]): string {
  const head = '| part | measured | median | unit | aim | |\n|---|---|---:|---|---|---|\n'
  const rows = figures.map((figure) => {
    const note = [verdict(figure), figure.note ?? ''].filter((text) => text !== '').join('; ')
    return `| ${figure.part} | ${figure.what} | ${shown(figure.value)} | ${figure.unit} | ${aimText(figure)} | ${note} |`
  })
  return `${head + rows.join('\n')}\n`
}
