import type { Fact } from '../../domain/facts/facts.ts'
import { pageCheck, type CheckResult } from '../check.ts'
import { whyUnread } from '../reading.ts'
import { fail, needsHuman, pagePlace, pass, quoted } from '../result.ts'

/** D4.2: what the foot of every page has to show, and whether the code there is the registered one. */
export const footerMarks = pageCheck({
  id: 'footer-marks',
  title: '网站标识',
  needs: ['document', 'head', 'footerMarks'],
  isOncePerSite: true,
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有网站标识。' : null),
  run({ document, head, footerMarks: marks }, context) {
    const page = pagePlace(context.url)
    const unread = whyUnread(document, head)
    if (unread !== null) return needsHuman(`${unread}，不能判断网站标识。`, [page], [unread])
    const missing = missingMarks(marks)
    const isNothing = missing.length === 7
    if (isNothing) {
      const message = '页面上一项网站标识也没有读到，可能放在框架或图片里，请打开页面看页脚。'
      return needsHuman(message, [page], ['一项也没有读到'])
    }
    const results: CheckResult[] = []
    if (missing.length > 0) {
      results.push(fail(`网站标识缺 ${missing.length} 项：${missing.join('、')}。`, [page], missing))
    }
    results.push(...wrongCodes(marks, context.object?.siteCode ?? null, context.url))
    const records = [...new Set(marks.icp.map(recordOf))]
    if (records.length > 1) {
      const place = marks.places['icp'] ?? page
      results.push(
        needsHuman(
          `页面有 ${records.length} 个不同的 ICP 备案号：${marks.icp.map((each) => quoted(each)).join('、')}，请核对。`,
          [place],
          records
        )
      )
    }
    return results.length > 0 ? results : pass('网站标识七项齐全。')
  }
})

function missingMarks(marks: Fact<'footerMarks'>): string[] {
  const isHiddenCode = marks.siteIdCode !== null && marks.siteIdCodeFrom !== 'footer'
  const codeMissing = isHiddenCode
    ? `网站标识码（只在${marks.siteIdCodeFrom === 'meta' ? '网页标签' : '链接'}里有，页脚没有显示）`
    : '网站标识码'
  const rows: readonly (readonly [name: string, isThere: boolean])[] = [
    ['党政机关标识', marks.partyGovBadge],
    [codeMissing, marks.siteIdCode !== null && marks.siteIdCodeFrom === 'footer'],
    ['ICP备案号', marks.icp.length > 0],
    ['公安机关备案标识', marks.policeRecord !== null],
    ['主办单位', marks.organiser !== null],
    ['联系方式', marks.contact !== null],
    ['“我为政府网站找错”入口', marks.findErrorLink]
  ]
  return rows.flatMap(([name, isThere]) => (isThere ? [] : [name]))
}

function wrongCodes(
  { siteIdCode, findErrorSiteCode, places }: Fact<'footerMarks'>,
  registered: string | null,
  url: string
): CheckResult[] {
  const results: CheckResult[] = []
  if (siteIdCode !== null && registered !== null && !isSame(siteIdCode, registered)) {
    const message = `页面的网站标识码为${quoted(siteIdCode)}，与登记的${quoted(registered)}不一致。`
    results.push(fail(message, [places['siteIdCode'] ?? pagePlace(url, siteIdCode)], [siteIdCode, registered]))
  }
  const own = siteIdCode ?? registered
  if (findErrorSiteCode !== null && own !== null && !isSame(findErrorSiteCode, own)) {
    const message = `找错入口指向网站标识码${quoted(findErrorSiteCode)}，不是本网站的${quoted(own)}。`
    results.push(fail(message, [places['findErrorLink'] ?? pagePlace(url)], [`找错入口 ${findErrorSiteCode}`, own]))
  }
  return results
}

const isSame = (a: string, b: string): boolean =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase()

/** `京ICP备05070218号-1` and `-2` are sites under one record. */
const recordOf = (icp: string): string => icp.normalize('NFKC').replaceAll(/\s/g, '').replace(/号.*$/, '号').toUpperCase()
