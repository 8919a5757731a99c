import { basename } from 'node:path'
import { readJsonFile } from '../../backend/read-json-file.ts'
import { XunchaError } from '../../domain/errors.ts'
import { withSession } from './session.ts'
import { print, readArgs, sayFaults, wrongUsage } from './terminal.ts'

const usage = 'profile import 文件.json [--dry-run] [--workspace 文件夹] [--json]'

/** Checks a notice profile and keeps it; `--dry-run` only checks. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'dry-run': { type: 'boolean', default: false } }, usage)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw wrongUsage('要给出一个 .json 文件。', usage)
  const profile = await readProfile(file)
  return withSession(values, async ({ call }) => {
    if (!values['dry-run']) {
      const { id } = await call('profiles.save', { profile })
      print(values.json, { id }, [`通报模板 ${id} 已保存`])
      return 0
    }
    const { faults } = await call('profiles.validate', { profile })
    sayFaults(
      faults.map(({ part, index, field, reason }) => ({
        column: [part, index, field].filter((one) => one !== '' && one !== null).join('.'),
        reason
      }))
    )
    print(values.json, { ok: faults.length === 0, faults }, [faults.length === 0 ? '没有错误' : `有 ${faults.length} 处要改正`])
    return faults.length === 0 ? 0 : 2
  })
}

async function readProfile(file: string): Promise<Record<string, unknown>> {
  const json = await readJsonFile(file, '通报模板')
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>
  throw new XunchaError('bad-file', `文件“${basename(file)}”不是通报模板；请选择由本软件导出的 .json 文件。`)
}
