import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stampRequest } from '../../electron/evidence/time-stamp-request.ts'
import { nodeStampTools } from '../../electron/evidence/time-stamp-node-tools.ts'
import { clockGap, verifyStamp as verifyWith, type StampExpectation } from '../../electron/evidence/time-stamp-verify.ts'
import { pageStampTools } from '../../electron/evidence/verify-page/page-stamp-tools.ts'
import { forgedStamps, replaced, type BadStamp } from './stamp-forgeries.ts'
import { stampFaults } from './stamp-faults.ts'
import { Office, openssl, otherPolicy, policy, rootExtensions, stampExtensions, type Issued } from './stamp-authority.ts'
import { expectEachCheckNeeded, stampCase } from './verifier-cases.ts'

const imprint = createHash('sha256').update('取证').digest('hex')
const other = createHash('sha256').update('别的').digest('hex')
const old = { from: '20200101000000Z', to: '20210101000000Z' }
const usage = (words: string): string => stampExtensions.replace('extendedKeyUsage=critical,timeStamping', words)

let office: Office
let root: Issued
let middle: Issued
let signer: Issued
let request: ReturnType<typeof stampRequest>
let good: Buffer
let content: Buffer
/** Every stamp tried, with what must be said of it. */
const judged: ReturnType<typeof stampCase>[] = []

beforeAll(() => {
  office = new Office(mkdtempSync(join(tmpdir(), 'xuncha-tsa-')))
  root = office.issue('root', { extensions: rootExtensions })
  middle = office.issue('middle', { extensions: rootExtensions, issuer: root })
  signer = office.issue('signer', { extensions: stampExtensions, issuer: middle, serial: 5000 })
  request = stampRequest(imprint)
  good = office.reply(request.bytes, signer, { chain: [middle] })
  content = office.contentOf(good)
})

afterAll(() => rmSync(office.dir, { recursive: true, force: true }))

/** By the program's tools and by those of verify.html, which must agree. */
function verifyStamp(answer: Uint8Array, expected: StampExpectation): ReturnType<typeof verifyWith> {
  const byNode = verifyWith(answer, expected, nodeStampTools)
  expect(verifyWith(answer, expected, pageStampTools)).toEqual(byNode)
  return byNode
}

const expectation = (more: Partial<StampExpectation> = {}): StampExpectation => ({
  imprint,
  nonce: request.nonce,
  policies: [policy],
  roots: [readFileSync(root.cert)],
  ...more
})

