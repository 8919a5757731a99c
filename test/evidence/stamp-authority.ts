/** Authorities and stamps made by openssl alone: nothing here shares code with what checks them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

export const policy = '1.3.6.1.4.1.99999.1.1'
export const otherPolicy = '1.3.6.1.4.1.99999.1.2'

export interface Issued {
  name: string
  key: string
  cert: string
}

export function openssl(args: readonly string[]): Buffer {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
}

export interface CertificateRequest {
  /** Lines of an extension section. */
  extensions: string
  issuer?: Issued
  /** `20200101000000Z`. */
  from?: string
  to?: string
  digest?: string
  ec?: boolean
  /** A key that is there already. */
  key?: string
  serial?: number
}

export const rootExtensions = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign'
export const stampExtensions =
  'basicConstraints=CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping'

/** A folder in which certificates are issued. */
export class Office {
  readonly dir: string
  private serial = 1000

  constructor(dir: string) {
    this.dir = dir
    mkdirSync(dir, { recursive: true })
  }

  file(name: string, content: string | Buffer): string {
    const path = join(this.dir, name)
    writeFileSync(path, content)
    return path
  }

  issue(
    name: string,
    {
      extensions,
      issuer,
      from = '20200101000000Z',
      to = '20450101000000Z',
      digest = 'sha256',
      ec,
      key: given,
      serial
    }: CertificateRequest
  ): Issued {
    const key = given ?? join(this.dir, `${name}.key`)
    if (given === undefined) {
      const kind =
        ec === true
          ? ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
          : ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
      openssl(['genpkey', ...kind, '-out', key])
    }
    const request = join(this.dir, `${name}.csr`)
    openssl(['req', '-new', '-utf8', '-key', key, '-subj', `/O=Xuncha test/CN=${name}`, '-out', request])
    const cert = join(this.dir, `${name}.pem`)
    this.serial += 1
    const own = this.file(`${name}.cnf`, this.caConfig(name, extensions, serial ?? this.serial))
    const signer = issuer === undefined ? ['-selfsign', '-keyfile', key] : ['-keyfile', issuer.key, '-cert', issuer.cert]
    openssl([
      'ca',
      '-batch',
      '-notext',
      '-config',
      own,
      ...signer,
      '-startdate',
      from,
      '-enddate',
      to,
      '-md',
      digest,
      '-in',
      request,
      '-out',
      cert
    ])
    return { name, key, cert }
  }

  private caConfig(name: string, extensions: string, serial: number): string {
    this.file(`${name}.index`, '')
    this.file(`${name}.index.attr`, 'unique_subject=no\n')
    this.file(`${name}.serial`, serial.toString(16).padStart(4, '0'))
    return [
      `[ca]\ndefault_ca=own`,
      `[own]\nnew_certs_dir=${this.dir}\ndatabase=${join(this.dir, `${name}.index`)}\nserial=${join(this.dir, `${name}.serial`)}`,
      'policy=any\nx509_extensions=ext\ncopy_extensions=none\nunique_subject=no',
      '[any]\norganizationName=optional\ncommonName=supplied',
      `[ext]\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n${extensions}\n`
    ].join('\n')
  }

  /** A revocation list (DER) of the issuer with one certificate on it. */
  revocations(issuer: Issued, revoked: Issued, { at, reason }: { at: string; reason: string | null }): Buffer {
    const serial = openssl(['x509', '-in', revoked.cert, '-noout', '-serial']).toString().trim().split('=')[1] ?? ''
    const index = this.file(
      'crl.index',
      `R\t450101000000Z\t${at}${reason === null ? '' : `,${reason}`}\t${serial}\tunknown\t/CN=x\n`
    )
    const config = this.file(
      'crl.cnf',
      `[ca]\ndefault_ca=own\n[own]\ndatabase=${index}\ndefault_md=sha256\ndefault_crl_days=3650\ncrl_extensions=ext\n[ext]\nauthorityKeyIdentifier=keyid\n`
    )
    const pem = join(this.dir, 'list.pem')
    openssl(['ca', '-gencrl', '-config', config, '-keyfile', issuer.key, '-cert', issuer.cert, '-out', pem])
    return openssl(['crl', '-in', pem, '-outform', 'DER'])
  }

