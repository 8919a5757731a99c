/** capture.json and environment.json: every field that proof asks for, or in so many words that it was not obtained. */
import { environmentSchema, isMissing, notObtained } from '../../domain/environment.ts'
import type { Evidence } from '../../domain/inspection.ts'

export interface CaptureContext {
  evidence: Evidence
  /** The sheet written when it was taken, as parsed; null where there is none. */
  sheet: Readonly<Record<string, unknown>> | null
  object: { name: string; siteCode: string | null; unit: string } | null
  findings: readonly { id: string; indicatorId: string }[]
  /** The event that logged it. */
  event: { device: string; seq: number; hash: string; time: string; author: string }
}

const missing = notObtained

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

/** No blank inside either: what this capture does not have (an element, where the whole page was taken) says so. */
function explained(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return missing('这次取证没有这一项')
  if (Array.isArray(value)) return value.map(explained)
  if (typeof value !== 'object' || isMissing(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, explained(inner)]))
}

/** The value where there is one. */
const orMissing = (value: unknown, why: string): unknown =>
  value === undefined || value === null || value === '' ? missing(why) : explained(value)

/** Two moments in both readings where the sheet has them. */
function timesOf(times: Fields, evidence: Evidence, environment: Fields): Fields {
  const beijing = new Date(Date.parse(evidence.capturedAt) + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
  return {
    started: orMissing(times['captureStarted'] ?? times['requested'], '取证单没有记下开始时间'),
    requested: orMissing(times['requested'], '没有打开网页，或取证单没有记下'),
    shown: orMissing(times['shown'], '页面没有显示，或取证单没有记下'),
    loaded: orMissing(times['loaded'], '页面没有加载完，或取证单没有记下'),
    ended: times['captured'] ?? { utc: evidence.capturedAt, beijing },
    clockOffset: 'offsetSeconds' in fieldsOf(environment['clock']) ? environment['clock'] : missing('本机时钟未校时'),
    monotonic: missing('取证时没有记录单调计数；次序见日志序号')
  }
}

export function captureJson({ evidence, sheet, object, findings, event }: CaptureContext): Fields {
  const isFile = evidence.kind === 'file'
  const page = fieldsOf(sheet?.['page'])
  const network = fieldsOf(sheet?.['network'])
  const tls = fieldsOf(network['tls'])
  const noPage = isFile ? '这是加入的文件，不是打开网页取得的' : '取证单没有记下'
  const isPlain = typeof page['finalUrl'] === 'string' && page['finalUrl'].startsWith('http:')
  // Where nothing answered there are no headers, no connection and no certificate, whatever the sheet has in their place.
  const hasAnswer = typeof page['status'] === 'number'
  const noAnswer = isFile || sheet === null || hasAnswer ? noPage : '没有收到应答'
  const noTls = !isFile && isPlain ? '网页没有用 https' : noAnswer
  const hashOnly = network['tls'] === null || network['tls'] === undefined ? noTls : '取证时只记下证书的校验值'
  return {
    format: 'xuncha-capture/1',
    evidence: evidence.id,
    batch: evidence.batchId,
    object: { key: evidence.objectKey, name: object?.name ?? missing('名录里没有'), unit: object?.unit ?? missing('名录里没有') },
    siteCode: orMissing(object?.siteCode, '对象没有网站标识码'),
    findings: findings.length === 0 ? missing('没有问题引用这份证据') : findings,
    inspector: event.author,
    device: event.device,
    log: { seq: event.seq, hash: event.hash, time: event.time },
    kind: evidence.kind,
    title: orMissing(evidence.title, noPage),
    requestedUrl: orMissing(evidence.requestedUrl, noPage),
    finalUrl: orMissing(evidence.finalUrl, noPage),
    redirects: orMissing(page['redirects'], noPage),
    status: orMissing(page['status'], noAnswer),
    error: isFile ? missing(noPage) : (page['error'] ?? '无'),
    method: orMissing(page['method'], noPage),
    responseHeaders: orMissing(hasAnswer ? page['headers'] : null, noAnswer),
    remoteIp: orMissing(network['remoteIp'], isFile ? noPage : '浏览器没有给出对方地址'),
    remotePort: orMissing(network['remotePort'], isFile ? noPage : '浏览器没有给出对方端口'),
    protocol: orMissing(network['protocol'], isFile ? noPage : '浏览器没有给出'),
    dns: { answer: missing('浏览器不给出域名解析的应答'), resolver: missing('浏览器不给出所用的解析服务器') },
    tls: {
      connection: orMissing(network['tls'], noTls),
      chainSha256: orMissing(tls['chainSha256'], noTls),
      chainDer: missing(hashOnly),
      spkiSha256: missing(hashOnly)
    },
    times: timesOf(fieldsOf(sheet?.['times']), evidence, fieldsOf(sheet?.['environment'])),
    claimedTime: evidence.takenAt ?? missing('文件没有自称的拍摄时间'),
    view: orMissing(sheet?.['view'], noPage),
    image: evidence.width === 0 ? missing('不是图片') : { width: evidence.width, height: evidence.height },
    userAgent: orMissing(sheet?.['userAgent'], noPage),
    quality: evidence.quality.length === 0 ? 'ok' : evidence.quality,
    acceptedBy: evidence.acceptedBy ?? missing('没有人另行确认'),
    files: evidence.files.map(({ role, name, mime, sha256, size }) => ({ role, name, mime, sha256, size }))
  }
}

export function environmentJson({ evidence, sheet, event }: CaptureContext): Fields {
  const versions = fieldsOf(sheet?.['versions'])
  const kept = environmentSchema.safeParse(sheet?.['environment']).data
  const notKept = evidence.kind === 'file' ? '这是加入的文件，不是打开网页取得的' : '旧版本取证'
  const { os, locale, timeZone, proxy, hostsFile, clock, partition, devTools, extensions, network } = kept ?? {}
  return {
    format: 'xuncha-environment/1',
    evidence: evidence.id,
    batch: evidence.batchId,
    device: event.device,
    os: orMissing(os, notKept),
    locale: orMissing(locale, notKept),
    timeZone: orMissing(timeZone, notKept),
    app: orMissing(versions['xuncha'], notKept),
    appHash: missing('程序文件的校验值没有记录'),
    versions: sheet === null || Object.keys(versions).length === 0 ? missing(notKept) : versions,
    fuses: missing('程序的安全开关状态没有记录'),
    proxy: orMissing(proxy, notKept),
    hostsFile: orMissing(hostsFile, notKept),
    clock: orMissing(clock, notKept),
    partition: orMissing(partition, notKept),
    extensions: orMissing(extensions, notKept),
    devTools: orMissing(devTools, notKept),
    view: orMissing(evidence.kind === 'capture' ? sheet?.['view'] : null, notKept),
    network: orMissing(network, notKept),
    injectedScripts: missing('取证时在页面里运行的程序没有逐项记录'),
    route: missing('网络路由没有记录'),
    antivirus: missing('杀毒软件的状态没有检查')
  }
}
