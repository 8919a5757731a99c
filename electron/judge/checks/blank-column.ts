import { reaches } from '../../domain/rules/thresholds.ts'
import { siteCheck } from '../check.ts'
import { blankness, whyUnanswered } from '../reading.ts'
import { fail, listed, needsHuman, notApplicable, pagePlace, pass, quoted, short } from '../result.ts'
import { itemsInForce } from '../rules.ts'

const id = 'blank-column'

/** W4.3: a column that has nothing and says so. One entry, dated or not, is content. */
export const blankColumn = siteCheck({
  id,
  title: '空白栏目',
  needs: ['columns'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有栏目。' : null),
  run({ columns }, context) {
    if (columns.length === 0) return notApplicable('没有栏目可看。')
    const opened = columns.filter(({ status }) => whyUnanswered(status) === null)
    const blank = opened.filter((column) => blankness(column) === 'blank')
    const nothing = opened.filter((column) => blankness(column) === 'nothing')
    const unread = columns.filter(({ status }) => whyUnanswered(status) !== null)
    const threshold = itemsInForce(context, id).find((item) => item.threshold !== undefined)?.threshold
    const together =
      threshold === undefined
        ? `空白栏目共 ${blank.length} 个。`
        : `空白栏目共 ${reaches(blank.length, threshold.value, '个').why}`
    const results = blank.map(({ path, url, emptyMessage }) =>
      fail(
        `${quoted(path, 60)}没有内容，页面写着${quoted(emptyMessage ?? '')}。`,
        [pagePlace(url, emptyMessage ?? '')],
        [path, emptyMessage ?? ''],
        together
      )
    )
    for (const { path, url } of nothing) {
      const message = `${quoted(path, 60)}没有读到任何条目，也没有写明暂无内容，请打开看是空白还是列表没有显示出来。`
      results.push(needsHuman(message, [pagePlace(url)], [path, '没有条目']))
    }
    if (unread.length > 0) {
      const names = unread.map(({ path, status }) => `${short(path, 60)}（${status ?? '没有打开'}）`)
      const places = unread.map(({ url }) => pagePlace(url))
      results.push(needsHuman(`有栏目没有正常打开，不能判断是否空白：${listed(names, '个')}。`, places, names))
    }
    return results.length > 0 ? results : pass(`${columns.length} 个栏目都有内容。`)
  }
})
