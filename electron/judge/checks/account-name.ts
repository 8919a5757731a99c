import { compareWithPage } from '../../domain/page-facts.ts'
import { pageCheck } from '../check.ts'
import { whyUnread } from '../reading.ts'
import { fail, needsHuman, pagePlace, pass, quoted } from '../result.ts'

/** What a platform shows to somebody who is not signed in, instead of the account. */
const platformTitles = /登录|验证|注册|下载|公众平台|打开\s*app|页面不存在|404|^(?:微博|抖音|快手|今日头条|bilibili|小红书)\s*$/i

/** The account's page bears the name under which it is filed. */
export const accountName = pageCheck({
  id: 'account-name',
  title: '账号名称',
  needs: ['document', 'head'],
  skip: ({ object }) => (object?.kind === 'account' ? null : '不是政务新媒体账号，不核对账号名称。'),
  run({ document, head }, { object, url }) {
    const page = pagePlace(url)
    const unread = whyUnread(document, head)
    if (unread !== null) return needsHuman(`${unread}，不能核对账号名称。`, [page], [unread])
    const title = head.documentTitles.find((each) => each.trim() !== '') ?? ''
    const accounts = [head.title, head.metaTags['og:title'] ?? null, head.metaTags['author'] ?? null].filter(
      (name): name is string => name !== null && name.trim() !== ''
    )
    const texts = { url, title, metas: [], lines: [], accounts, days: [] }
    const row = object === null ? undefined : compareWithPage(object, texts).find(({ field }) => field === 'account')
    if (row === undefined) return needsHuman('名录没有账号名称，不能核对。', [page], ['名录没有名称'])
    const { registered, seen, state } = row
    if (state === 'same') return pass(`账号名称与登记的${quoted(registered)}一致。`)
    if (state === 'not-said' || seen === null || platformTitles.test(seen) || platformTitles.test(title)) {
      return needsHuman(`没有读到账号名称，请在平台里核对是否为${quoted(registered)}。`, [page], [registered, title])
    }
    return fail(
      `账号页面的名称为${quoted(seen)}，与登记的${quoted(registered)}不一致。`,
      [pagePlace(url, seen)],
      [registered, seen]
    )
  }
})
