import { LoopPlugin, TemplateHandler, TextPlugin } from 'easy-template-x'
import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { checkTemplate, refusals } from './template-check.ts'
import { figureNamed, fieldNamed, loopNamed, namesOf, type TemplateLoop, type TemplateNames } from './template-names.ts'
import { openTemplate, textParts } from './template-open.ts'
import { closingOf, loopRange, normalizePart, tokensOf, type TemplateToken } from './template-tags.ts'
import { cellText } from './workbook.ts'
import { readZip, writeZip } from './zip.ts'

/** Deeper than tables in tables in text boxes go. */
const deepest = 200

type Values = Record<string, unknown>

/**
 * The notice in the office's own template. What the library wrote is read again and compared, word for word, with what this
 * module makes of the template by itself. Throws `bad-file` naming every placeholder that the notice does not know, and
 * `notice-mismatch` where the two readings differ.
 * @param time stands in the archive, so that the same notice makes the same bytes
 */
export async function fillWordTemplate(
  model: NoticeModel,
  template: { bytes: Uint8Array; file: string },
  time: Date
): Promise<Uint8Array> {
  const files = await openTemplate(template.bytes, template.file)
  const names = namesOf(model)
  const parts = textParts(files)
  const faults = refusals(checkTemplate(parts.values(), names))
  if (faults.length > 0) {
    const more = faults.length > 3 ? `另有 ${faults.length - 3} 处。` : ''
    const first = faults.slice(0, 3).map(({ message }) => message)
    throw new XunchaError('bad-file', `模板“${template.file}”不能用于这份通报：${first.join('')}${more}`, {
      faults: faults.map(({ message }) => ({ file: template.file, reason: message }))
    })
  }
  const normal = new Map([...parts].map(([name, xml]) => [name, normalizePart(xml)]))
  for (const [name, xml] of normal) files.set(name, Buffer.from(xml))
  const filled = await readZip(await fill(await writeZip(files, time), names, template.file))
  for (const [name, xml] of normal) {
    const expected = bare(expand(tokensOf(xml), names))
    const actual = bare(
      tokensOf(filled.get(name)?.toString('utf8') ?? '')
        .map((token) => (token.kind === 'text' ? token.text : token.tag.raw))
        .join('')
    )
    if (expected !== actual) throw mismatch(template.file, expected, actual)
  }
  return writeZip(filled, time)
}

async function fill(bytes: Buffer, names: TemplateNames, file: string): Promise<Uint8Array> {
  const handler = new TemplateHandler({
    plugins: [new LoopPlugin(), new TextPlugin()],
    maxXmlDepth: deepest,
    // Own look-up: only what the check knows, under any of its names, inner lists before outer.
    scopeDataResolver: ({ strPath }) => valueAt(names, strPath) as string
  })
  try {
    return await handler.process(bytes, {})
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause)
    throw new XunchaError('bad-file', `模板“${file}”填写时出错，请检查循环的开头和结尾是否写在同一处：${words}`, { cause })
  }
}

/** `['附件1', '0', '地区']` → what stands there. Names that are conditions (一级) are no step of the path. */
function valueAt(names: TemplateNames, path: readonly string[]): unknown {
  const name = path.at(-1) ?? ''
  for (let at = path.length - 2; at >= 1; at -= 1) {
    if (!/^\d+$/.test(path[at] ?? '')) continue
    const value = fieldValue(loopNamed(names, path[at - 1] ?? ''), Number(path[at]), name)
    if (value !== undefined) return typeof value === 'boolean' ? value : cellText(value)
  }
  const loop = loopNamed(names, name)
  if (loop !== null) return loop.rows
  const figure = figureNamed(names, name)
  return figure === null ? undefined : cellText(String(figure.value))
}

function fieldValue(loop: TemplateLoop | null, row: number, name: string): string | boolean | undefined {
  const field = loop === null ? null : fieldNamed(loop, name)
  const value = field === null ? undefined : loop?.rows[row]?.[field.id]
  return typeof value === 'number' ? String(value) : value
}

/** The template's text with every placeholder replaced and every loop written out, made without the library. */
function expand(tokens: readonly TemplateToken[], names: TemplateNames, scopes: readonly Values[] = []): string {
  let text = ''
  // Where row and paragraph loops begin earlier than their mark, what was written of them so far is taken back.
  const ends: number[] = []
  let at = 0
  while (at < tokens.length) {
    ends[at] = text.length
    const token = tokens[at]
    if (token?.kind === 'text') text += token.text
    if (token?.kind === 'tag' && token.tag.kind === 'value') text += String(lookUp(token.tag.name, names, scopes) ?? '')
    if (token?.kind === 'tag' && token.tag.kind === 'open') {
      const close = closingOf(tokens, at)
      const { mode, from, to } = loopRange(tokens, at, close)
      const [first, last] = mode === 'content' ? [at, close] : [from, to]
      const body = [...tokens.slice(first, at), ...tokens.slice(at + 1, close), ...tokens.slice(close + 1, last + 1)]
      text = text.slice(0, ends[first] ?? text.length)
      for (const inner of innerScopes(token.tag.name, names, scopes)) text += expand(body, names, inner)
      at = last
    }
    at += 1
  }
  return text
}

function innerScopes(name: string, names: TemplateNames, scopes: readonly Values[]): (readonly Values[])[] {
  const value = lookUp(name, names, scopes)
  if (typeof value === 'boolean') return value ? [scopes] : []
  const loop = loopNamed(names, name)
  return (loop?.rows ?? []).map((row) => {
    const values: Values = {}
    for (const { id, name: label } of loop?.fields ?? []) {
      values[id] ??= row[id]
      values[label] ??= row[id]
    }
    return [...scopes, values]
  })
}

function lookUp(name: string, names: TemplateNames, scopes: readonly Values[]): unknown {
  const scope = scopes.findLast((values) => Object.hasOwn(values, name))
  const value = scope === undefined ? figureNamed(names, name)?.value : scope[name]
  return typeof value === 'boolean' || value === undefined ? value : cellText(String(value))
}

/** Line ends and blanks are the document's, not the text's. */
function bare(text: string): string {
  return text.replace(/\s+/g, '')
}

function mismatch(file: string, expected: string, actual: string): XunchaError {
  let at = 0
  while (at < expected.length && expected[at] === actual[at]) at += 1
  const from = Math.max(0, at - 8)
  const show = (text: string): string => text.slice(from, at + 16) || '空'
  return new XunchaError(
    'notice-mismatch',
    `通报没有导出：按模板“${file}”填写的内容与统计结果不一致，应为“${show(expected)}”，写成了“${show(actual)}”；请让循环的开头和结尾各自独占一行，或写在表格同一行的第一格和最后一格。`
  )
}
