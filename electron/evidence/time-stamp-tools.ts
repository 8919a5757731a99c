/** Names of the hashes that stamps use; SHA-1 only to read which certificate an old stamp names. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** What checking a stamp asks of the place it runs in: node:crypto in the program, plain JavaScript in verify.html. */
export interface StampTools {
  digest(name: HashName, bytes: Uint8Array): Uint8Array
  /**
   * Whether the key signed these bytes; false for keys of another kind than asked for.
   * @param key SPKI, DER
   */
  isSigned(
    key: Uint8Array,
    scheme: { kind: 'rsa' | 'rsa-pss' | 'ecdsa'; hash: HashName },
    signed: Uint8Array,
    signature: Uint8Array
  ): boolean
}
