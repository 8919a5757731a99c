import { describe, expect, it } from 'vitest'
import { readPage } from '../../../renderer/features/help/markdown.ts'
import { helpPages } from '../../../renderer/features/help/pages.ts'
import { readLines, searchHelp } from '../../../renderer/features/help/search.ts'

const lines = readLines(helpPages)
const found = (search: string): string[] =>
  searchHelp(lines, search).map(({ page, section }) => `${page.id}/${page.sections[section]?.heading ?? ''}`)
const marked = (search: string): string[] =>
  searchHelp(lines, search).map(({ line, from, to }) => Array.from(line).slice(from, to).join(''))

describe('searchHelp', () => {
  it('finds a heading by its characters, its pinyin, its initials, and while the last syllable is being typed', () => {
    for (const search of ['质量存疑', 'zhiliangcunyi', 'zlcy', 'ZhiLiangCunY']) {
      expect(found(search)[0], search).toBe('evidence/质量存疑')
      expect(marked(search)[0], search).toMatch(/^质量存疑?$/)
    }
  })

  it('finds what stands only in the text, and marks the very place', () => {
    expect(found('取证单')).toContain('evidence/存了什么')
    expect(found('guomi')).toContain('questions/显示需要国密浏览器')
    for (const mark of marked('guomi')) expect(mark).toBe('国密')
  })

  it('puts titles before headings and headings before text', () => {
    expect(found('检查')[0]).toBe('checking/')
    expect(found('jc').length).toBeGreaterThan(0)
  })

  it('wants every word, wherever in the section', () => {
    expect(found('种子 尾差')).toEqual([])
    expect(found('种子 必查')).toEqual(['sampling/抽到谁'])
  })

  it('finds nothing where there is nothing, and nothing for an empty search', () => {
    expect(found('   ')).toEqual([])
    expect(found('zzzzqx')).toEqual([])
    expect(found('<script>')).toEqual([])
  })

  it('does not take two initials in running text for a word', () => {
    const page = readPage('a', '---\ntitle: 甲乙\ntitleEn: A\norder: 1\n---\n取了证。\n\n## 丙丁\n\n登记。\n')
    expect(searchHelp(readLines([page]), 'dj')).toEqual([])
    expect(searchHelp(readLines([page]), 'bd')).toHaveLength(1)
  })
})
