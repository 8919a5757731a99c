import { randomBytes } from 'node:crypto'
import { Integer, Null, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs'
import { sha256Id } from './time-stamp-ids.ts'

export interface StampRequest {
  /** What is sent: a TimeStampReq (RFC 3161), DER. */
  bytes: Uint8Array
  /** Hex; the answer must carry the same. */
  nonce: string
}

/**
 * Asks for a stamp over a SHA-256, with the authority's certificates in the answer.
 * @param imprint hex
 * @param policy object identifier of the policy asked for, null leaves it to the authority
 */
export function stampRequest(imprint: string, policy: string | null = null): StampRequest {
  const random = randomBytes(16)
  // Positive and of full length: some authorities shorten leading zeros and send back another number of bytes.
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x40
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Id, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: arrayBuffer(Buffer.from(imprint, 'hex')) })
    }),
    ...(policy === null ? {} : { reqPolicy: policy }),
    nonce: new Integer({ valueHex: arrayBuffer(random) }),
    certReq: true
  })
  return { bytes: new Uint8Array(request.toSchema().toBER()), nonce: random.toString('hex') }
}

/** A buffer of its own: Node's small ones share a pool. */
function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
