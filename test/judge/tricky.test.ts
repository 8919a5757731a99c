import { describe, expect, it } from 'vitest'
import { articleCases } from './tricky-articles.ts'
import { linkCases } from './tricky-links.ts'
import { pageCases } from './tricky-pages.ts'
import { siteCases } from './tricky-sites.ts'

const all = [...siteCases, ...linkCases, ...pageCases, ...articleCases]

describe('tricky cases', () => {
  it('are at least 60, none twice', () => {
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(60)
  })

  it.each(all)('%s (%s)', (_name, _why, judge, outcome) => {
    const hints = judge()
    expect([...new Set(hints.map((hint) => hint.outcome))], hints.map(({ message }) => message).join('\n')).toEqual([outcome])
  })
})
