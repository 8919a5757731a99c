import { readFile } from 'node:fs/promises'
import { arch, networkInterfaces, release, type } from 'node:os'
import { join } from 'node:path'
import type { PageDriver } from '../capture/page-driver.ts'
import { notObtained, type CaptureEnvironment } from '../domain/environment.ts'
import { dayStampSchema } from '../domain/time-stamp.ts'
import type { BackendContext } from './context.ts'
import { sha256 } from './sha256.ts'

/** 清洁性检查 of one capture: what this machine knows of itself. No request goes out for it. */
export async function captureEnvironment(
  { store }: Pick<BackendContext, 'store'>,
  driver: PageDriver,
  url: string,
  hostsPath = systemHosts()
): Promise<CaptureEnvironment> {
  const page = await driver.environment?.(url).catch(() => null)
  const unsaid = notObtained('浏览器没有给出')
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return {
    os: { name: type(), release: release(), arch: arch() },
    locale,
    timeZone,
    proxy: { environment: proxyVariables(process.env), browser: page?.proxy ?? unsaid },
    hostsFile: await hostsFile(hostsPath, hostOf(url)),
    clock: lastClock(store),
    partition: page?.partition ?? unsaid,
    devTools: page?.devTools ?? unsaid,
    extensions: page?.extensions ?? unsaid,
    network: interfaces()
  }
}

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'FTP_PROXY', 'NO_PROXY']

/** Names and values, without user and password. */
function proxyVariables(variables: NodeJS.ProcessEnv): string[] {
  return Object.entries(variables).flatMap(([name, value]) =>
    proxyNames.includes(name.toUpperCase()) && value !== undefined && value !== ''
      ? [`${name}=${value.replaceAll(/[^/@\s,]*@/g, '').slice(0, 200)}`]
      : []
  )
}

const systemHosts = (): string =>
  process.platform === 'win32'
    ? join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, String.raw`System32\drivers\etc\hosts`)
    : '/etc/hosts'

function hostOf(url: string): string {
  try {
    return new URL(url).hostname.toLowerCase()
  } catch {
    return ''
  }
}

/** Whether the machine's own list of names sends this host elsewhere; other lines of it are nobody's business. */
async function hostsFile(path: string, host: string): Promise<CaptureEnvironment['hostsFile']> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return notObtained('hosts 文件不能读取')
  const lines = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line.toLowerCase().split(/\s+/).slice(1).includes(host))
    .slice(0, 20)
  return { sha256: sha256(bytes), override: lines.length > 0 ? '有' : '无', lines }
}

/** From the last stamp that came: the one trusted clock that this machine met. */
function lastClock(store: BackendContext['store']): CaptureEnvironment['clock'] {
  const stamps = store.documents('time-stamp').flatMap(({ content }) => dayStampSchema.safeParse(content).data ?? [])
  const [last] = stamps.toSorted((one, other) => (one.time < other.time ? 1 : -1))
  if (last === undefined) return notObtained('未校时（本机没有加盖过时间戳）')
  const offsetSeconds = Math.round((Date.parse(last.time) - Date.parse(last.laptopTime)) / 1000)
  return { offsetSeconds, source: last.authority.name, at: last.time }
}

function interfaces(): CaptureEnvironment['network'] {
  const named = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.every(({ internal }) => internal)
      ? []
      : [{ name, families: [...new Set(addresses.map(({ family }) => family))].toSorted() }]
  )
  return { interfaces: named }
}
