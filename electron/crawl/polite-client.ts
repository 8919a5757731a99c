/**
 * The only way this product asks a website over HTTP without a browser. It is polite (few requests at once to one host, spaced,
 * Retry-After obeyed), bounded (bytes, time, redirects, decompression), and honest about what came. It judges nothing:
 * whether a 404 is a dead link is said elsewhere.
 *
 * A host is a name with its port; the default ports of http and https count as one.
 */

export interface PoliteLimits {
  /** Requests at once to one host. Default 2. */
  perHost: number
  /** Smallest time between the starts of two requests to one host. Default 200; a crawl-delay in robots.txt makes it longer. */
  spacingMs: number
}

export interface PoliteClientOptions extends Partial<PoliteLimits> {
  /** Other limits for some hosts (`name` or `name:port`); undefined: the common ones. */
  limitsFor?: (host: string) => Partial<PoliteLimits> | undefined
  /** Requests at once to all hosts together. Default 16. */
  total?: number
  /** `host:port` entries of loopback or private addresses that may be asked, as in `domain/address-policy.ts`. */
  allowHosts?: readonly string[]
  /** Default: the product's name. ASCII. */
  userAgent?: string
  /** Until the connection stands. Default 15,000. */
  connectTimeoutMs?: number
  /** From the request to the answer's head. Default 20,000. */
  answerTimeoutMs?: number
  /** From the request to the last byte, each redirect for itself. Default 60,000. */
  wholeTimeoutMs?: number
  /** Of the body, as it comes and unpacked. Default 10 MB; what is longer is cut and `isCut` says so. */
  maxBytes?: number
  /** Default 20, as browsers do. */
  maxRedirects?: number
  /** A Retry-After beyond this is reported, and waited for only so long. Default 120,000. */
  maxPauseMs?: number
  /** All addresses of a name. Default: the system's resolver. */
  resolve?: (host: string) => Promise<string[]>
  /** robots.txt files of an earlier run, taken instead of asking again. */
  robotsKept?: { find(url: string): FetchAnswer | null; keep(url: string, answer: FetchAnswer): void }
}

export interface FetchOptions {
  /** Ends waiting and asking at once; the answer's error is then `aborted`. */
  signal?: AbortSignal
  /** Sent besides the client's own; names in lower case. */
  headers?: Readonly<Record<string, string>>
  maxBytes?: number
  answerTimeoutMs?: number
  wholeTimeoutMs?: number
  /** Goes before all that waits at the host already: other work hangs on its answer. */
  isUrgent?: boolean
  /**
   * Asked when the head of the final answer is there: how many bytes of the body are wanted at most (0: none). Spares a large
   * download whose existence alone matters.
   */
  bytesWanted?: (head: AnswerHead) => number | Promise<number>
}

export interface AnswerHead {
  url: string
  status: number
  headers: Readonly<Record<string, string>>
}

/** Why no (whole) answer came. */
export type FetchErrorKind =
  /** Not an http(s) address. */
  | 'bad-url'
  /** Loopback, private or special address that the allow list does not name; also after a redirect or a changed resolution. */
  | 'blocked'
  /** The name does not exist. */
  | 'name-not-resolved'
  /** The resolver gave no answer: says nothing about the name. */
  | 'resolver-failed'
  | 'refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'answer-timeout'
  /** The head came, the body did not end in time: `status`, `headers` and what came of `bytes` are filled. */
  | 'body-timeout'
  | 'reset'
  /** No encrypted connection could be made at all. A certificate that does not fit is no error here: see `tls.error`. */
  | 'tls'
  | 'redirect-loop'
  | 'too-many-redirects'
  /** Redirect without or with an unreadable Location, or away from http(s). */
  | 'bad-redirect'
  /** What came is no HTTP. */
  | 'bad-answer'
  | 'aborted'
  | 'failed'

export interface FetchError {
  kind: FetchErrorKind
  /** The system's own word, e.g. `ECONNREFUSED`. */
  detail: string
}

export interface Redirect {
  url: string
  status: number
  /** As the server wrote it. */
  location: string
}

/** What the encrypted connection of the final answer showed; the fields are those of the TLS fact. */
export interface AnswerTls {
  protocol: string
  subject: string
  issuer: string
  names: string[]
  /** ISO instants, UTC. */
  validFrom: string
  validTo: string
  /** Why a browser would refuse the certificate (`CERT_HAS_EXPIRED`, …); null where it would not. */
  error: string | null
}

/** What a fetch gave. Never thrown: a failure is in `error`. */
export interface FetchAnswer {
  /** As asked, without fragment, normalised. */
  url: string
  /** Where the answer came from, after redirects. */
  finalUrl: string
  /** null where no head of an answer came from `finalUrl`. */
  status: number | null
  /** Names in lower case; several of one name joined by `, `. */
  headers: Readonly<Record<string, string>>
  /** The body, unpacked; its charset is left to the caller. */
  bytes: Buffer
  /** Bytes of the body as they came. */
  wireBytes: number
  /** The body was longer than wanted or allowed. */
  isCut: boolean
  /** The body is not what its content-encoding says (then `bytes` are as they came); null where it is. */
  encodingFault: string | null
  redirects: Redirect[]
  /** ISO instant at which the first request went out (UTC). */
  startedAt: string
  /** From the first request to the last byte, without waiting for politeness. */
  milliseconds: number
  /** From the last request to the head of its answer; null where none came. */
  firstByteMilliseconds: number | null
  tls: AnswerTls | null
  /** The address that really answered. */
  remoteAddress: { ip: string; port: number } | null
  /** What a 429 or 503 asked for; null where it asked for nothing. */
  retryAfterMs: number | null
  error: FetchError | null
}

/** What a host's robots.txt says. It is shown, and its crawl-delay obeyed; it hides no page from the page's inspector. */
export interface RobotsAnswer {
  url: string
  status: number | null
  /** '' where there is none. */
  text: string
  crawlDelaySeconds: number | null
  /** Would the file keep a robot away from the address? @param robot its name; this product where not given */
  disallows(url: string, robot?: string): boolean
}

export interface PoliteClient {
  /** One page, politely. Waits its turn. */
  fetch(url: string, options?: FetchOptions): Promise<FetchAnswer>
  /** Reads the host's robots.txt once and obeys its crawl-delay from then on. */
  robots(url: string, options?: { signal?: AbortSignal }): Promise<RobotsAnswer>
  /** Ends every open request and connection. */
  close(): Promise<void>
}
