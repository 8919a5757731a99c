/** Measures all saved pages both ways and writes the table of README.md anew: `npm run update:corpus`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realHost } from '../support/chromium.ts'
import { measureBrowser, measureHttp } from './both-ways.ts'
import { corpusPages, hasCorpus } from './corpus.ts'
import { explained } from './explained.ts'
import { fields, isMiss, scoreOf } from './measure.ts'
import type { Field, Outcome } from './measure.ts'

const names: Readonly<Record<Field, string>> = {
  siteIdCode: 'site code',
  icp: 'ICP',
  policeRecord: 'police record',
  organiser: 'organiser',
  contact: 'contact',
  badge: 'badge',
  findErrorLink: 'find-error link',
  title: 'title',
  linksCount: 'number of links',
  listDates: 'list dates',
  latestDate: 'latest date',
  publishDate: 'publish date'
}

async function main(): Promise<void> {
  if (!hasCorpus()) {
    console.log('corpus: not shown')
    return
  }
  const pages = corpusPages()
  const host = await realHost(async (name) => (name === '127.0.0.1' ? [name] : []))
  const [http, browser] = [await measureHttp(pages), await measureBrowser(pages, host)]
  await host.close()
  const file = join(import.meta.dirname, 'README.md')
  const [before = '', , after = ''] = readFileSync(file, 'utf8').split(/<!-- (?:table|end) -->/)
  writeFileSync(file, `${before}<!-- table -->\n\n${table(http, browser, pages.length)}\n<!-- end -->${after}`)
  console.log(table(http, browser, pages.length))
}

function table(http: readonly Outcome[], browser: readonly Outcome[], amount: number): string {
  const odd = http.filter(({ id }) => Number(id) % 2 === 1)
  const even = http.filter(({ id }) => Number(id) % 2 === 0)
  const rows = fields.map((field) => {
    const cells = [http, odd, even, browser].flatMap((outcomes) => {
      const { right, missed, invented, precision, recall } = scoreOf(outcomes, field)
      return right + missed + invented === 0 ? ['–', '–'] : [precision.toFixed(3), recall.toFixed(3)]
    })
    const { right, missed } = scoreOf(http, field)
    return `| ${[names[field], String(right + missed), ...cells].join(' | ')} |`
  })
  const misses = (outcomes: readonly Outcome[]): string[] => outcomes.filter(isMiss).map(({ id, field }) => `${id} ${field}`)
  const all = [...new Set([...misses(http), ...misses(browser)])].toSorted()
  return [
    `${amount} pages. P = precision, R = recall.`,
    '',
    '| field | truths | HTTP P | HTTP R | odd ids P | odd ids R | even ids P | even ids R | browser P | browser R |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    'Misses:',
    '',
    ...all.map(
      (name) =>
        `- ${name}${misses(browser).includes(name) ? (misses(http).includes(name) ? '' : ' (browser only)') : ' (HTTP only)'}: ${explained[name] ?? 'not explained'}`
    ),
    ''
  ].join('\n')
}

await main()
process.exit(0)
