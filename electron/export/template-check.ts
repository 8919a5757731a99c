import { closingOf, placeholderPattern, tokensOf, type TemplateTag, type TemplateToken } from './template-tags.ts'
import { fieldNamed, figureNamed, loopNamed, type TemplateLoop, type TemplateNames } from './template-names.ts'
import { paragraphsOf } from './template-xml.ts'

export interface TemplateFault {
  kind: 'unknown' | 'loop' | 'syntax' | 'missing'
  placeholder: string
  message: string
  suggestion: string | null
}

/**
 * What keeps a template from being filled, one sentence each, and (`missing`) what of the notice it leaves out. `parts` are
 * the document and its headers and footers.
 * @param isOpen names that only some notices have and that therefore pass here
 */
export function checkTemplate(
  parts: Iterable<string>,
  names: TemplateNames,
  isOpen: (name: string) => boolean = () => false
): TemplateFault[] {
  const faults: TemplateFault[] = []
  const used = new Set<string>()
  for (const xml of parts) {
    for (const { text } of paragraphsOf(xml)) faults.push(...syntaxFaults(text))
    faults.push(...nameFaults(tokensOf(xml), names, isOpen, used))
  }
  const seen = new Set<string>()
  const unique = faults.filter(({ message }) => !seen.has(message) && seen.add(message))
  return [...unique, ...missing(names, used)]
}

/** The sentences that hold an export back. */
export function refusals(faults: readonly TemplateFault[]): TemplateFault[] {
  return faults.filter(({ kind }) => kind !== 'missing')
}

function syntaxFaults(text: string): TemplateFault[] {
  const faults: TemplateFault[] = []
  for (const [wide, inner = ''] of text.matchAll(/｛([^｛｝{}]*)｝/g)) {
    const name = narrow(inner)
    faults.push({
      kind: 'syntax',
      placeholder: wide,
      message: `“${wide}”用了全角花括号，不会被替换；请改成半角的 {${name}}。`,
      suggestion: `{${name}}`
    })
  }
  const rest = text.replace(placeholderPattern, '')
  const lone = /[{}]/.exec(rest)
  if (lone !== null) {
    const near = rest.slice(Math.max(0, lone.index - 8), lone.index + 12)
    const want = lone[0] === '{' ? '没有写右花括号 }' : '没有写左花括号 {'
    faults.push({
      kind: 'syntax',
      placeholder: lone[0],
      message: `“${near}”这里${want}；占位符要写在同一段里，如 {标题}。`,
      suggestion: null
    })
  }
  return faults
}

/** Names as people write them: spaces and wide marks do not matter. */
function narrow(name: string): string {
  return name.replace(/＃/g, '#').replace(/／/g, '/').trim()
}

function nameFaults(
  tokens: readonly TemplateToken[],
  names: TemplateNames,
  isOpen: (name: string) => boolean,
  used: Set<string>
): TemplateFault[] {
  const faults: TemplateFault[] = []
  const open: { tag: TemplateTag; token: TemplateToken; loop: TemplateLoop | null; isCondition: boolean }[] = []
  tokens.forEach((token, at) => {
    if (token.kind !== 'tag') return
    const { tag } = token
    if (tag.kind === 'value') {
      if (isKnownValue(tag.name)) used.add(figureNamed(names, tag.name)?.id ?? '')
      else if (!isOpen(tag.name))
        faults.push(
          unknownValue(
            tag,
            open.map(({ loop }) => loop),
            names
          )
        )
      return
    }
    if (tag.kind === 'open') {
      const loop = loopNamed(names, tag.name)
      const isCondition = loop === null && open.some((outer) => outer.loop !== null && fieldNamed(outer.loop, tag.name) !== null)
      if (loop !== null) used.add(loop.id)
      if (closingOf(tokens, at) < 0) {
        faults.push(loopFault(tag, `循环 ${tag.raw} 没有结束；请在要重复的内容之后写上 {/${tag.name}}。`, `{/${tag.name}}`))
      }
      if (loop === null && !isCondition && !isOpen(tag.name)) faults.push(unknownLoop(tag, names))
      open.push({ tag, token, loop, isCondition })
      return
    }
    const opened = open.pop()
    if (opened === undefined) {
      faults.push(loopFault(tag, `${tag.raw} 前面没有与它相配的 {#${tag.name}}；请补上循环的开头，或删去它。`, `{#${tag.name}}`))
    } else if (tag.name !== '' && tag.name !== opened.tag.name) {
      const right = `{/${opened.tag.name}}`
      faults.push(
        loopFault(tag, `循环 ${opened.tag.raw} 却用 ${tag.raw} 结束；请把 ${tag.raw} 改成 ${right}，或调整先后。`, right)
      )
    } else if (!isPlaced(opened.token, token)) {
      faults.push(
        loopFault(
          opened.tag,
          `循环 ${opened.tag.raw} 和 ${tag.raw} 不在同一行表格里；在表格中，请把开头写在要重复的那一行的第一格，结尾写在同一行的最后一格。`,
          null
        )
      )
    }
  })
  return faults

  function isKnownValue(name: string): boolean {
    return open.some(({ loop }) => loop !== null && fieldNamed(loop, name) !== null) || figureNamed(names, name) !== null
  }
}

