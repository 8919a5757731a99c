import { describe, expect, it } from 'vitest'
import { quickSpellingOf, spellingOf } from '../../electron/backend/pinyin.ts'
import { bestOf, type Findable } from '../../renderer/components/fuzzy.ts'

const item = (name: string, code = ''): Findable => ({ name, code, ...spellingOf(name) })
const names = (query: string, items: readonly Findable[], limit = 10): string[] =>
  bestOf(query, items, (each) => each, limit).map(({ name }) => name)

const items = [
  item('市民政局网站', '3401000001'),
  item('市科技局网站', '3401000002'),
  item('市科学技术协会网站', '3401000003'),
  item('内蒙古自治区鄂尔多斯市东胜区人力资源和社会保障局政务新媒体', '1506020001'),
  item('东胜区科技局', '1506020002')
]

describe('bestOf', () => {
  it('finds by characters, whole pinyin, initials and site code', () => {
    expect(names('科技', items)).toEqual(['市科技局网站', '东胜区科技局'])
    expect(names('kejiju', items)).toEqual(['市科技局网站', '东胜区科技局'])
    expect(names('KJJ', items)).toEqual(['市科技局网站', '东胜区科技局'])
    expect(names('1506020001', items)).toEqual([items[3]?.name])
    expect(names('150602', items)).toEqual([items[3]?.name, items[4]?.name])
  })

  it('finds with letters left out, behind what fits closely', () => {
    expect(names('eedsrs', items)).toEqual([items[3]?.name])
    expect(names('kejju', items)).toContain('市科技局网站')
    expect(names('skj', items)[0]).toBe('市科技局网站')
  })

  it('wants every word, and takes full-width letters', () => {
    expect(names('dsq kjj', items)).toEqual(['东胜区科技局'])
    expect(names('ｋｊｊ', items)).toEqual(['市科技局网站', '东胜区科技局'])
    expect(names('kjj 没有', items)).toEqual([])
  })

  it('keeps the order of the list and its limit', () => {
    expect(names('', items, 2)).toEqual([items[0]?.name, items[1]?.name])
    expect(names('wz', items, 2)).toEqual(['市民政局网站', '市科技局网站'])
  })
})

describe('quickSpellingOf', () => {
  it.each([
    ['长沙市科技局33号', 'changshashikejiju33hao', 'csskjj33h'],
    ['重庆市长寿区A站', 'chongqingshichangshouquazhan', 'cqscsqaz'],
    ['乐清市 绿化办', 'yueqingshilvhuaban', 'yqslhb'],
    ['六安市朝阳路', 'luanshichaoyanglu', 'lascyl']
  ])('spells %s', (name, pinyin, initials) => expect(quickSpellingOf(name)).toEqual({ pinyin, initials }))
})
