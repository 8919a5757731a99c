import { describe, expect, it } from 'vitest'
import { crumb, foot, list, nav, page, words } from './fact-pages.ts'
import { factsOf } from './facts-of.ts'

/** The publish date of an article of made-up 青禾市; its text names other days, the side list and the foot as well. */
async function dateOf(line: string, { head = '', before = '', after = '' } = {}): Promise<string | null> {
  const at = 'http://www.qinghe.example/zwgk/tzgg/202402/t20240219_1.html'
  const title = '青禾市人民政府办公室关于印发优化营商环境若干措施的通知'
  const side = `<div class="side"><h3>相关新闻</h3>${list(['青禾市召开全市安全生产工作会议', '2024-02-16'], ['青禾市召开全市乡村振兴工作会议', '2024-02-15'])}</div>`
  const body = `${nav}${crumb('政务公开', '通知公告')}${before}<div class="article"><h1>${title}</h1>${line}
    <div class="article-content"><p>${words(4)}本措施自2023年12月1日起施行，有效期至2026年11月30日。</p><p>${words(3)}</p>
    <p style="text-align:right">青禾市人民政府办公室</p><p style="text-align:right">2024年1月31日</p></div>${after}</div>${side}${foot}`
  const { dates } = await factsOf(page(`${title}_青禾市人民政府`, body, head), at)
  if (!dates.ok) throw new Error(JSON.stringify(dates))
  return dates.value.publishDate
}

describe('the day an article was published', () => {
  it.each([
    '<p class="info">发布时间：2024-02-19 16:20 来源：市政府办 浏览次数：<span id="hits">0</span> 次</p>',
    '<p>发布日期： 2024年02月19日</p>',
    '<p>【发布日期】2024-02-19</p>',
    '<p>【发布时间：2024-02-19 】【打印】【关闭】</p>',
    '<p>发布时间:2024/2/19 9:05:00</p>',
    '<p>发表时间：2024.02.19 字体：[大 中 小]</p>',
    '<p>时间：2024-02-19&nbsp;&nbsp;来源：市政府办&nbsp;&nbsp;点击：101</p>',
    '<p>日期：2024-02-19 | 作者：市政府办</p>',
    '<div class="info"><span>2024-02-19 16:20</span><span>来源：市政府办</span><span>字号：大 中 小</span></div>',
    '<div class="info"><span>来源：市政府办</span><span>2024-02-19 16:20:33</span></div>',
    '<div class="time">2024-02-19</div>',
    '<div><i class="icon"></i>2024-02-19 16:20</div>',
    '<ul class="info"><li>信息来源：市政府办</li><li>发布日期：2024-02-19</li><li>访问量：20</li></ul>',
    '<table><tr><td>索引号</td><td>QH0001/202402-00003</td><td>发布日期</td><td>2024-02-19</td></tr><tr><td>发文机关</td><td>市政府办</td><td>成文日期</td><td>2024-01-31</td></tr></table>',
    '<table><tr><th>成文日期：</th><td>2024年01月31日</td></tr><tr><th>发布日期：</th><td>2024年02月19日</td></tr></table>',
    '<div>成文日期：2024-01-31　公开日期：2024-02-19</div>',
    '<div>生成日期：2024-01-31</div><div>发布时间：2024-02-19 08:00</div>',
    '<p>发布于 2024-02-19 16:20</p>',
    '<p>发布时间：<script>document.write("2024-02-19")</script>2024-02-19</p>',
    '<p>更新时间：2024-02-19 来源：市政府办</p>',
    '<p>文章来源：市政府办 发稿时间：2024-02-19 责任编辑：李某</p>',
    '<p>发布时间： <em>2024</em>-<em>02</em>-<em>19</em></p>',
    '<p>信息时间：2024-02-19</p>',
    '<p>Date：2024-02-19 来源：市政府办</p>'
  ])('%s', async (line) => {
    expect(await dateOf(line)).toBe('2024-02-19')
  })

  it('is read under the article where it stands there', async () => {
    expect(await dateOf('', { after: '<p>发布日期：2024-02-19 [打印本页] [关闭窗口]</p>' })).toBe('2024-02-19')
  })

  it('is not the visitor’s own date, a meeting, nor the day of the law', async () => {
    const clock = '<div>今天是：2024年2月20日 星期二</div>'
    expect(await dateOf('<p>发布时间：2024-02-19</p>', { before: clock })).toBe('2024-02-19')
    expect(await dateOf('<p>来源：市政府办</p>', { before: clock })).toBe(null)
  })

  it('is that of the meta tag where the page does not write it', async () => {
    const head = '<meta name="PubDate" content="2024-02-19 16:20">'
    expect(await dateOf('<p>来源：市政府办</p>', { head })).toBe('2024-02-19')
  })
})

