import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { buildNotice } from '../../electron/domain/notice-build.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { anhuiBatch, indicator, madeBatch, profile } from '../domain/notice-fixtures.ts'

export function anhuiNotice(): NoticeModel {
  return buildNotice({
    profile: profile('anhui'),
    batches: [anhuiBatch('site'), anhuiBatch('account')],
    deadline: '2023-10-20',
    decimals: null,
    date: '2023-09-26'
  })
}

/** Texts that a spreadsheet could take for a formula, a link or a command, and some that break XML or long cells. */
export const hostileTexts = [
  '=1+1',
  '+cmd|/c calc!A0',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '＝1+1',
  '=HYPERLINK("http://example.com","点我")',
  '=DDE("cmd";"/c";"x")',
  '0012345678',
  '1E10',
  '2023-09-26',
  'TRUE',
  '<b>&amp;</b>]]>',
  '控制\u0001\u0008\u001F符',
  '半个\uD83D字',
  '回车\r\n换行',
  '换行\n第二行',
  '\uD83D\uDE00表情'
]

const place = indicator('W20', '空白栏目', {
  kind: 'deduction',
  unitPoints: { value: '2', status: 'confirmed', source: '测试' },
  phrase: '空白栏目{count}个'
})

/** The general notice over sites whose every text is hostile. */
export function hostileNotice(): NoticeModel {
  const objects = hostileTexts.map((text) => ({
    name: text,
    unit: text,
    stratum: '市直',
    score: '98',
    found: [{ indicator: place, count: 1, points: '2', description: text, url: text }]
  }))
  return buildNotice({
    profile: profile('default'),
    batches: [madeBatch('site', objects, [{ name: '市直', frame: objects.length, drawn: objects.length }], [place])],
    deadline: null,
    decimals: null,
    date: '2026-11-22'
  })
}

export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), '通报-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** LibreOffice as a second, independent reader; null (and a line saying so) where it is not installed. */
export function libreOffice(): ((dir: string, to: string, files: readonly string[]) => void) | null {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
  } catch {
    console.log('LibreOffice: not shown')
    return null
  }
  return (dir, to, files) => {
    // A profile of its own: two conversions at once in one profile lose one of them without a word.
    const own = `-env:UserInstallation=file://${encodeURI(temporaryDir())}`
    execFileSync('soffice', [own, '--headless', '--convert-to', to, '--outdir', dir, ...files], {
      stdio: 'ignore',
      timeout: 120_000
    })
  }
}

export interface PdfWord {
  text: string
  page: number
  /** Points from the left and the top of the page. */
  left: number
  right: number
  top: number
}

/** Poppler reads PDFs back; null (and a line saying so) where it is not installed. */
export function poppler(): {
  /** Properties, and the size of each of the first hundred pages. */
  info(pdf: string): string
  /** Lines as they stand on the page. */
  text(pdf: string): string
  /** In the order of the document, without blanks. */
  flow(pdf: string): string
  words(pdf: string): PdfWord[]
} | null {
  const run = (command: string, args: readonly string[]): string =>
    execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    run('pdfinfo', ['-v'])
  } catch {
    console.log('Poppler: not shown')
    return null
  }
  return {
    info: (pdf) => run('pdfinfo', ['-l', '100', pdf]),
    text: (pdf) => run('pdftotext', ['-layout', pdf, '-']),
    flow: (pdf) => run('pdftotext', ['-raw', pdf, '-']).replace(/\s/g, ''),
    words(pdf) {
      let page = 0
      const words: PdfWord[] = []
      const found = /<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="[\d.-]+">([^<]*)</g
      for (const [, left, top, right, text] of run('pdftotext', ['-bbox', pdf, '-']).matchAll(found)) {
        if (text === undefined) page += 1
        else words.push({ text, page, left: Number(left), right: Number(right), top: Number(top) })
      }
      return words
    }
  }
}
