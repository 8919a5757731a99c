import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../electron/domain/facts/facts.ts'
import { messages, outcomes, page, runPage, tls } from '../facts-builders.ts'

const judged = (changes: Partial<Fact<'tls'>>) => runPage('certificate', page({ tls: tls(changes) }))

describe('certificate', () => {
  it.each<[name: string, changes: Partial<Fact<'tls'>>, outcome: string]>([
    ['valid', {}, 'pass'],
    ['over', { validTo: '2023-08-23T02:00:00Z', error: 'expired' }, 'fail'],
    ['ends within the hour', { validTo: '2023-08-23T03:00:00Z' }, 'needs-human'],
    ['ends in 30 days', { validTo: '2023-09-22T00:00:00Z' }, 'needs-human'],
    ['ends in 31 days', { validTo: '2023-09-23T00:00:00Z' }, 'pass'],
    ['not yet valid', { validFrom: '2023-09-01T00:00:00Z' }, 'fail'],
    ['for another name', { error: 'ERR_CERT_COMMON_NAME_INVALID' }, 'fail'],
    ['by nobody known', { error: 'ERR_CERT_AUTHORITY_INVALID' }, 'fail'],
    ['perhaps 国密 alone', { error: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH' }, 'needs-human'],
    ['perhaps 国密 alone, as Node says it', { error: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }, 'needs-human'],
    ['old versions', { oldVersions: ['TLS 1.0'] }, 'needs-human']
  ])('%s', (_, changes, outcome) => {
    expect(outcomes(judged(changes))).toEqual([outcome])
  })

  it('counts days in China', () => {
    expect(messages(judged({ validTo: '2023-08-31T17:00:00Z' }))).toBe('安全证书将于 2023-09-01 到期，还有 9 天。')
  })

  it('plain http has none; missing facts', () => {
    expect(outcomes(runPage('certificate', page({}), { url: 'http://www.s1.gov.cn/' }))).toEqual(['not-applicable'])
    expect(outcomes(runPage('certificate', page({})))).toEqual(['needs-human'])
  })
})
