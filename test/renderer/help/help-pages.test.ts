import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import { helpPageFor } from '../../../renderer/app/help-page-for.ts'
import { keyMap } from '../../../renderer/features/checking/keys.ts'
import { inlinesOf, linesOf, readInlines, readPage, type Inline, type Page } from '../../../renderer/features/help/markdown.ts'
import { helpPages, pictureOf } from '../../../renderer/features/help/pages.ts'
import { zhCN } from '../../../renderer/strings/strings.ts'

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}
const texts = leaves(zhCN)
/** A word on screen: as it stands, or without its key or its counted part. */
const onScreen = new Set(
  texts.flatMap((text) => [text, text.replace(/（[^）]*）$/, ''), text.replace(/（?\{\{[^}]+\}\}.*$/, '').trim()])
)
const keysOnScreen = new Set([
  ...keyMap.map(({ shown }) => shown),
  ...texts.flatMap((text) => text.match(/(?:Ctrl|Shift|Alt)(?:\+(?:Ctrl|Shift|Alt))*\+\w+|\bF\d+\b|\bEsc\b/g) ?? [])
])
/** What every program does, and the command line. */
const common = new Set(['Tab', 'Shift+Tab', 'Enter', '↑', '↓', 'xuncha batch replay'])

const inlines = (page: Page): Inline[] => page.sections.flatMap((section) => section.blocks.flatMap(inlinesOf))
const unknownWords = (pages: readonly Page[]): string[] =>
  pages.flatMap((page) =>
    inlines(page)
      .filter((each) => each.kind === 'word' && !onScreen.has(each.text))
      .map((each) => `${page.id}: ${each.text}`)
  )
const unknownKeys = (pages: readonly Page[]): string[] =>
  pages.flatMap((page) =>
    inlines(page)
      .filter((each) => each.kind === 'key' && !keysOnScreen.has(each.text) && !common.has(each.text))
      .map((each) => `${page.id}: ${each.text}`)
  )
const deadLinks = (pages: readonly Page[]): string[] =>
  pages.flatMap((page) =>
    inlines(page).flatMap((each) => {
      if (each.kind !== 'link') return []
      const to = pages.find(({ id }) => id === each.page)
      const isThere = to?.sections.some(({ heading }) => each.heading === null || heading === each.heading) === true
      return isThere ? [] : [`${page.id}: ${each.page}#${each.heading ?? ''}`]
    })
  )
const planted = (text: string): Page[] => [readPage('planted', `---\ntitle: 甲\ntitleEn: A\norder: 1\n---\n${text}\n`)]

describe('help pages', () => {
  it('cover the work from the first start to the keys, in this order', () => {
    expect(helpPages.map(({ id }) => id)).toEqual([
      'start',
      'registry',
      'sampling',
      'work',
      'checking',
      'evidence',
      'hints',
      'rules',
      'scoring',
      'notices',
      'exchange',
      'identity',
      'backup',
      'questions',
      'keys'
    ])
  })

  it('quote only words that stand on screen', () => {
    expect(helpPages.flatMap(inlines).filter(({ kind }) => kind === 'word').length).toBeGreaterThan(100)
    expect(unknownWords(helpPages)).toEqual([])
    expect(unknownWords(planted('点「不存在的按钮」。'))).toEqual(['planted: 不存在的按钮'])
  })

  it('name only keys that the program has', () => {
    expect(unknownKeys(helpPages)).toEqual([])
    expect(unknownKeys(planted('按 `F13`。'))).toEqual(['planted: F13'])
  })

  it('lead nowhere that is not there', () => {
    expect(deadLinks(helpPages)).toEqual([])
    expect(deadLinks(planted('见[乙](planted#丙)'))).toEqual(['planted: planted#丙'])
  })

  it('have no mark left over, and rows as wide as their head', () => {
    for (const page of helpPages) {
      for (const block of page.sections.flatMap(({ blocks }) => blocks)) {
        for (const line of linesOf(block)) expect(line, page.id).not.toMatch(/[`|「」[\]]|\*\*|^#|:::/)
        if (block.kind === 'table')
          expect(
            block.rows.map((row) => row.length),
            page.id
          ).toEqual(block.rows.map(() => block.head.length))
        if (block.kind === 'part') expect(['keys', 'guide']).toContain(block.name)
      }
    }
  })

  it('belong to every screen of the rail', () => {
    const ids = helpPages.map(({ id }) => id)
    for (const screen of Object.keys(zhCN.common.rail).filter((name) => name !== 'label' && name !== 'help'))
      expect(ids, screen).toContain(helpPageFor(`/${screen}`))
    expect(helpPageFor('/checking/0190')).toBe('checking')
    expect([helpPageFor('/batches/work/0190'), helpPageFor('/batches/0190')]).toEqual(['work', 'sampling'])
    expect(helpPageFor('/nowhere')).toBe('start')
  })
})

describe('readInlines', () => {
  it('tells words, keys, links and plain text apart', () => {
    expect(readInlines('点「保存」或按 `Ctrl+S`，见[检查](checking#判定)')).toEqual([
      { kind: 'text', text: '点' },
      { kind: 'word', text: '保存' },
      { kind: 'text', text: '或按 ' },
      { kind: 'key', text: 'Ctrl+S' },
      { kind: 'text', text: '，见' },
      { kind: 'link', text: '检查', page: 'checking', heading: '判定' }
    ])
  })

  it('makes nothing of markup and of addresses', () => {
    const text = '<img src=x onerror=alert(1)> [甲](javascript:alert(1)) [乙](https://example.org/)'
    expect(readInlines(text)).toEqual([{ kind: 'text', text }])
  })
})

describe('readPage', () => {
  it('refuses a page without head or title', () => {
    expect(() => readPage('a', '正文')).toThrow('has no head')
    expect(() => readPage('a', '---\ntitle: 甲\norder: 1\n---\n')).toThrow('has no titleEn')
  })

  it('joins the lines of a paragraph and parts blocks without an empty line between', () => {
    const [page] = planted('一\n二\n- 甲\n- 乙\n\n## 丙\n1. 丁\n| 戊 | 己 |\n|---|---|\n| 庚 | |\n![辛](a-b.webp)')
    expect(page?.sections.map(({ heading, blocks }) => [heading, blocks.map(({ kind }) => kind)])).toEqual([
      ['', ['paragraph', 'list']],
      ['丙', ['list', 'table', 'picture']]
    ])
    expect(page?.sections[0]?.blocks.flatMap(linesOf)).toEqual(['一二', '甲', '乙'])
  })
})

describe('pictures', () => {
  const folder = join(import.meta.dirname, '../../../resources/help/pictures')
  const files = readdirSync(folder).filter((name) => name.endsWith('.webp'))
  const used = helpPages.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : [])))
  )

  it('are all there and all used, once each', () => {
    expect(files.length).toBeGreaterThan(8)
    expect(used.toSorted()).toEqual(files.toSorted())
    for (const file of files) expect(pictureOf(file), file).toMatch(/\.webp/)
  })

  it('are small, and of one width', async () => {
    for (const file of files) {
      const bytes = readFileSync(join(folder, file))
      expect(bytes.length, file).toBeLessThanOrEqual(60 * 1024)
      expect((await new Transformer(bytes).metadata()).width, file).toBe(960)
    }
  })
})
