import { describe, expect, it } from 'vitest'
import { formatBytes, formatInstant, percentOf } from '../../renderer/components/format.ts'
import { tsvCell } from '../../renderer/components/grid-tsv.ts'
import { matchesSearch, pinyinOf } from '../../renderer/components/pinyin.ts'
import { exportHref, recordHref } from '../../renderer/components/served-file.ts'
import { secondsLeft } from '../../renderer/components/time-left.ts'

describe('formatInstant', () => {
  it('is Beijing time whatever the zone of the machine, also over midnight', () => {
    expect(formatInstant('2023-09-26T02:20:59.000Z')).toBe('2023-09-26 10:20')
    expect(formatInstant('2023-12-31T16:05:00.000Z')).toBe('2024-01-01 00:05')
  })
})

describe('percentOf', () => {
  it('reaches 100 only when everything is done', () => {
    expect(percentOf(999, 1000)).toBe(99)
    expect(percentOf(1000, 1000)).toBe(100)
    expect(percentOf(0, 0)).toBe(0)
  })
})

describe('formatBytes', () => {
  it.each([
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [3 * 1024 * 1024, '3.0 MB']
  ])('%i is %s', (size, text) => expect(formatBytes(size)).toBe(text))
})

describe('pinyinOf', () => {
  it('finds an office by its initials and by its whole pinyin', () => {
    const { full, initials } = pinyinOf('科技局')
    expect(full).toBe('kejiju')
    expect(initials).toBe('kjj')
  })

  it('keeps letters and digits in their places', () => {
    expect(pinyinOf('东胜12345热线').initials).toBe('ds12345rx')
    expect(pinyinOf('东胜12345热线').full).toBe('dongsheng12345rexian')
    expect(pinyinOf('A站').initials).toBe('az')
  })

  it('reads a character in its context', () => {
    expect(pinyinOf('重庆银行').initials).toBe('cqyh')
  })
})

describe('matchesSearch', () => {
  it('needs every word, in any order and case', () => {
    const haystack = '市科技局网站\nkejiju\nkjj\n3300000001'
    expect(matchesSearch('KJJ 3300', haystack)).toBe(true)
    expect(matchesSearch(' 科技局 ', haystack)).toBe(true)
    expect(matchesSearch('kjj 民政', haystack)).toBe(false)
    expect(matchesSearch('', haystack)).toBe(true)
  })
})

describe('tsvCell', () => {
  it('quotes what would break the table, nothing else', () => {
    expect(tsvCell('市科技局')).toBe('市科技局')
    expect(tsvCell('a\tb')).toBe('"a\tb"')
    expect(tsvCell('说"好"\n了')).toBe('"说""好""\n了"')
  })
})

describe('exportHref', () => {
  it('is the part from exports on, each name escaped, on either kind of path', () => {
    expect(exportHref('/home/a/ws/exports/2023-09-26-通报/附件.xlsx')).toBe(
      `exports/${encodeURIComponent('2023-09-26-通报')}/${encodeURIComponent('附件.xlsx')}`
    )
    expect(exportHref('C:\\ws\\exports\\50%.docx')).toBe('exports/50%25.docx')
  })

  it('is null for a file elsewhere', () => {
    expect(exportHref('/tmp/通报.docx')).toBeNull()
  })

  it('finds the record of a batch', () => {
    expect(decodeURIComponent(recordHref('01a2'))).toBe('exports/抽样记录-01a2.json')
  })
})

describe('secondsLeft', () => {
  it('goes by the pace so far and is silent while nothing can be said', () => {
    expect(secondsLeft(25, 100, 5_000)).toBe(15)
    expect(secondsLeft(0, 100, 5_000)).toBeNull()
    expect(secondsLeft(5, null, 5_000)).toBeNull()
    expect(secondsLeft(5, 100, 300)).toBeNull()
  })
})
