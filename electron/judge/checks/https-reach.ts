import { mayBeGmOnly } from '../../domain/gm-only.ts'
import { hostOf } from '../../domain/page-key.ts'
import { whyNotPublic } from '../addresses.ts'
import { pageCheck } from '../check.ts'
import { fail, needsHuman, pagePlace, pass } from '../result.ts'

/** The site can be reached over HTTPS. */
export const httpsReach = pageCheck({
  id: 'https-reach',
  title: 'HTTPS 访问',
  needs: ['reach'],
  isOncePerSite: true,
  skip: ({ object, url }) => (object?.kind === 'account' ? '账号不查 HTTPS。' : whyNotPublic(url)),
  run({ reach }, { url }) {
    const host = hostOf(url) ?? url
    if (reach.overHttps === true) return pass(`${host} 能够通过 HTTPS 访问。`)
    // It may well speak HTTPS, with algorithms that nothing here does.
    if (reach.overHttps === false && mayBeGmOnly(reach.httpsError ?? '')) {
      const message = `${host} 的加密连接无法建立，可能只支持国密，需用国密浏览器核对。`
      return needsHuman(message, [pagePlace(url)], [host, '国密'])
    }
    return reach.overHttps === false
      ? fail(`${host} 不能通过 HTTPS 访问。`, [pagePlace(url)], [host, '没有 HTTPS'])
      : needsHuman(`没有试过 ${host} 的 HTTPS，不能判断。`, [pagePlace(url)], [host, '没有试过 HTTPS'])
  }
})
