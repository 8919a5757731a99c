/** Why a stamp is refused. */
export type StampFaultKind =
  | 'malformed'
  | 'not-granted'
  | 'wrong-imprint'
  | 'wrong-nonce'
  | 'wrong-policy'
  | 'weak-hash'
  | 'unsupported'
  | 'no-certificate'
  | 'wrong-certificate'
  | 'bad-signature'
  | 'wrong-usage'
  | 'unknown-root'
  | 'not-valid-then'
  | 'revoked'

export class StampFault extends Error {
  readonly kind: StampFaultKind

  /** @param sentence half a Chinese sentence: what is wrong */
  constructor(kind: StampFaultKind, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'StampFault'
    this.kind = kind
  }
}
