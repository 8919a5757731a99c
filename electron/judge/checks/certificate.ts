import { mayBeGmOnly } from '../../domain/gm-only.ts'
import { chinaDay, daysBetween } from '../../domain/rules/days.ts'
import { pageCheck, type CheckResult } from '../check.ts'
import { fail, listed, needsHuman, pagePlace, pass, quoted } from '../result.ts'

/** Days before the end at which a reminder is worth somebody's time. */
const soonDays = 30

/** Certificate and protocol of the connection. A site that may speak 国密 alone is not refused for what a browser says of it. */
export const certificate = pageCheck({
  id: 'certificate',
  title: '安全证书',
  needs: ['tls'],
  isOncePerSite: true,
  skip: ({ object, url }) =>
    object?.kind === 'account' ? '账号不查证书。' : /^https:/i.test(url) ? null : '不是 HTTPS 网址，没有证书。',
  run({ tls }, { observedAt, url }) {
    const place = [pagePlace(url)]
    const today = chinaDay(observedAt)
    const ends = chinaDay(tls.validTo)
    const left = daysBetween(today, ends)
    const at = Date.parse(observedAt)
    const results: CheckResult[] = []
    const term = `${chinaDay(tls.validFrom)} 至 ${ends}`
    if (at > Date.parse(tls.validTo)) {
      results.push(fail(`安全证书已于 ${ends} 过期。`, place, ['过期', tls.subject, ends]))
    } else if (at < Date.parse(tls.validFrom)) {
      results.push(fail(`安全证书还没有生效（有效期 ${term}）。`, place, ['未生效', tls.subject, term]))
    } else if (tls.error !== null) {
      const reason = quoted(tls.error, 80)
      results.push(
        mayBeGmOnly(tls.error)
          ? needsHuman(`加密连接无法建立（${reason}），网站可能只支持国密，请用国密浏览器打开看。`, place, [
              '国密',
              tls.subject,
              tls.error
            ])
          : fail(`浏览器不信任网站的安全证书（${reason}）。`, place, [tls.subject, tls.error])
      )
    } else if (left <= soonDays) {
      results.push(needsHuman(`安全证书将于 ${ends} 到期，还有 ${left} 天。`, place, ['将到期', tls.subject, ends]))
    }
    if (tls.oldVersions.length > 0) {
      const versions = listed(tls.oldVersions, '种')
      results.push(needsHuman(`网站仍接受过时的加密协议：${versions}。`, place, [versions]))
    }
    return results.length > 0 ? results : pass(`安全证书有效，${ends} 到期。`)
  }
})
