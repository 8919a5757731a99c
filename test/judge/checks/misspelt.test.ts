import { describe, expect, it } from 'vitest'
import { messages, noTerms, outcomes, page, runPage, term, texts } from '../facts-builders.ts'

const terms = { ...noTerms, misspelt: [term('按步就班', '按部就班'), term('帐号', '账号')] }
const judged = (...blocks: string[]) => runPage('misspelt', page({ texts: texts(blocks) }), { terms })

describe('misspelt', () => {
  it('one hint for a word, with its places', () => {
    const hints = judged('请登录帐号', '帐号管理', '按步就班推进')
    expect(outcomes(hints)).toEqual(['fail', 'fail'])
    expect(hints[0]?.places).toHaveLength(2)
    expect(hints[0]?.message).toBe('疑似错别字“帐号”，应为“账号”：共 2 处，如“请登录帐号”（词库：测试词库）。')
  })

  it('right words, no list, no facts', () => {
    expect(outcomes(judged('请登录账号'))).toEqual(['pass'])
    expect(outcomes(runPage('misspelt', page({ texts: texts(['帐号']) })))).toEqual(['not-applicable'])
    expect(messages(runPage('misspelt', page({}), { terms }))).toContain('“页面文字”')
  })
})
