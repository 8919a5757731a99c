import { z } from 'zod'

/** What was not obtained, and why. */
const missing = z.object({ value: z.null(), reason: z.string() })
export type Missing = z.infer<typeof missing>

export const notObtained = (why: string): Missing => ({ value: null, reason: `未取得：${why}` })

/**
 * 清洁性检查: with what a capture was made, as far as the machine knows without asking anybody over a network. Every field is
 * there, or says why it is not. It lies in the sheet that is saved and hashed with the capture.
 */
export const environmentSchema = z.object({
  os: z.union([z.object({ name: z.string(), release: z.string(), arch: z.string() }), missing]),
  locale: z.union([z.string(), missing]),
  timeZone: z.union([z.string(), missing]),
  /** What the environment names, without passwords, and what the browser uses for this address. */
  proxy: z.object({ environment: z.union([z.array(z.string()), missing]), browser: z.union([z.string(), missing]) }),
  /** `override`: lines for the captured host. */
  hostsFile: z.union([z.object({ sha256: z.string(), override: z.enum(['有', '无']), lines: z.array(z.string()) }), missing]),
  /** By how much the laptop's clock was behind the last authority that stamped, and when; 未校时 where none did. */
  clock: z.union([z.object({ offsetSeconds: z.number(), source: z.string(), at: z.string() }), missing]),
  partition: z.union([z.object({ isFresh: z.boolean(), isPersistent: z.boolean() }), missing]),
  devTools: z.union([z.enum(['关闭', '打开']), missing]),
  extensions: z.union([z.number().int(), missing]),
  /** Names and kinds only: addresses identify people. */
  network: z.union([z.object({ interfaces: z.array(z.object({ name: z.string(), families: z.array(z.string()) })) }), missing])
})
export type CaptureEnvironment = z.infer<typeof environmentSchema>

/** What only the shell knows of one of its pages. */
export type PageEnvironment = Pick<CaptureEnvironment, 'partition' | 'devTools' | 'extensions'> & { proxy: string }

export const isMissing = (value: unknown): value is Missing => missing.safeParse(value).success
const said = <T>(value: T | Missing, text: (value: T) => string): string => (isMissing(value) ? value.reason : text(value))

/** For paper, one row a matter. */
export function environmentRows(env: CaptureEnvironment): [string, string][] {
  const { os, locale, timeZone, proxy, hostsFile, clock, partition, devTools, extensions, network } = env
  return [
    ['操作系统', said(os, ({ name, release, arch }) => `${name} ${release}（${arch}）`)],
    ['语言和时区', `${said(locale, String)}，${said(timeZone, String)}`],
    [
      '代理',
      `环境变量：${said(proxy.environment, (list) => (list.length === 0 ? '无' : list.join('，')))}；浏览器：${said(proxy.browser, String)}`
    ],
    ['hosts 文件改写', said(hostsFile, ({ override, lines }) => (override === '无' ? '无' : `有：${lines.join('；')}`))],
    ['本机时钟', said(clock, ({ offsetSeconds, source, at }) => `比“${source}”慢 ${offsetSeconds} 秒（${at} 加盖时间戳时）`)],
    [
      '浏览器会话',
      said(
        partition,
        ({ isFresh, isPersistent }) => `${isFresh ? '打开时全新' : '不是全新'}，${isPersistent ? '存盘' : '不存盘'}`
      )
    ],
    ['开发者工具', said(devTools, String)],
    ['浏览器扩展', said(extensions, (count) => `${count} 个`)],
    [
      '网络接口',
      said(
        network,
        ({ interfaces }) => interfaces.map(({ name, families }) => `${name}（${families.join('、')}）`).join('，') || '无'
      )
    ]
  ]
}
