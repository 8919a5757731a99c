import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One known fault of a sample site: what the server does on purpose. */
export type SampleFault =
  | { kind: 'stale-column'; column: string; daysBeforeSample: number }
  | { kind: 'blank-column'; column: string }
  | { kind: 'dead-link'; text: string; path: string; answer: number | 'reset' }
  | { kind: 'missing-site-code' }
  /** The site's search finds nothing, whatever stands on it. */
  | { kind: 'broken-search' }
  /** Interpretations come so many days after their documents. */
  | { kind: 'late-interpretation'; days: number }
  /** Another title for search engines than for people. */
  | { kind: 'hijacked-title'; title: string }
  | { kind: 'expired-certificate'; expired: string }
  | { kind: 'redirect'; hops: string[]; toHost: string }
  | { kind: 'slow'; seconds: number }
  | { kind: 'endless' }
  | { kind: 'hostile'; tries: string[] }

export interface SampleColumn {
  id: string
  title: string
  /** A new item every so many days; absent for columns that are forms or lists of services. */
  everyDays?: number
  form?: 'messages' | 'services'
  children?: SampleColumn[]
}

interface SampleSiteRow {
  host: string
  colour: string
  accent: string
  faults: SampleFault[]
  extraColumns?: string[]
  charset?: 'utf-8' | 'gb18030'
  /** Height of the home page in CSS pixels; absent: as high as its content. */
  height?: number
  /** Links that answer 401/403/412/429: a person must look, they are not dead. */
  needsEyes?: { text: string; path: string; answer: number }[]
}

/** A site of the sample with what the registry file says of it. */
export interface SampleSite extends SampleSiteRow {
  name: string
  unit: string
  siteCode: string
  isPortal: boolean
  isRunning: boolean
  secure: boolean
  columns: SampleColumn[]
}

interface SampleFile {
  id: string
  county: string
  /** Stale columns end this many days before it, whatever the day the sample runs. */
  sampleDate: string
  ports: { http: number; https: number }
  domain: string
  columns: SampleColumn[]
  extraColumns: SampleColumn[]
  headlines: Record<string, string[]>
  paragraphs: string[]
  messages: { title: string; askedDaysAgo: number; answeredDaysAgo: number }[]
  services: string[]
  sites: SampleSiteRow[]
}

export interface Sample extends Omit<SampleFile, 'sites'> {
  dir: string
  sites: SampleSite[]
}

export interface SamplePorts {
  http: number
  https: number
}

/** The registry file of the sample is plain: no quoted cells, so a split reads it. */
function registryRows(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const titles = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [titles[index] ?? '', cell])))
}

const sampleDir = (resourcesDir: string) => join(resourcesDir, 'samples', 'yunling')

/** Reads the shipped sample: sites.json (content and faults) joined with 名录.csv (names, units, codes) by host name. */
export function loadSample(resourcesDir: string): Sample {
  const dir = sampleDir(resourcesDir)
  const file = JSON.parse(readFileSync(join(dir, 'sites.json'), 'utf8')) as SampleFile
  const rows = registryRows(readFileSync(join(dir, '名录.csv'), 'utf8')).filter((row) => row['类别'] === '网站')
  const rowOfHost = new Map(rows.map((row) => [new URL(row['网址'] ?? '').hostname.split('.')[0], row]))
  const sites = file.sites.map((site) => {
    const row = rowOfHost.get(site.host)
    if (!row) throw new Error(`名录.csv has no site on host ${site.host}`)
    const extra = file.extraColumns.filter((column) => site.extraColumns?.includes(column.id))
    return {
      ...site,
      name: row['名称'] ?? '',
      unit: row['主办单位'] ?? '',
      siteCode: row['网站标识码'] ?? '',
      isPortal: row['门户'] === '是',
      isRunning: row['状态'] === '在运行',
      secure: (row['网址'] ?? '').startsWith('https:'),
      columns: [...file.columns, ...extra]
    }
  })
  return { ...file, dir, sites }
}

/** The registry file with the ports the sites are really served on. */
export function registryFor(sample: Sample, ports: SamplePorts): string {
  return readFileSync(join(sample.dir, '名录.csv'), 'utf8')
    .replaceAll(`:${sample.ports.http}/`, `:${ports.http}/`)
    .replaceAll(`:${sample.ports.https}/`, `:${ports.https}/`)
}

/** `dtyw/ylyw` and the like for every column that shows a list, with its title path. */
export function listColumns(site: SampleSite): { path: string; column: SampleColumn; titles: string[] }[] {
  return site.columns.flatMap((column) =>
    column.children
      ? column.children.map((child) => ({
          path: `${column.id}/${child.id}`,
          column: child,
          titles: [column.title, child.title]
        }))
      : [{ path: column.id, column, titles: [column.title] }]
  )
}