describe('verifyStamp', () => {
  it('reads what openssl reads out of the request', () => {
    const text = openssl(['ts', '-query', '-in', office.file('own.tsq', Buffer.from(request.bytes)), '-text']).toString()
    expect(text).toMatch(/Hash Algorithm: sha256/)
    expect(text).toMatch(new RegExp(`Nonce: 0x${request.nonce}`, 'i'))
    expect(text).toMatch(/Certificate required: yes/)
    expect(text.replaceAll(/[^0-9a-f]/g, '')).toContain(imprint.slice(0, 16))
    expect(
      openssl([
        'ts',
        '-query',
        '-in',
        office.file('p.tsq', Buffer.from(stampRequest(imprint, otherPolicy).bytes)),
        '-text'
      ]).toString()
    ).toContain(otherPolicy)
  })

  it('takes good stamps, as openssl does', () => {
    const elliptic = office.issue('elliptic', { extensions: stampExtensions, issuer: root, ec: true })
    const pss = office.signedAgain(content, [signer], { chain: [middle], flags: ['-cades', '-keyopt', 'rsa_padding_mode:pss'] })
    const cases: [string, Buffer, Issued[], Partial<StampExpectation>][] = [
      ['with a certificate between', good, [], {}],
      [
        'of the root itself',
        office.reply(request.bytes, office.issue('direct', { extensions: stampExtensions, issuer: root })),
        [],
        {}
      ],
      ['by ECDSA', office.reply(request.bytes, elliptic), [], {}],
      ['with SHA-512', office.reply(request.bytes, signer, { chain: [middle], digest: 'sha512' }), [], {}],
      ['naming its certificate by SHA-1', office.reply(request.bytes, signer, { chain: [middle], essDigest: 'sha1' }), [], {}],
      ['by RSA-PSS', pss, [], {}],
      ['signed by cms', office.signedAgain(content, [signer], { chain: [middle] }), [], {}],
      [
        'of another policy',
        office.reply(stampRequest(imprint, otherPolicy).bytes, signer, { chain: [middle] }),
        [],
        { policies: null, nonce: null }
      ],
      ['with the certificate between pinned', good, [], { roots: [readFileSync(middle.cert)] }],
      ['not revoked', good, [], { revocations: [office.revocations(middle, root, { at: '230101000000Z', reason: null })] }],
      [
        'superseded later',
        good,
        [],
        { revocations: [office.revocations(middle, signer, { at: '400101000000Z', reason: 'superseded' })] }
      ]
    ]
    for (const [what, answer, untrusted, more] of cases) {
      judged.push(stampCase(what, answer, null, expectation(more)))
      const result = verifyStamp(answer, expectation(more))
      expect(result, what).toMatchObject({ ok: true })
      // `openssl ts` knows no PSS.
      const agrees = answer === pss ? office.acceptsSignature(answer, root) : office.accepts(answer, imprint, root, untrusted)
      expect(agrees, what).toBe(true)
    }
    const result = verifyStamp(good, expectation())
    if (!result.ok) throw new Error(result.message)
    expect(Math.abs(Date.parse(result.stamp.time) - Date.now())).toBeLessThan(300_000)
    expect(result.stamp).toMatchObject({ policy, authority: 'O=Xuncha test, CN=signer' })
    console.log(`good time stamps: ${cases.length}, all taken here and by openssl (ts -verify, for PSS cms -verify)`)
  })

  it('refuses every bad one with its own reason', () => {
    const again = (who: Issued, chain: readonly Issued[] = [middle], flags?: readonly string[]): Buffer =>
      office.signedAgain(content, [who], { chain, ...(flags === undefined ? {} : { flags }) })
    const by = (name: string, extensions: string, more: object = {}): Buffer =>
      again(office.issue(name, { extensions, issuer: middle, ...more }))
    const flipped = (at: number, bytes = good): Buffer => {
      const copy = Buffer.from(bytes)
      copy[at] = (copy[at] ?? 0) ^ 1
      return copy
    }
    const query = (...args: string[]): Buffer => {
      const out = join(office.dir, 'made.tsq')
      openssl(['ts', '-query', ...args, '-out', out])
      return readFileSync(out)
    }
    const sha1 = createHash('sha1').update('取证').digest('hex')
    const sha384 = createHash('sha384').update('取证').digest('hex')
    const oldMiddle = office.issue('old-middle', { extensions: rootExtensions, issuer: root, ...old })
    const oldRoot = office.issue('old-root', { extensions: rootExtensions, ...old })
    const strange = office.issue('strange-root', { extensions: rootExtensions })
    const shortRoot = office.issue('short', { extensions: rootExtensions.replace('CA:true', 'CA:true,pathlen:0'), issuer: root })
    const below = office.issue('below-short', { extensions: rootExtensions, issuer: shortRoot })
    const noCa = office.issue('no-ca', { extensions: 'basicConstraints=CA:false', issuer: root })
    const noSign = office.issue('no-cert-sign', {
      extensions: 'basicConstraints=critical,CA:true\nkeyUsage=critical,digitalSignature',
      issuer: root
    })
    const twin = office.issue('signes', { extensions: stampExtensions, issuer: middle, key: signer.key, serial: 5000 })
    const list = (at: string, reason: string | null): Partial<StampExpectation> => ({
      revocations: [office.revocations(middle, signer, { at, reason })]
    })
    const twinBytes = openssl(['x509', '-in', twin.cert, '-outform', 'DER'])
    const signerBytes = openssl(['x509', '-in', signer.cert, '-outform', 'DER'])
    const tampered = Buffer.from(content)
    Buffer.from(other, 'hex').copy(tampered, content.indexOf(Buffer.from(imprint, 'hex')))
    const time = good.indexOf(Buffer.from([0x18, 0x0f]))

    const cases: BadStamp[] = [
      ...forgedStamps({ office, root, middle, signer, good, content }),
      ['of something else', good, 'wrong-imprint', { imprint: other }],
      [
        'of another content',
        office.reply(stampRequest(other).bytes, signer, { chain: [middle] }),
        'wrong-imprint',
        { nonce: null }
      ],
      [
        'of a SHA-384',
        office.reply(query('-digest', sha384, '-sha384', '-cert'), signer, { chain: [middle] }),
        'wrong-imprint',
        { nonce: null }
      ],
      [
        'of a SHA-1',
        office.reply(query('-digest', sha1, '-sha1', '-cert'), signer, { chain: [middle] }),
        'weak-hash',
        { nonce: null }
      ],
      ['to another request', office.reply(stampRequest(imprint).bytes, signer, { chain: [middle] }), 'wrong-nonce'],
      [
        'without nonce',
        office.reply(query('-digest', imprint, '-sha256', '-cert', '-no_nonce'), signer, { chain: [middle] }),
        'wrong-nonce'
      ],
      [
        'of another policy',
        office.reply(stampRequest(imprint, otherPolicy).bytes, signer, { chain: [middle] }),
        'wrong-policy',
        { nonce: null }
      ],
      ['signed with SHA-1', office.reply(request.bytes, signer, { chain: [middle], digest: 'sha1' }), 'weak-hash'],
      ['of a certificate signed with SHA-1', by('weak', stampExtensions, { digest: 'sha1' }), 'weak-hash'],
      ['of an expired certificate', by('expired', stampExtensions, old), 'not-valid-then'],
      ['of a certificate to come', by('future', stampExtensions, { from: '20440101000000Z' }), 'not-valid-then'],
      [
        'of an expired one between',
        again(office.issue('under-old', { extensions: stampExtensions, issuer: oldMiddle }), [oldMiddle]),
        'not-valid-then'
      ],
      [
        'of an expired root',
        again(office.issue('under-old-root', { extensions: stampExtensions, issuer: oldRoot }), []),
        'not-valid-then',
        { roots: [readFileSync(oldRoot.cert)] }
      ],
      ['revoked before', good, 'revoked', list('230101000000Z', 'superseded')],
      ['revoked for its key, later', good, 'revoked', list('400101000000Z', 'keyCompromise')],
      ['revoked without reason, later', good, 'revoked', list('400101000000Z', null)],
      ['with a revocation list that is forged', good, 'bad-signature', { revocations: [forged(list('230101000000Z', null))] }],
      [
        'with a revocation list cut short',
        good,
        'malformed',
        { revocations: [office.revocations(middle, signer, { at: '230101000000Z', reason: null }).subarray(0, 90)] }
      ],
      ['by a certificate for servers', by('server', usage('extendedKeyUsage=critical,serverAuth')), 'wrong-usage'],
      ['by one for more than stamps', by('both', usage('extendedKeyUsage=critical,timeStamping,serverAuth')), 'wrong-usage'],
      ['by one whose use is not critical', by('lax', usage('extendedKeyUsage=timeStamping')), 'wrong-usage'],
      ['by one without a use', by('bare', usage('')), 'wrong-usage'],
      [
        'of another root',
        again(office.issue('stranger', { extensions: stampExtensions, issuer: strange }), [strange]),
        'unknown-root'
      ],
      ['with another root pinned', good, 'unknown-root', { roots: [readFileSync(strange.cert)] }],
      ['with none pinned', good, 'unknown-root', { roots: [] }],
      ['signed by itself', again(office.issue('self', { extensions: stampExtensions }), []), 'unknown-root'],
      ['without the one between', again(signer, []), 'unknown-root'],
      [
        'under one that may not issue',
        again(office.issue('under-no-ca', { extensions: stampExtensions, issuer: noCa }), [noCa]),
        'wrong-certificate'
      ],
      [
        'under one whose key may not issue',
        again(office.issue('under-no-sign', { extensions: stampExtensions, issuer: noSign }), [noSign]),
        'unknown-root'
      ],
      [
        'under too many',
        again(office.issue('deep', { extensions: stampExtensions, issuer: below }), [below, shortRoot]),
        'wrong-certificate'
      ],
      ['of a twin of its certificate', replaced(good, signerBytes, twinBytes), 'wrong-certificate'],
      ['without naming its certificate', again(signer, [middle], []), 'wrong-certificate'],
      ['without certificates', office.reply(query('-digest', imprint, '-sha256'), signer), 'no-certificate', { nonce: null }],
      ['cut short', good.subarray(0, -1), 'malformed'],
      ['cut in half', good.subarray(0, good.length >> 1), 'malformed'],
      ['with a byte more', Buffer.concat([good, Buffer.alloc(1)]), 'malformed'],
      ['of nothing', Buffer.alloc(0), 'malformed'],
      ['that is a page', Buffer.from('<html>502 Bad Gateway</html>'), 'malformed'],
      ['of 300 KB', Buffer.alloc(300_000, 0x30), 'malformed'],
      ['that is refused', office.reply(stampRequest(imprint, '1.2.3.4.5').bytes, signer, { chain: [middle] }), 'not-granted'],
      ['granted without a stamp', Buffer.from('30053003020100', 'hex'), 'malformed'],
      ['with its time changed', flipped(time + 5), 'bad-signature'],
      ['with its imprint changed', replaced(good, content, tampered), 'bad-signature', { imprint: other }],
      ['with its signature changed', flipped(good.length - 20), 'bad-signature'],
      ['of other content', again(signer, [middle], ['-cades', '-econtent_type', '1.2.840.113549.1.7.1']), 'malformed'],
      [
        'by two',
        office.signedAgain(content, [signer, office.issue('second', { extensions: stampExtensions, issuer: middle })], {
          chain: [middle]
        }),
        'malformed'
      ],
      ['without attributes', again(signer, [middle], ['-noattr']), 'malformed']
    ]
    let disagreed = 0
    for (const [what, answer, kind, more] of cases) {
      judged.push(stampCase(what, answer, kind, expectation(more)))
      const result = verifyStamp(answer, expectation(more))
      if (result.ok) throw new Error(`${what}: was taken`)
      expect(result.kind, `${what}: ${result.message}`).toBe(kind)
      expect(result.message, what).toMatch(/^时间戳无效：[^\n]+；请向时间戳机构重新申请。$/)
      if (more === undefined && office.accepts(answer, imprint, root)) disagreed += 1
    }
    console.log(
      `bad time stamps: ${cases.length}, each refused with its own reason; openssl ts -verify, asked for no nonce, policy and SHA-1 rule, would take ${disagreed}`
    )
    expect(new Set(cases.map(([, , kind]) => kind)).size).toBeGreaterThanOrEqual(13)
  })

  it('would not forget a check unseen', () => {
    expectEachCheckNeeded('time stamps', judged, stampFaults)
  })

  it('takes none in which any byte of what is signed was changed', () => {
    const at = good.indexOf(content)
    let refused = 0
    for (let place = 0; place < content.length; place += 1) {
      const copy = Buffer.from(good)
      copy[at + place] = (copy[at + place] ?? 0) ^ (1 << (place % 8))
      expect(verifyStamp(copy, expectation({ nonce: null, policies: null })).ok, String(place)).toBe(false)
      refused += 1
    }
    console.log(`time stamps with one byte changed: ${refused} refused`)
  })
})

describe('clockGap', () => {
  it('marks ten minutes and calls a day weak', () => {
    const at = (seconds: number) =>
      clockGap('2026-03-01T00:00:00.000Z', new Date(Date.UTC(2026, 2, 1) - seconds * 1000).toISOString())
    expect(at(0)).toEqual({ seconds: 0, mark: 'close' })
    expect([at(600).mark, at(601).mark, at(-601).mark]).toEqual(['close', 'apart', 'apart'])
    expect([at(86_400).mark, at(86_401).mark, at(-400 * 86_400)]).toEqual([
      'apart',
      'weak',
      { seconds: -34_560_000, mark: 'weak' }
    ])
  })
})

/** The same answer with one part exchanged for another of the same length. */
function forged({ revocations }: Partial<StampExpectation>): Uint8Array {
  const bytes = Buffer.from(revocations?.[0] ?? [])
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1
  return bytes
}
