/** The saved pages with their truths, served on loopback: real pages, which stay outside the project. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { send } from '../support/fixture-pages.ts'
import type { Page } from '../support/fixture-pages.ts'

export interface Truth {
  title: string | null
  siteIdCode: string | null
  icp: string | null
  policeRecord: string | null
  organiser: string | null
  contact: string | null
  hasPartyGovBadge: boolean | null
  hasFindErrorLink: boolean | null
  listDates: string[] | 'absent' | null
  listDatesPageOrder?: string[]
  latestDate: string | null
  publishDate: string | null
  linksCount: number | null
}

export interface CorpusPage {
  id: string
  file: string
  kind: string
  saved_around: string
  charset: string | null
  truth: Truth
}

export const corpusDir = resolve(import.meta.dirname, '../../../shared/corpus')
export const hasCorpus = (): boolean => existsSync(join(corpusDir, 'index.json'))
export const corpusPages = (): CorpusPage[] => JSON.parse(readFileSync(join(corpusDir, 'index.json'), 'utf8')) as CorpusPage[]
export const bytesOf = ({ file }: CorpusPage): Buffer => readFileSync(join(corpusDir, file))

/** The last day the page can have been saved on: what an inspector's own day would have been. */
export const savedOn = ({ saved_around }: CorpusPage): string =>
  saved_around.match(/\d{4}-\d\d-\d\d/g)?.at(-1) ?? `${saved_around.slice(0, 7)}-28`

/** The page's bytes at a path, with its charset in the header or without; everything else is not there. */
export function pageFor(page: CorpusPage, path: string, isBare: boolean): Record<string, Page> {
  const type = isBare || page.charset === null || page.charset === 'absent' ? 'text/html' : `text/html; charset=${page.charset}`
  return { [path]: send(200, type, bytesOf(page)), '*': send(404, 'text/plain', 'none') }
}
