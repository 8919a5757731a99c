import { isPrivateHost } from '../domain/address-policy.ts'
import { hostOf } from '../domain/page-key.ts'

/** Under `.gov.cn` or `.政务`, which only party and government bodies may register. */
export function isGovernmentHost(host: string): boolean {
  return /(?:^|\.)(?:gov\.cn|政务|xn--zfr164b)$/i.test(host.replace(/:\d+$/, ''))
}

/** The part of a host that was registered as a whole: `a.b.example.com.cn` → `example.com.cn`. */
export function registrable(host: string): string {
  const labels = host.replace(/:\d+$/, '').split('.')
  const isSecondLevel = /^(?:com|net|org|gov|edu|ac|mil|co)$/.test(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2
  return labels.slice(isSecondLevel ? -3 : -2).join('.')
}

/** Why the name and the network of a site are not judged: it was served on this machine or inside an office. */
export function whyNotPublic(url: string): string | null {
  const host = hostOf(url)
  const name = host?.startsWith('[') === true ? host.replace(/\]:\d+$/, ']') : host?.replace(/:\d+$/, '')
  return name !== undefined && isPrivateHost(name) ? '本机或内网地址，不查域名和网络。' : null
}
