import { compareHosts, displayHost } from '../../domain/host-display.ts'
import { hostOf } from '../../domain/page-key.ts'
import { isGovernmentHost, whyNotPublic } from '../addresses.ts'
import { pageCheck, type CheckResult } from '../check.ts'
import { fail, needsHuman, pagePlace, pass } from '../result.ts'

/** D4.1: `.gov.cn` or `.政务`; a portal is `www.□□□.gov.cn`, a department `○○○.□□□.gov.cn`. */
export const domainName = pageCheck({
  id: 'domain-name',
  title: '域名名称',
  needs: ['document'],
  isOncePerSite: true,
  skip: ({ object, url }) => (object?.kind === 'account' ? '账号没有域名。' : whyNotPublic(url)),
  run({ document }, { object, url }) {
    const loaded = hostOf(document.finalUrl) ?? hostOf(url)
    if (loaded === null) return needsHuman('网址里没有读到域名。', [pagePlace(url)], [url])
    const place = pagePlace(document.finalUrl)
    const shown = displayHost(loaded).shown
    const results: CheckResult[] = []
    const registered = hostOf(object?.url ?? null)
    if (registered !== null) {
      const difference = compareHosts(registered, loaded)
      const wanted = displayHost(registered).shown
      if (difference === 'look-alike') {
        const { punycode } = displayHost(loaded)
        const message = `打开的域名 ${shown}${punycode === null ? '' : `（${punycode}）`}与登记的 ${wanted} 形近而不同。`
        results.push(fail(message, [place], [registered, loaded]))
      } else if (difference === 'different') {
        results.push(needsHuman(`登记的域名 ${wanted} 转到了 ${shown}，请核对。`, [place], [registered, loaded]))
      }
    }
    const fault = faultOf(loaded.replace(/:\d+$/, ''), object?.isPortal ?? null)
    if (fault !== null) {
      const message = `域名 ${shown} ${fault.why}。`
      results.push(fault.isSure ? fail(message, [place], [loaded]) : needsHuman(message, [place], [loaded]))
    }
    if (/:\d+$/.test(loaded))
      results.push(needsHuman(`网址带有端口（${shown}），请核对是否为正式域名。`, [place], [loaded, '端口']))
    return results.length > 0 ? results : pass(`域名 ${shown} 符合规定的形式。`)
  }
})

/** `isPortal` null: no registry says what the site is. */
function faultOf(host: string, isPortal: boolean | null): { why: string; isSure: boolean } | null {
  if (/^[\d.]+$|^\[/.test(host)) return { why: '是 IP 地址，不是域名', isSure: true }
  if (!isGovernmentHost(host)) return { why: '不以 .gov.cn 或 .政务 结尾', isSure: true }
  if (!host.endsWith('.gov.cn')) return null
  const labels = host.split('.').slice(0, -2)
  const isPortalShape = labels.length === 2 && labels[0] === 'www'
  if (isPortal === true) return isPortalShape ? null : { why: '不是门户网站应有的 www.□□□.gov.cn 形式', isSure: true }
  const isShort = labels.length === 1
  if (isPortal === false) {
    // A State Council department is `www.□□□.gov.cn` too, so a person has to say.
    return isPortalShape || isShort ? { why: '不是部门网站的 ○○○.□□□.gov.cn 形式，请核对', isSure: false } : null
  }
  return isShort ? { why: '前面没有 www 或部门名，请核对', isSure: false } : null
}
