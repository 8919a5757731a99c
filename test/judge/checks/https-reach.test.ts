import { describe, expect, it } from 'vitest'
import { outcomes, page, reach, runPage } from '../facts-builders.ts'

describe('https-reach', () => {
  it.each<[boolean | null, string]>([
    [true, 'pass'],
    [false, 'fail'],
    [null, 'needs-human']
  ])('%s: %s', (overHttps, outcome) => {
    expect(outcomes(runPage('https-reach', page({ reach: reach({ overHttps }) })))).toEqual([outcome])
  })

  it('is not asked of this machine', () => {
    expect(
      outcomes(runPage('https-reach', page({ reach: reach({ overHttps: false }) }), { url: 'http://127.0.0.1:8080/' }))
    ).toEqual(['not-applicable'])
  })

  it('missing facts', () => {
    expect(outcomes(runPage('https-reach', page({})))).toEqual(['needs-human'])
  })
})
