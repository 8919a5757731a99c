import { describe, expect, it } from 'vitest'
import { certificateLine } from '../../electron/backend/page-certificate.ts'

describe('certificateLine', () => {
  const tlsFacts = (validTo: string) => ({ error: null, tls: { validTo } }) as never
  const now = '2026-01-10T00:00:00.000Z'
  it('counts the days', () => {
    expect(certificateLine('https://a/', tlsFacts('2026-03-13T00:00:01.000Z'), null, now).text).toBe('证书有效，还有 62 天')
    expect(certificateLine('https://a/', tlsFacts('2026-01-10T05:00:00.000Z'), null, now).text).toBe('证书有效，今天到期')
    const broken = { error: 'net::ERR_CERT_DATE_INVALID', tls: null } as never
    const shown = (validFrom: string, validTo: string) => ({
      names: [],
      subject: '',
      issuer: '',
      validFrom,
      validTo,
      error: null
    })
    expect(certificateLine('https://a/', broken, shown('2020-01-01', '2026-01-07'), now)).toEqual({
      state: 'invalid',
      text: '证书过期 3 天'
    })
    expect(certificateLine('https://a/', broken, shown('2026-02-01', '2027-01-07'), now).text).toBe('证书尚未生效')
    const closed = (error: string) => certificateLine('https://a/', { error, tls: null } as never, null, now)
    expect(closed('net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH')).toEqual({
      state: 'invalid',
      text: '加密连接无法建立，可能只支持国密，需国密浏览器'
    })
    expect(closed('net::ERR_SSL_UNRECOGNIZED_NAME_ALERT').text).toBe('加密连接无法建立')
    expect(certificateLine('http://a/', null, null, now)).toEqual({ state: 'none', text: '未使用 HTTPS' })
  })
})
