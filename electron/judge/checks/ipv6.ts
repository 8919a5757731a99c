import { pageCheck } from '../check.ts'
import { fail, listed, needsHuman, pagePlace, pass } from '../result.ts'
import { hostOf } from '../../domain/page-key.ts'
import { whyNotPublic } from '../addresses.ts'

/** D4.5: the site can be reached over IPv6. What this machine cannot try stays open. */
export const ipv6 = pageCheck({
  id: 'ipv6',
  title: 'IPv6 访问',
  needs: ['reach'],
  isOncePerSite: true,
  skip: ({ object, url }) => (object?.kind === 'account' ? '账号不查 IPv6。' : whyNotPublic(url)),
  run({ reach }, { url }) {
    const host = hostOf(url) ?? url
    const place = [pagePlace(url)]
    if (reach.overIpv6 === true) return pass(`${host} 能够通过 IPv6 访问。`)
    if (reach.addressesV6.length === 0) {
      // No address at all is a failed look-up, not an answer.
      return reach.addressesV4.length === 0
        ? needsHuman(`没有查到 ${host} 的任何地址，不能判断 IPv6。`, place, [host, '没有地址'])
        : fail(`${host} 没有 IPv6 地址。`, place, [host, '没有 IPv6 地址'])
    }
    const addresses = listed(reach.addressesV6, '个', 3)
    return reach.overIpv6 === false
      ? fail(`${host} 有 IPv6 地址（${addresses}），但打不开。`, place, [host, ...reach.addressesV6])
      : needsHuman(`本机没有 IPv6，不能判断 ${host}（${addresses}）能否访问。`, place, [host, '本机没有 IPv6'])
  }
})
