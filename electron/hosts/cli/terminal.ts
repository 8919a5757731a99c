import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { errorCodes, XunchaError, type InputFault } from '../../domain/errors.ts'

/** Fault lines printed at most; the rest is counted. */
const shownFaults = 200

/** Options every command knows. */
export const commonOptions = {
  workspace: { type: 'string' },
  json: { type: 'boolean', default: false }
} as const satisfies ParseArgsOptionsConfig

/** A wrong call of a command: what is wrong, and how it is called. */
export function wrongUsage(sentence: string, usage: string): XunchaError {
  return new XunchaError('bad-input', `${sentence}用法：xuncha ${usage}`)
}

/** Node's parser, its errors turned into one Chinese sentence with the usage. */
export function readArgs<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T, usage: string) {
  try {
    return parseArgs({ args: [...args], options: { ...commonOptions, ...options }, allowPositionals: true, strict: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const named = /'(-[^' <]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw wrongUsage(`没有选项 ${named}。`, usage)
    if (code.startsWith('ERR_PARSE_ARGS')) throw wrongUsage(`选项 ${named} 的写法不对（缺少值，或多给了值）。`, usage)
    throw error
  }
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** The result: one JSON value, or lines for people. Texts of files from elsewhere are in them, and must not steer the terminal. */
export function print(isJson: boolean, value: unknown, lines: readonly string[]): void {
  const shown = (line: string): string => `${line.replaceAll(/[^\P{Cc}\n\t]/gu, '�')}\n`
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : lines.map(shown).join(''))
}

/** One line per fault: file, row, column, reason. */
export function faultLine({ file, row, column, reason }: InputFault): string {
  const place = [
    file,
    row === undefined ? undefined : `第 ${row} 行`,
    column === undefined || column === '' ? undefined : `“${column}”列`
  ]
  const named = place.filter((part) => part !== undefined)
  return named.length === 0 ? reason : `${named.join('，')}：${reason}`
}

export function sayFaults(faults: readonly InputFault[]): void {
  for (const fault of faults.slice(0, shownFaults)) say(faultLine(fault))
  if (faults.length > shownFaults) say(`……另有 ${faults.length - shownFaults} 处，未列出。`)
}

/** Tells the person (and with --json the program) what went wrong. @returns the exit code */
export function fail(error: unknown, isJson: boolean): number {
  const known =
    error instanceof XunchaError
      ? error
      : new XunchaError('internal', '程序内部出错，本次操作没有完成；请把上面的出错信息发给维护人员。', { cause: error })
  if (known.code === 'internal' && known.cause !== undefined) {
    say(known.cause instanceof Error ? (known.cause.stack ?? known.cause.message) : String(known.cause))
  }
  say(known.message)
  sayFaults(known.faults)
  const { code, message, faults } = known
  if (isJson) print(true, { error: { code, message, faults } }, [])
  return errorCodes[code]
}
