import { describe, expect, it } from 'vitest'
import { messages, noTerms, outcomes, page, runPage, term, texts } from '../facts-builders.ts'

const terms = { ...noTerms, sensitive: [term('中港', '内地与香港', ['中港路']), term('中港两地', '内地和香港两地')] }
const judged = (...blocks: Parameters<typeof texts>[0]) => runPage('sensitive-words', page({ texts: texts(blocks) }), { terms })

describe('sensitive-words', () => {
  it('a word with its line', () => {
    const hints = judged('会议讨论了中港合作的有关事项')
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toBe('疑似敏感表述“中港”，应为“内地与香港”：“会议讨论了中港合作的有关事项”（词库：测试词库）。')
    expect(hints[0]?.places[0]?.text).toBe('中港')
  })

  it('the longest word, once', () => {
    const hints = judged('中港两地经贸往来')
    expect(hints).toHaveLength(1)
    expect(messages(hints)).toContain('“中港两地”')
  })

  it('an allowed phrase', () => {
    expect(outcomes(judged('中港路施工公告'))).toEqual(['pass'])
    expect(outcomes(judged('中港路施工，中港合作'))).toEqual(['fail'])
  })

  it('only shown text', () => {
    expect(outcomes(judged({ text: '中港合作', shown: false }))).toEqual(['pass'])
    expect(outcomes(judged({ text: '中港合作', shown: null }))).toEqual(['fail'])
  })

  it('no list switched on; missing facts', () => {
    expect(outcomes(runPage('sensitive-words', page({ texts: texts(['中港合作']) })))).toEqual(['not-applicable'])
    expect(outcomes(runPage('sensitive-words', page({}), { terms }))).toEqual(['needs-human'])
  })

  it('the ground is the line: text elsewhere changes nothing of it', () => {
    expect(judged('中港合作', '会议')[0]?.ground).toBe(judged('中港合作', '另一条')[0]?.ground)
    expect(judged('中港合作')[0]?.ground).not.toBe(judged('深化中港合作')[0]?.ground)
  })
})
