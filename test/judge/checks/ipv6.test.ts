import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../electron/domain/facts/facts.ts'
import { outcomes, page, reach, runPage } from '../facts-builders.ts'

const judged = (changes: Partial<Fact<'reach'>>) => outcomes(runPage('ipv6', page({ reach: reach(changes) })))

describe('ipv6', () => {
  it.each<[Partial<Fact<'reach'>>, string]>([
    [{}, 'pass'],
    [{ overIpv6: false }, 'fail'],
    [{ overIpv6: null }, 'needs-human'],
    [{ overIpv6: null, addressesV6: [] }, 'fail'],
    [{ overIpv6: false, addressesV6: [] }, 'fail'],
    [{ overIpv6: null, addressesV6: [], addressesV4: [] }, 'needs-human']
  ])('%o: %s', (changes, outcome) => {
    expect(judged(changes)).toEqual([outcome])
  })

  it('is not asked of this machine', () => {
    expect(outcomes(runPage('ipv6', page({ reach: reach({ addressesV6: [] }) }), { url: 'http://127.0.0.1:8080/' }))).toEqual([
      'not-applicable'
    ])
  })

  it('missing facts', () => {
    expect(outcomes(runPage('ipv6', page({})))).toEqual(['needs-human'])
  })
})
