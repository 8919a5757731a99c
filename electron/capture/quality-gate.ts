import type { CaptureFault } from '../domain/inspection.ts'
import type { PageHints } from './page-hints.ts'

export interface GateInput {
  hints: PageHints | null
  /** Of the main document, from the network side. */
  status: number | null
  /** Net error of the main document. */
  error: string | null
  requestedUrl: string
  finalUrl: string
  isOnRegisteredHost: boolean
}

/** 403, 412 and 429 say "not you" or "not now": whether the page is there needs eyes. */
const refusing: ReadonlySet<number> = new Set([403, 412, 429])

const environment = /(?:当前)?环境异常/
const environmentAsk = /完成验证|去验证|验证后(?:即可)?继续/
const captcha =
  /(?:滑动|拖动|按住|向右)[^。，]{0,8}(?:滑块|验证|拼图|填充)|(?:完成|进行|通过)[^。，]{0,8}验证|(?:安全|人机|访问|真人|身份)验证|验证[^。，]{0,6}真人|请?(?:输入|填写)[^。，]{0,6}验证码|依次点击|(?:访问|操作|请求)(?:过于|太|过)?频繁|checking your browser|just a moment|(?:verify|confirm)[^.]{0,12} human|not a robot|unusual traffic|security (?:check|verification)/i
const captchaFrame = /captcha|geetest|challenges\.cloudflare|recaptcha|aliyuncs\.com\/.*(?:nc|captcha)|wappoc/i
const captchaAddress = /captcha|wappoc_appmsgcaptcha|\/(?:antispider|verify|challenge)\b/i
const blocked =
  /(?:请求|访问|IP|操作|行为)[^。]{0,16}(?:被|遭|已)[^。]{0,6}(?:拦截|阻断|拒绝|禁止|限制|封禁)|(?:拦截|阻断|拒绝|禁止)(?:了)?(?:您|你|本次|该)?的?(?:请求|访问)|Web ?应用防火墙|云防护|网站防火墙|安全狗|创宇盾|(?:安全)?威胁[^。]{0,8}(?:拦截|阻断)|access (?:to this page )?(?:has been )?denied|request (?:has been )?(?:blocked|rejected|denied)|you have been blocked|\bWAF\b|403 forbidden/i
const login =
  /(?:请|须|需|需要)(?:您)?先?(?:登录|登陆|扫码)|登录(?:后|以后|之后)(?:即可|才能|可|方可|再)?(?:查看|访问|继续|浏览|阅读|使用|观看)?|(?:账号|帐号|密码|验证码|扫码|短信|统一身份)[^。]{0,6}(?:登录|登陆|认证)|登录[^。]{0,4}(?:账号|超时|失效|过期)|sign in to|log in to|please (?:log|sign) in|Visitor System/i
const loginAddress = /[/.](?:login|signin|passport|sso|cas|oauth2?|auth|visitor)(?:[/.?]|$)/i
const loading = /^(?:页面|数据|内容|正在|努力|拼命|玩命)*(?:加载|载入|loading|请稍[候等]|稍等|读取)[^。]{0,24}$/i

const shortText = 600

/** What stands against the picture of this page, read from what the browser says and what the page shows. */
export function judgePage(input: GateInput): CaptureFault[] {
  const { hints, status, error } = input
  const faults: CaptureFault[] = []
  if (!input.isOnRegisteredHost) faults.push('wrong-host')
  // The browser's own page stands there: what it says is not the site's.
  if (error !== null) return [...faults, 'load-failed']
  const wall = hints === null ? null : (wallOf(input, hints) ?? overlayWall(hints))
  if (wall !== null) faults.push(wall)
  else if (status !== null && refusing.has(status)) faults.push('blocked')
  if (wall === null && hints !== null && isStillLoading(hints)) faults.push('still-loading')
  return faults
}

/** A wall says little and asks for something; an article on the same matter says much, and stands among links. */
function wallOf({ status, requestedUrl, finalUrl }: GateInput, hints: PageHints): CaptureFault | null {
  const text = `${hints.title} ${hints.text}`
  const isShort = !hints.isLong && text.length <= shortText
  const isBare = isShort && hints.links <= 12
  const wasSent = withoutQuery(requestedUrl) !== withoutQuery(finalUrl)
  if (isBare && environment.test(text) && environmentAsk.test(text)) return 'environment-wall'
  const asksPassword = hints.passwords > 0 && (isShort || (wasSent && loginAddress.test(finalUrl)))
  if (asksPassword && hints.links <= 25) return 'login-wall'
  const isRefused = status !== null && refusing.has(status)
  if (isBare && (hints.controls > 0 || hints.pictures > 0 || isRefused) && captcha.test(text)) return 'captcha-wall'
  const hasCaptchaFrame = hints.frames.some(({ url, share }) => share > 0.02 && captchaFrame.test(url))
  if (isBare && (hasCaptchaFrame || (wasSent && captchaAddress.test(finalUrl)))) return 'captcha-wall'
  if (isBare && blocked.test(text)) return 'blocked'
  if (isBare && login.test(text) && (hints.controls > 0 || hints.pictures > 0 || loginAddress.test(finalUrl))) return 'login-wall'
  return null
}

/** A box that lies over the page and asks the same. */
function overlayWall({ overlay }: PageHints): CaptureFault | null {
  if (overlay.share < 0.1 || overlay.text.length > shortText) return null
  if (environment.test(overlay.text) && environmentAsk.test(overlay.text)) return 'environment-wall'
  if (overlay.passwords > 0) return 'login-wall'
  if (captcha.test(overlay.text)) return 'captcha-wall'
  return login.test(overlay.text) ? 'login-wall' : null
}

const isStillLoading = ({ text, isLong, pictures, links }: PageHints): boolean =>
  !isLong && links === 0 && pictures <= 1 && text.length <= 30 && loading.test(text.trim())

const withoutQuery = (url: string): string =>
  url
    .replace(/^https?:/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
