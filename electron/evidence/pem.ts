import { bytesOfBase64 } from './public-key.ts'

/** What stands in a PEM text under a label (`CERTIFICATE`, `X509 CRL`), DER. Blocks whose base64 is damaged are left out. */
export function pemBlocks(text: string, label: string): Uint8Array[] {
  const blocks = text.matchAll(new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`, 'g'))
  return [...blocks].flatMap(([, body = '']) => bytesOfBase64(body.replaceAll(/\s/g, '')) ?? [])
}

export function pemText(der: Uint8Array, label: string): string {
  const base64 = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''))
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`
}
