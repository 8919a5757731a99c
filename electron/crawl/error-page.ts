/** Words by which a page says of itself that it is not there, or asks the visitor to prove he is a person. */
import type { ReadPage } from './read-page.ts'

const missingPhrases = [
  /(?:页面?|网页|网址|文章|信息|内容|资源|文件|栏目|文档|地址)[^。！，]{0,12}(?:不存在|未找到|找不到|(?:已|被|已被|已经)(?:删除|移除|下线|撤销|失效))/,
  /(?:找不到|无法找到|没有找到|未找到)[^。！，]{0,10}(?:页|文件|内容|信息|文章|资源|网址)/,
  /(?:不存在|已删除|已失效)的(?:页面?|网页|链接|文章|信息)/,
  /\b(?:page|file|resource|document|url)\b.{0,20}\bnot (?:be )?found\b/i,
  /\b(?:404|410)\b.{0,10}\b(?:not found|error|gone)\b|\berror\W{0,3}404\b|404\s*错误|错误\s*404/i,
  /^\s*(?:404|not found)\W*$/i
]
/** A page that says so and hardly anything else. Longer ones may be about such pages. */
const shortPage = 240

/** The sentence by which a short page says that it is not there; null where it does not. */
export function missingSentence(page: ReadPage): string | null {
  if (page.textLength > shortPage) return null
  const texts = [...(page.title === null ? [] : [page.title]), page.blocks.join(' ')]
  const match = texts.find((text) => missingPhrases.some((phrase) => phrase.test(text)))
  return match === undefined ? null : match.slice(0, 80)
}

const errorTitle = /404|not found|error|错误|出错|不存在|找不到|未找到|已删除|无法访问/i
/** Text from which on a page with an error status may be a real page that a faulty server sends with the wrong number. */
const contentLength = 300

/** Does an answer with an error status show what looks like content? */
export function looksLikeContent(page: ReadPage): boolean {
  if (page.textLength < contentLength || errorTitle.test(page.title ?? '')) return false
  const text = page.blocks.join(' ').slice(0, 3000)
  return !missingPhrases.some((phrase) => phrase.test(text)) && !/\b(?:404|not found)\b/i.test(text)
}

const challengeMarks =
  /captcha|cf-chl|challenge-platform|jschl|__jsl_clearance|acw_sc__v2|_waf_|geetest|验证码|安全验证|人机|访问验证|滑动验证|访问被拦截|防火墙|web应用防护|云防护|安全防护|浏览器安全检查|enable javascript/i
/** A wall is short; a long page speaks of such things. */
const wallLength = 1_500

/** A wall in front of a page: it says nothing about the page behind. */
export function isChallenge(html: string, page: ReadPage): boolean {
  const head = html.slice(0, 20_000)
  if (page.textLength <= wallLength && challengeMarks.test(head)) return true
  // Nothing to read, only a script that is to run.
  return page.textLength === 0 && /<script/i.test(head)
}
