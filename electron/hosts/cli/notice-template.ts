import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Output } from '../../contract/index.ts'
import { withSession, type Session } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'notice template list，或 import 模板.docx，或 check 模板.docx或编号，或 names，或 starter --out 文件.docx，或 remove 编号 [--profile 样式编号] [--workspace 文件夹] [--json]'

const options = { profile: { type: 'string', default: 'default' }, out: { type: 'string' } } as const

/** The office's own Word templates: keeps them, says what may be written in them, checks them, makes one to begin from. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [action, name] = positionals
  const { profile, json } = values
  const needed = (): string => {
    if (name === undefined) throw wrongUsage(`template ${action} 后面要写文件或编号。`, usage)
    return name
  }
  return withSession(values, async ({ call }) => {
    if (action === 'list') {
      const { templates } = await call('templates.list', {})
      print(
        json,
        { templates },
        templates.map(({ id, title, file }) => `${id}  ${title}（${file}）`)
      )
      return 0
    }
    if (action === 'names') {
      const names = await call('templates.names', { profile })
      print(json, names, [
        ...names.figures.map(({ placeholder, meaning }) => `${placeholder}  ${meaning}`),
        ...names.loops.map(({ placeholder, meaning, fields }) => `${placeholder}  ${meaning}：${fields.join(' ')}`)
      ])
      return 0
    }
    if (action === 'starter') {
      if (values.out === undefined) throw wrongUsage('要用 --out 写明模板文件。', usage)
      const made = await call('templates.starter', { profile, outFile: resolve(values.out) })
      print(json, made, [made.path])
      return 0
    }
    if (action === 'remove') {
      await call('templates.remove', { id: needed() })
      print(json, { removed: needed() }, ['已删除。'])
      return 0
    }
    if (action === 'import' || action === 'check') {
      const id = await keepTemplate(call, needed(), profile)
      const check = await call('templates.check', { id, profile })
      print(json, { id, ...check }, [...(action === 'import' ? [id] : []), ...sentences(check)])
      return check.ok ? 0 : 1
    }
    throw wrongUsage('template 后面要写 list、import、check、names、starter 或 remove。', usage)
  })
}

/** A file is taken in, in place of one of the same name; anything else is the id of a template that is there. */
export async function keepTemplate(call: Session['call'], from: string, profile: string): Promise<string> {
  if (!existsSync(from)) return from
  const { templates } = await call('templates.list', {})
  const id = templates.find(({ file }) => file === basename(from))?.id ?? null
  const { template } = await call('templates.import', { source: { path: resolve(from) }, id, title: null, profile })
  return template.id
}

function sentences({ ok, faults }: Output<'templates.check'>): string[] {
  const lines = faults.map(({ kind, message }) => `${kind === 'missing' ? '提醒' : '错误'}：${message}`)
  return ok ? [...lines, '模板可以使用。'] : lines
}