function loopFault(tag: TemplateTag, message: string, suggestion: string | null): TemplateFault {
  return { kind: 'loop', placeholder: tag.raw, message, suggestion }
}

/** Both marks outside tables, in one cell, or in one row. */
function isPlaced(open: TemplateToken, close: TemplateToken): boolean {
  return open.cell === null ? close.cell === null : open.cell.row === close.cell?.row
}

function unknownValue(tag: TemplateTag, loops: readonly (TemplateLoop | null)[], names: TemplateNames): TemplateFault {
  const inner = loops.findLast((loop) => loop !== null)
  const fields = inner?.fields.map(({ name }) => name) ?? []
  const all = [...fields, ...names.figures.flatMap(({ name, id }) => [name, id])]
  const asLoop = loopNamed(names, tag.name)
  if (asLoop !== null) {
    const message = `${tag.raw} 是一组内容，不能单独写；请写成 {#${tag.name}}…{/${tag.name}}，中间放要重复的内容。`
    return { kind: 'unknown', placeholder: tag.raw, message, suggestion: `{#${tag.name}}` }
  }
  const near = nearest(tag.name, all)
  const where = inner === undefined || inner === null ? '' : `（在循环 {#${inner.names[0] ?? inner.id}} 里）`
  const owner = names.loops.find((loop) => loop !== inner && fieldNamed(loop, tag.name) !== null)
  const advice =
    near !== null
      ? `是不是 {${near}}？`
      : owner !== undefined
        ? `它要写在 {#${owner.names[0] ?? owner.id}} 和 {/${owner.names[0] ?? owner.id}} 之间。`
        : inner === undefined || inner === null
          ? '请删去，或改成可用的名称。'
          : `这里可以用：${fields.join('、')}。`
  return {
    kind: 'unknown',
    placeholder: tag.raw,
    message: `占位符 ${tag.raw}${where}在这份通报里没有对应的内容，${advice}`,
    suggestion: near === null ? null : `{${near}}`
  }
}

function unknownLoop(tag: TemplateTag, names: TemplateNames): TemplateFault {
  const all = names.loops.flatMap((loop) => loop.names)
  const near = nearest(tag.name, all)
  const first = names.loops.map((loop) => loop.names[0] ?? loop.id)
  const advice = near === null ? `可以用的有：${first.join('、')}。` : `是不是 {#${near}}？`
  return {
    kind: 'unknown',
    placeholder: tag.raw,
    message: `循环 ${tag.raw} 在这份通报里没有对应的内容，${advice}`,
    suggestion: near === null ? null : `{#${near}}`
  }
}

function missing(names: TemplateNames, used: ReadonlySet<string>): TemplateFault[] {
  const faults: TemplateFault[] = []
  const lacks = (placeholder: string, what: string): void => {
    faults.push({
      kind: 'missing',
      placeholder,
      message: `模板里没有 ${placeholder}，导出的通报将不含${what}。`,
      suggestion: placeholder
    })
  }
  if (!used.has('title')) lacks('{标题}', '通报标题')
  if (!used.has('paragraphs')) lacks('{#正文}', '正文各段')
  for (const loop of names.loops) {
    const name = loop.names[0] ?? loop.id
    if (/^附件\d*$/.test(name) && !used.has(loop.id)) lacks(`{#${name}}`, `${name}“${loop.meaning}”`)
  }
  return faults
}

/** The name that takes fewest changes, if that is at most a third of its length and one at least. */
function nearest(name: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const changes = distance(name.toLowerCase(), candidate.toLowerCase())
    if (changes < least && changes <= Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3))) {
      best = candidate
      least = changes
    }
  }
  return best
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change))
    }
    row = next
  }
  return row[b.length] ?? 0
}
