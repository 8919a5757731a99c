import { wrongUsage } from './terminal.ts'

/** An address of the web, or a refusal that names the usage. */
export function webAddress(text: string, usage: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw wrongUsage(`“${text}”不是以 http:// 或 https:// 开头的网址。`, usage)
}

/** @param range least and most, both allowed */
export function wholeNumber(
  text: string | undefined,
  { option, range: [least, most], usage }: { option: string; range: readonly [number, number]; usage: string }
): number | undefined {
  if (text === undefined) return undefined
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw wrongUsage(`${option} 要写 ${least} 到 ${most} 之间的整数，不能是“${text}”。`, usage)
}

/** Parts between commas of either script; empty ones are dropped. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
