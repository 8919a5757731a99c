import { describe, expect, it } from 'vitest'
import { messages, outcomes, page, reach, runPage } from '../facts-builders.ts'

describe('https-reach', () => {
  it.each<[boolean | null, string]>([
    [true, 'pass'],
    [false, 'fail'],
    [null, 'needs-human']
  ])('%s: %s', (overHttps, outcome) => {
    expect(outcomes(runPage('https-reach', page({ reach: reach({ overHttps }) })))).toEqual([outcome])
  })

  it('a handshake that fails as at a server of 国密 alone is for a person', () => {
    const failed = (httpsError: string) => runPage('https-reach', page({ reach: reach({ overHttps: false, httpsError }) }))
    expect(messages(failed('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'))).toBe(
      'www.s1.gov.cn 的加密连接无法建立，可能只支持国密，需用国密浏览器核对。'
    )
    expect(outcomes(failed('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'))).toEqual(['needs-human'])
    expect(outcomes(failed('ECONNREFUSED'))).toEqual(['fail'])
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
