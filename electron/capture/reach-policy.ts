/** Addresses behind a name, those that may be contacted: the same rule as for inspected pages. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { hostAllowed, hostListed, isPrivateAddress } from '../domain/address-policy.ts'

export interface Addresses {
  v4: string[]
  v6: string[]
}

/** How a name is resolved; the system's resolver in earnest. */
export type ResolveAll = (host: string) => Promise<readonly string[]>

export const resolveBySystem: ResolveAll = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/** @param allowHosts hosts that may lie on loopback or private addresses */
export async function addressesOf(
  url: URL,
  port: number,
  allowHosts: readonly string[],
  resolve: ResolveAll = resolveBySystem
): Promise<Addresses> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!hostAllowed(host, port, allowHosts)) return { v4: [], v6: [] }
  const all = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host]
  const isListed = hostListed(host, port, allowHosts)
  const open = all.filter((address) => isListed || !isPrivateAddress(address)).slice(0, 20)
  return { v4: open.filter((address) => isIP(address) === 4), v6: open.filter((address) => isIP(address) === 6) }
}
