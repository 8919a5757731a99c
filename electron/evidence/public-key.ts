/** Ed25519 public keys in the one form that packages carry: DER (SPKI) as PEM. Runs in the verifier page too. */

/** What stands before the 32 bytes of every Ed25519 key in DER (RFC 8410). */
const derStart = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
const derBytes = derStart.length + 32

export function publicKeyPem(der: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...der))}\n-----END PUBLIC KEY-----\n`
}

/** The key in DER, or null for anything but the very text that `publicKeyPem` gives: two texts of one key would be two files. */
export function publicKeyDer(pem: string): Uint8Array | null {
  const [, base64 = ''] = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n$/.exec(pem) ?? []
  if (base64 === '') return null
  const der = bytesOfBase64(base64)
  const isEd25519 = der?.length === derBytes && derStart.every((byte, index) => der[index] === byte)
  return isEd25519 && publicKeyPem(der) === pem ? der : null
}

export const rawPublicKey = (der: Uint8Array): Uint8Array => der.subarray(derStart.length)

/** null where the text is not the base64 of anything, or not in its one plain form. */
export function bytesOfBase64(base64: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) return null
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return btoa(String.fromCharCode(...bytes)) === base64 ? bytes : null
}
