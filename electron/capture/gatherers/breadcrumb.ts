import { attributeOf, descendants, nameOf, oneLine, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'

const label = /(?:当前|您的|您现在的|所在|目前|现在)(?:的)?位置[\s\u00a0]*(?:是)?[\s\u00a0]*[:：]?/u
const separators = /[\s\u00a0\u3000]*(?:>>|>|›|»|》|→|＞|\/|\\|-|—|::|·)[\s\u00a0\u3000]*/u

/** Where a page says it stands, 首页 first; empty where it does not say. */
export function breadcrumbOf(view: PageView): { steps: string[]; at: ViewElement | null } {
  for (const node of view.elements) {
    const length = node.to - node.from
    if (length < 2 || length > 400 || node.tag === 'body' || node.tag === 'html') continue
    const text = textOf(view, node, 400)
    const isLabelled = label.test(text)
    const isNamed =
      /crumb|location|position|\bpos\b|dqwz|weizhi|\bwz\b|\bpath\b|daohang/.test(nameOf(node)) && /首页|主页/.test(text)
    const isChain = /^(?:网站)?首页\s*(?:>|›|»|＞|》|\/|-)/u.test(text) && text.length < 120
    if (!isLabelled && !isNamed && !isChain) continue
    const steps = stepsOf(view, node, text)
    if (steps.length >= 1 && steps.length <= 10 && steps.every((step) => step.length <= 60)) return { steps, at: node }
  }
  return { steps: [], at: null }
}

function stepsOf(view: PageView, node: ViewElement, text: string): string[] {
  const after = oneLine(text.slice((label.exec(text)?.index ?? 0) + (label.exec(text)?.[0].length ?? 0)))
  const byMark = after
    .split(separators)
    .map((step) => step.trim())
    .filter((step) => step !== '' && step !== '正文')
  const links = descendants(view, node).filter(
    (each) => each.tag === 'a' && textOf(view, each, 60) !== '' && attributeOf(each, 'href') !== ''
  )
  if (byMark.length > 1 || links.length < 2) return byMark
  return links.map((each) => textOf(view, each, 60))
}
