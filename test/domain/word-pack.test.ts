import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { termMatcher, type SoughtTerm } from '../../electron/domain/term-match.ts'
import { parseWordPackRows } from '../../electron/domain/word-pack-rows.ts'
import { packLimits, parseWordPackJson } from '../../electron/domain/word-pack.ts'

const header = ['词', '类别', '正确写法', '允许语境', '说明']
const heading = [
  ['某市政务公开办词库', '', '', '', ''],
  ['名称', '某市常见错别字', '', '', ''],
  ['版本：2026年第三版', '', '', '', ''],
  ['来源', '某市政务公开办', '', '', '']
]
const table = (rows: string[][], above = heading) => ({
  file: '词库.xlsx',
  sheet: null,
  firstRow: 1,
  rows: [...above, header, ...rows]
})
const refused = (work: () => unknown): XunchaError => {
  try {
    work()
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('parseWordPackRows', () => {
  it('reads heading, kinds in the usual words, and contexts parted in the usual ways', () => {
    const pack = parseWordPackRows(
      table([
        ['帐号', '错别字', '账号', '营帐号、蚊帐号', '货币用账'],
        [' 老 虎 机 ', '赌博', '', '查获老 虎 机', '']
      ])
    )
    expect(pack).toEqual({
      name: '某市常见错别字',
      version: '2026年第三版',
      source: '某市政务公开办',
      terms: [
        { word: '帐号', kind: 'misspelt', better: '账号', allowed: ['营帐号', '蚊帐号'], note: '货币用账' },
        { word: '老 虎 机', kind: 'gambling', better: null, allowed: ['查获老 虎 机'], note: '' }
      ]
    })
  })

  it('names every fault with its row and column, and takes nothing', () => {
    const error = refused(() =>
      parseWordPackRows(
        table([
          ['帐', '错别字', '账', '', ''],
          ['帐号', '错字吧', '账号', '', ''],
          ['布署', '错别字', '布署', '', ''],
          ['帐户', '错别字', '账户', '银行卡', ''],
          ['布署', '错别字', '部署', '', ''],
          ['', '错别字', '部署', '', '']
        ])
      )
    )
    expect(error.code).toBe('bad-file')
    expect(error.faults.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '6 词',
      '7 类别',
      '8 正确写法',
      '9 允许语境',
      '10 词',
      '11 词'
    ])
    expect(error.message).toContain('第 6 行“词”：“帐”只有一个字')
    expect(error.message).toContain('共 6 处')
    expect(error.faults[4]?.reason).toContain('与第 8 行重复')
  })

  it('wants name, version and source above the header', () => {
    const error = refused(() => parseWordPackRows(table([['帐号', '错别字', '账号', '', '']], [])))
    expect(error.faults.map(({ reason }) => reason)).toEqual(
      ['名称', '版本', '来源'].map((name) => `没有写词库的${name}，请写明后重试`)
    )
  })

  it('refuses a table without its columns, without words, and one with too many', () => {
    expect(refused(() => parseWordPackRows({ ...table([]), rows: [['甲', '乙']] })).message).toContain('缺少“词”、“类别”列')
    expect(refused(() => parseWordPackRows(table([]))).code).toBe('file-empty')
    const many = Array.from({ length: packLimits.terms + 1 }, (_, index) => [`词语${index}`, '敏感', '', '', ''])
    expect(refused(() => parseWordPackRows(table(many))).faults).toEqual([
      { file: '词库.xlsx', row: heading.length + 2 + packLimits.terms, reason: '词超过 20,000 条，请分成几个词库' }
    ])
  })
})

describe('parseWordPackJson', () => {
  const pack = (terms: unknown, head: object = { name: '甲', version: '1', source: '乙' }) => ({ ...head, terms })
  it('reads own and Chinese member names', () => {
    expect(
      parseWordPackJson(
        pack([
          { word: '帐号', kind: 'misspelt', better: '账号', allowed: [], note: '' },
          { 词: '百家乐', 类别: '博彩' }
        ]),
        'a.json'
      ).terms
    ).toEqual([
      { word: '帐号', kind: 'misspelt', better: '账号', allowed: [], note: '' },
      { word: '百家乐', kind: 'gambling', better: null, allowed: [], note: '' }
    ])
  })

  it.each([
    ['a list', [], 'name, version, source'],
    ['null', null, 'name, version, source'],
    ['terms that are no list', pack({}), 'name, version, source'],
    ['a term that is no object', pack(['帐号']), 'name, version, source'],
    ['a further member of the pack', pack([], { name: '甲', version: '1', source: '乙', script: 'x' }), 'name, version, source'],
    ['a further member of a term', pack([{ word: '帐号', kind: '错字', url: 'http://x' }]), '不认识的内容“url”'],
    [
      'a name that is an object',
      pack([{ word: '帐号', kind: '错字' }], { name: {}, version: '1', source: '乙' }),
      '没有写词库的名称'
    ],
    ['a word of 51 characters', pack([{ word: '长'.repeat(51), kind: '敏感' }]), '第 1 条“词”'],
    ['no terms', pack([]), '没有词'],
    ['more text than a pack may hold', pack(heavy()), '超过一百万字']
  ])('refuses %s', (_, json, sentence) => {
    expect(refused(() => parseWordPackJson(json, 'a.json')).message).toContain(sentence)
  })

  it('lists at most 200 faults', () => {
    const error = refused(() => parseWordPackJson(pack(Array.from({ length: 5_000 }, () => ({ word: '', kind: '' }))), 'a.json'))
    expect(error.faults).toHaveLength(200)
    expect(error.message).toContain('共 10000 处')
  })
})

function heavy(): object[] {
  const context = '语'.repeat(98)
  return Array.from({ length: 300 }, (_, index) => {
    const word = `词${String.fromCharCode(0x4e_00 + index)}`
    return { word, kind: '敏感', allowed: Array.from({ length: 50 }, (__, one) => `${word}${context.slice(one)}`) }
  })
}

describe('termMatcher', () => {
  const term = (word: string, allowed: string[] = [], better: string | null = null): SoughtTerm => ({
    term: word,
    kind: 'misspelt',
    better,
    allowed,
    pack: '样例 1'
  })
  const found = (terms: SoughtTerm[], text: string) =>
    termMatcher(terms)(text, 100).map(({ start, end, allowedBy }) => [text.slice(start, end), allowedBy])

  it('finds every place, and says where a longer text makes the word right', () => {
    expect(found([term('按装', ['按装机'])], '按装水表，按装机容量计算，请按装')).toEqual([
      ['按装', null],
      ['按装', '按装机'],
      ['按装', null]
    ])
  })

  it('lets a context begin before the word and hold it twice', () => {
    expect(found([term('坚难', ['攻坚难'])], '攻坚难题与坚难岁月')).toEqual([
      ['坚难', '攻坚难'],
      ['坚难', null]
    ])
    expect(found([term('哈哈', ['哈哈镜哈哈'])], '哈哈镜哈哈')).toEqual([
      ['哈哈', '哈哈镜哈哈'],
      ['哈哈', '哈哈镜哈哈']
    ])
  })

  it('takes the longest word at a place, and a right writing that holds the word is no hit', () => {
    expect(found([term('博彩'), term('博彩网站')], '博彩网站和博彩')).toEqual([
      ['博彩网站', null],
      ['博彩', null]
    ])
    expect(found([term('截止', [], '截止到')], '截止到今天')).toEqual([['截止', '截止到']])
  })

  it('sees full-width and capital letters as plain ones, at the places of the text as written', () => {
    expect(found([term('pk10')], '北京赛车ＰＫ１０与İPK10')).toEqual([
      ['ＰＫ１０', null],
      ['PK10', null]
    ])
  })

  it('stops at the limit', () => {
    expect(termMatcher([term('帐号')])('帐号'.repeat(50), 7)).toHaveLength(7)
  })

  // An independent count: every start of every word, none inside another.
  it('finds in a long text of 20,000 words what a plain search finds', () => {
    const words = Array.from(
      { length: 20_000 },
      (_, index) => `词${String.fromCharCode(0x4e_00 + (index % 5_000))}${Math.floor(index / 5_000)}`
    )
    const text = words.filter((_, index) => index % 7 === 0).join('，')
    const hits = termMatcher(words.map((word) => term(word)))(text, 100_000)
    expect(hits.map(({ term: word }) => word)).toEqual(text.split('，'))
  })
})