const name = '关于印发《青禾市2024年优化营商环境工作方案》的通知'
const site = '青禾市教育局'
const ofOffice = foot.replace('青禾市人民政府办公室', site)
const article = (heading: string): string =>
  `${nav}${crumb('政务公开', '通知公告')}<div class="main">${heading}<p>发布时间：2024-02-19</p><div class="content"><p>${words(6)}</p></div></div>${ofOffice}`
const column = `${nav}${crumb('政务公开', '通知公告')}<div class="main">${list(['关于公布第一批名单的通知公告', '2024-02-19'], ['关于公布第二批名单的通知公告', '2024-02-18'], ['关于公布第三批名单的通知公告', '2024-02-17'], ['关于公布第四批名单的通知公告', '2024-02-16'], ['关于公布第五批名单的通知公告', '2024-02-15'])}</div>${ofOffice}`

async function titleOf(title: string, body: string, url: string): Promise<string | null> {
  const { head } = await factsOf(page(title, body), url)
  if (!head.ok) throw new Error(JSON.stringify(head))
  return head.value.title
}

describe('what a page is called', () => {
  const titles = (of: string): string[] => [
    of,
    `${of}_${site}`,
    `${of}_通知公告_${site}`,
    `${of}-${site}`,
    `${of} - ${site}`,
    `${of}--${site}`,
    `${of}|${site}`,
    `${of} | ${site}门户网站`,
    `${of}_${site}网站`,
    `${of}-青禾市人民政府门户网站`,
    `${of}-通知公告-${site}`,
    `${of}_青禾市人民政府网`,
    `${site}-${of}`,
    `${site} ${of}`,
    `${site}_${of}`,
    `${site}-通知公告-${of}`
  ]
  it.each(titles(name))('article: %s', async (title) => {
    for (const heading of [
      `<h1>${name}</h1>`,
      `<div class="title">${name}</div>`,
      `<h2>${name}</h2>`,
      `<p align="center"><b>${name}</b></p>`
    ])
      expect([heading, await titleOf(title, article(heading), 'http://jyj.qinghe.example/tzgg/t1.html')]).toEqual([heading, name])
  })

  it.each(['青禾市教育局', '青禾市人民政府', '文章正文', '内容页', ''])(
    'article under the site’s own or an empty title: %s',
    async (title) => {
      for (const heading of [`<h1>${name}</h1>`, `<div class="title">${name}</div>`, `<h2>${name}</h2>`])
        expect([heading, await titleOf(title, article(heading), 'http://jyj.qinghe.example/tzgg/t1.html')]).toEqual([
          heading,
          name
        ])
    }
  )

  it.each(titles('通知公告').filter((title) => !title.includes('通知公告_通知公告') && !title.includes('通知公告-通知公告')))(
    'column: %s',
    async (title) => {
      expect(await titleOf(title, column, 'http://jyj.qinghe.example/tzgg/')).toBe('通知公告')
    }
  )

  it.each([
    '青禾市教育局',
    '青禾市教育局_首页',
    '首页-青禾市教育局',
    '欢迎访问青禾市教育局',
    '青禾市教育局 - 首页',
    '网站首页_青禾市教育局'
  ])('home page: %s', async (title) => {
    const body = `${nav}<p>青禾市教育局</p>${list(['青禾市召开全市教育工作会议部署工作', '2024-02-16'])}${ofOffice}`
    expect(await titleOf(title, body, 'http://jyj.qinghe.example/')).toBe('青禾市教育局')
  })
})