  /** What `openssl ts` answers to a request. */
  reply(
    request: Uint8Array,
    signer: Issued,
    options: { chain?: readonly Issued[]; digest?: string; essDigest?: string } = {}
  ): Buffer {
    const query = this.file('query.tsq', Buffer.from(request))
    const config = this.file(
      'ts.cnf',
      [
        '[tsa]\ndefault_tsa=own',
        `[own]\nserial=${this.file('ts.serial', '01')}`,
        `signer_digest=${options.digest ?? 'sha256'}\ndefault_policy=${policy}\nother_policies=${otherPolicy}`,
        `digests=sha1,sha256,sha384\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_alg=${options.essDigest ?? 'sha256'}\n`
      ].join('\n')
    )
    const chain = this.file('chain.pem', (options.chain ?? []).map(({ cert }) => readFileSync(cert, 'utf8')).join('\n'))
    const out = join(this.dir, 'reply.tsr')
    const more = options.chain === undefined ? [] : ['-chain', chain]
    openssl([
      'ts',
      '-reply',
      '-config',
      config,
      '-queryfile',
      query,
      '-signer',
      signer.cert,
      '-inkey',
      signer.key,
      ...more,
      '-out',
      out
    ])
    return readFileSync(out)
  }

  /** The content of a stamp signed again, by whom and how `openssl ts` would not. */
  signedAgain(
    content: Buffer,
    signers: readonly Issued[],
    { chain = [], flags = ['-cades'] }: { chain?: readonly Issued[]; flags?: readonly string[] } = {}
  ): Buffer {
    const input = this.file('content.der', content)
    const certs = this.file('more.pem', chain.map(({ cert }) => readFileSync(cert, 'utf8')).join('\n'))
    const sign = ['cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-md', 'sha256', '-outform', 'DER', '-in', input]
    const token = openssl([
      ...sign,
      ...(flags.includes('-econtent_type') ? [] : ['-econtent_type', '1.2.840.113549.1.9.16.1.4']),
      ...signers.flatMap(({ cert, key }) => ['-signer', cert, '-inkey', key]),
      ...(chain.length === 0 ? [] : ['-certfile', certs]),
      ...flags
    ])
    return granted(token)
  }

  /** The TSTInfo inside an answer. */
  contentOf(answer: Buffer): Buffer {
    const path = this.file('whole.tsr', answer)
    const token = join(this.dir, 'token.der')
    openssl(['ts', '-reply', '-in', path, '-token_out', '-out', token])
    const out = join(this.dir, 'info.der')
    openssl(['cms', '-verify', '-noverify', '-nosigs', '-binary', '-inform', 'DER', '-in', token, '-out', out])
    return readFileSync(out)
  }

  /** Whether openssl takes the signature and its chain, where `ts` does not know the algorithm. */
  acceptsSignature(answer: Buffer, root: Issued): boolean {
    const [whole, token] = [this.file('check.tsr', answer), join(this.dir, 'check.der')]
    openssl(['ts', '-reply', '-in', whole, '-token_out', '-out', token])
    try {
      openssl(['cms', '-verify', '-binary', '-purpose', 'timestampsign', '-inform', 'DER', '-in', token, '-CAfile', root.cert])
      return true
    } catch {
      return false
    }
  }

  /** Whether `openssl ts -verify` agrees. */
  accepts(answer: Buffer, imprint: string, root: Issued, untrusted: readonly Issued[] = []): boolean {
    const path = this.file('check.tsr', answer)
    const more =
      untrusted.length === 0
        ? []
        : ['-untrusted', this.file('untrusted.pem', untrusted.map(({ cert }) => readFileSync(cert, 'utf8')).join('\n'))]
    try {
      openssl(['ts', '-verify', '-digest', imprint, '-in', path, '-CAfile', root.cert, ...more])
      return true
    } catch {
      return false
    }
  }
}

/** An answer around a token: SEQUENCE { SEQUENCE { INTEGER 0 }, token }. */
function granted(token: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('3003020100', 'hex'), token])
  const length = Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff])
  return Buffer.concat([length, body])
}

/** The authority on loopback, as one is on the network. */
export async function serve(
  answer: (request: Buffer) => { status?: number; type?: string; body: Buffer | string }
): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const { status = 200, type = 'application/timestamp-reply', body } = answer(Buffer.concat(parts))
      outgoing.writeHead(status, { 'content-type': type })
      outgoing.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`, server }
}
