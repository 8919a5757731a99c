/** Pages so made that reading them would take minutes where the time grows with the square of their length. */
import { describe, expect, it } from 'vitest'
import { lineAt } from '../../electron/capture/page-view.ts'
import type { PageFacts } from '../../electron/domain/facts/facts.ts'
import { page } from './fact-pages.ts'
import { factsOf } from './facts-of.ts'

const at = 'http://www.yunxi.example/a/b/'
const gather = (body: string): Promise<PageFacts> => factsOf(page('云溪县', body), at)

describe('a page made to be slow', () => {
  const badge = 'document.write("<script src=https://dcs.conac.cn/js/x.js>")'
  it('scripts that open comments and close none, or are empty lines', async () => {
    const scripts = ['/*'.repeat(99_000), '\n'.repeat(199_000)].flatMap((filler) => [
      `<script>${filler}</script>`,
      `<script>//${badge}\n${filler}</script>`
    ])
    const { footerMarks } = await gather(scripts.join('').repeat(4))
    expect(footerMarks).toMatchObject({ ok: true, value: { partyGovBadge: false } })
  }, 60_000)
  it('a badge in a comment is none, after it is one', async () => {
    const badgeOf = async (script: string) => {
      const { footerMarks } = await gather(`<script>${script.replaceAll('<script', '<scr"+"ipt')}</script>`)
      return footerMarks.ok ? footerMarks.value.partyGovBadge : null
    }
    expect(await badgeOf(`/* ${badge} */`)).toBe(false)
    expect(await badgeOf(`  // ${badge}`)).toBe(false)
    expect(await badgeOf(`/* old */ ${badge}`)).toBe(true)
    expect(await badgeOf(`${badge} /* not closed`)).toBe(true)
  })
  it('a guide of nothing but headings', async () => {
    const { guide } = await gather(`${'<p>办理材料</p>'.repeat(60_000)}`)
    expect(guide).toMatchObject({ ok: true })
  }, 60_000)
})

describe('the line of a day', () => {
  it('is the line', () => {
    expect(lineAt('甲\n乙 2024-01-01 丙\n丁', { from: 4, to: 14 })).toEqual({ from: 2, to: 16 })
    expect(lineAt('2024-01-01', { from: 0, to: 10 })).toEqual({ from: 0, to: 10 })
    expect(lineAt('\n2024-01-01\n', { from: 1, to: 11 })).toEqual({ from: 1, to: 11 })
  })
  it('of a page without line breaks is what lies near', () => {
    const day = { from: 500_000, to: 500_010 }
    expect(lineAt('年'.repeat(1_000_000), day)).toEqual({ from: 499_400, to: 500_610 })
  })
})
