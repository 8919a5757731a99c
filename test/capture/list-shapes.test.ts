import { describe, expect, it } from 'vitest'
import type { Fact } from '../../electron/domain/facts/facts.ts'
import { foot, nav, page, words } from './fact-pages.ts'
import { factsOf } from './facts-of.ts'

/** One page of made-up 云溪县, observed on 2024-02-20. */
async function datesOf(
  title: string,
  body: string,
  { at = 'http://www.yunxi.example/a/b/', head = '' } = {}
): Promise<Fact<'dates'> & { title: string | null }> {
  const { dates, head: named } = await factsOf(page(title, `${nav}${body}${foot}`, head), at)
  if (!dates.ok || !named.ok) throw new Error(JSON.stringify([dates, named]))
  return { ...dates.value, title: named.value.title }
}

const way =
  '<div class="bread"><a href="/">首页</a>&nbsp;»&nbsp;<a href="/a">政务公开</a>&nbsp;»&nbsp;<a href="/b">部门文件</a></div>'
const three = (row: (at: number) => string): string => [1, 2, 3].map(row).join('\n')
const link = (at: number): string => `<a href="${at}.html">关于印发第${at}号文件的通知</a>`
const day = (at: number): number => 4 - at
const wanted = ['2024-01-03', '2024-01-02', '2024-01-01']
const list = (name: string, of: (at: number) => string, amount = 5): string =>
  `<ul>${Array.from({ length: amount }, (_, at) => `<li><a href="${at}.html">${name}的第${at}条信息标题内容</a><span>${of(at)}</span></li>`).join('')}</ul>`
const january = (at: number): string => `2024-01-${20 - at}`

describe('a list is read however it is written', () => {
  it.each<[string, string]>([
    [
      'a table',
      `<table><tr><td>序号</td><td>标题</td><td>发布日期</td></tr>${three((at) => `<tr><td>${at}</td><td>${link(at)}</td><td>2024-01-0${day(at)}</td></tr>`)}</table>`
    ],
    [
      'a table with the day of writing beside the day of publishing',
      `<table><tr><th>名称</th><th>发布日期</th><th>成文日期</th></tr>${three((at) => `<tr><td>${link(at)}</td><td>2024-01-0${day(at)}</td><td>2023-12-1${day(at)}</td></tr>`)}</table>`
    ],
    ['a table for each row', three((at) => `<table><tr><td>${link(at)}</td><td>[2024-1-${day(at)}]</td></tr></table>`)],
    [
      'rows between ruled lines',
      `<table>${three((at) => `<tr><td><img src="dot.gif"></td><td>${link(at)}</td><td>(2024/1/${day(at)})</td></tr><tr><td colspan="3" height="1"></td></tr>`)}</table>`
    ],
    [
      'dl with a summary that names days',
      `<div class="list">${three((at) => `<dl><dt>${link(at)}</dt><dd>发布时间：2024年1月${day(at)}日 来源：县政府办</dd><dd>为贯彻2023年12月31日会议精神</dd></dl>`)}</div>`
    ],
    ['the day before the title', `<ul>${three((at) => `<li><span>2024.01.0${day(at)}</span>${link(at)}</li>`)}</ul>`],
    ['links and days in one row of text', `<div>${three((at) => `·${link(at)} [2024-01-0${day(at)}]<br>`)}</div>`],
    [
      'the day within the link',
      `<ul>${three((at) => `<li><a href="${at}.html"><span>关于印发第${at}号文件的通知</span><i>2024-01-0${day(at)}</i></a></li>`)}</ul>`
    ],
    [
      'the day in brackets at the end of the title',
      `<ul>${three((at) => `<li><a href="${at}.html">关于印发第${at}号文件的通知（2024-01-0${day(at)}）</a></li>`)}</ul>`
    ],
    [
      'summaries that name days',
      `<ul>${three((at) => `<li><h4>${link(at)}</h4><p>2024年3月1日起施行，须于2024年5月1日前完成。<a href="${at}.html">[详细]</a></p><div>2024-01-0${day(at)}</div></li>`)}</ul>`
    ],
    [
      'day over month and year',
      `<ul>${three((at) => `<li><div><p>0${day(at)}</p><span>2024/01</span></div><div>${link(at)}<p>内容摘要。</p></div></li>`)}</ul>`
    ],
    ['day over month in words', `<ul>${three((at) => `<li><div><em>0${day(at)}</em>2024年01月</div>${link(at)}</li>`)}</ul>`],
    ['month and day over year', `<ul>${three((at) => `<li><div><b>01-0${day(at)}</b><i>2024</i></div>${link(at)}</li>`)}</ul>`],
    ['day over month alone', `<ul>${three((at) => `<li><div><b>0${day(at)}</b><i>01月</i></div>${link(at)}</li>`)}</ul>`],
    ['month and day in words', `<ul>${three((at) => `<li>${link(at)}<span>1月${day(at)}日</span></li>`)}</ul>`],
    ['time of day behind', `<ul>${three((at) => `<li>${link(at)}<span>2024-01-0${day(at)} 10:11:22</span></li>`)}</ul>`],
    [
      'rows without links',
      `<ul>${three((at) => `<li onclick="go(${at})">关于印发第${at}号文件的通知 <em>2024-01-0${day(at)}</em></li>`)}</ul>`
    ],
    [
      'titles that begin with another day',
      `<ul>${three((at) => `<li><a href="${at}.html">2024年2月${at}日停电公告</a>2024-01-0${day(at)}</li>`)}</ul>`
    ]
  ])('%s', async (_, body) => {
    const { items, latestDate, publishDate } = await datesOf('部门文件_云溪县人民政府', `${way}${body}`)
    expect(items.map(({ date }) => date)).toEqual(wanted)
    expect([latestDate, publishDate]).toEqual(['2024-01-03', null])
  })

  it('in blocks of some rows it is one', async () => {
    const { items } = await datesOf(
      '部门文件',
      `${way}<div>${[4, 3].map((year) => `<ul>${three((at) => `<li>${link(at)}<span>202${year}-01-0${day(at)}</span></li>`)}</ul><div class="line"></div>`).join('')}</div>`
    )
    expect(items.map(({ date }) => date)).toEqual([...wanted, '2023-01-03', '2023-01-02', '2023-01-01'])
  })
  it('of one entry it is a list', async () => {
    const { items } = await datesOf(
      '信息公开指南',
      `${way}<div><ul><li><a href="1.html">云溪县政府信息公开指南</a><span>2022-01-03</span></li></ul></div>`
    )
    expect(items.map(({ date }) => date)).toEqual(['2022-01-03'])
  })
  it('titles with days in them make no dated list', async () => {
    const dates = await datesOf(
      '停电公告',
      `${way}<ul>${three((at) => `<li><a href="${at}.html">县城停电公告2024年1月${at}日</a></li>`)}</ul>`
    )
    expect([dates.items, dates.undatedItems]).toEqual([[], 3])
  })
})

describe('the main list is told from others', () => {
  it.each<[string, string]>([
    [
      'a newer one on the left under another name',
      `<div class="w260"><div class="title">通知公告</div>${list('公告', (at) => `2024-02-${18 - at}`, 8)}</div><div class="w700"><div class="title">部门文件</div>${list('文件', january)}</div>`
    ],
    [
      'a ranking on the right',
      `<div class="w700">${list('文件', january)}</div><div class="w260"><div class="tit"><b>点击排行</b></div>${list('排行', (at) => `2024-02-0${9 - at}`, 8)}</div>`
    ],
    [
      'the newest of the site',
      `<div class="fl">${list('文件', january)}</div><div class="fr"><div class="hd">最新发布</div>${list('最新', (at) => `2024-02-1${8 - at}`, 8)}</div>`
    ],
    [
      'all of the page in what is called a side',
      `<div class="side-layout"><h1>部门文件</h1><div class="fl">${list('文件', january)}</div></div>`
    ],
    ['a copy for telephones', `<div class="pc">${list('文件', january)}</div><div class="mobile">${list('文件', january)}</div>`]
  ])('%s', async (_, body) => {
    const { items } = await datesOf('部门文件_云溪县人民政府', `${way}${body}`)
    expect(items.map(({ date }) => date)).toEqual([0, 1, 2, 3, 4].map(january))
  })
  it.each<[string, string]>([
    [
      'no list of its own, a hot one beside',
      `<div class="w700"><ul></ul><div>共0条</div></div><div class="w260"><div class="tit">热点信息</div>${list('热点', january)}</div>`
    ],
    [
      'no list of its own, an unnamed one in the side bar',
      `<div class="side-bar">${list('热点', january)}</div><div class="main"></div>`
    ],
    [
      'dates in a table of labels only',
      '<table><tr><td>成文日期：</td><td>2024-01-03</td></tr><tr><td>生效日期：</td><td>2024-01-05</td></tr></table>'
    ]
  ])('%s is no list', async (_, body) => {
    const { items, latestDate } = await datesOf('部门文件_云溪县人民政府', `${way}${body}`)
    expect([items, latestDate]).toEqual([[], null])
  })
  it('a column of columns has the entries of all its blocks', async () => {
    const { items, latestDate } = await datesOf(
      '政务公开_云溪县人民政府',
      `<div class="pos">当前位置：<a href="/">首页</a> > 政务公开</div>${['法定主动公开', '政策文件', '财政信息', '人事信息'].map((name, at) => `<div class="box"><div class="title">${name}</div>${list(name, (row) => `2024-01-${10 + at * 3 - row}`, 3)}</div>`).join('')}`
    )
    expect([items.length, latestDate]).toEqual([12, '2024-01-19'])
  })
})

describe('the day of publishing however it is written', () => {
  const article = (line: string, rest = ''): string =>
    `${way}<h1>县领导调研重点项目</h1>${line}<div class="content">${words(12)}</div>${rest}`
  it.each<[string, string, string | null]>([
    ['labelled', '<p>信息来源：县人社局　发布时间：2024年1月12日</p>', '2024-01-12'],
    ['in brackets', '<p>[发布日期:2024/1/12 9:10:22] [来源:本站] [浏览次数:12]</p>', '2024-01-12'],
    ['unlabelled beside the source', '<p>2024-01-12 08:30　　来源：云溪县融媒体中心　　点击：123次</p>', '2024-01-12'],
    [
      'label and day in elements of their own',
      '<div><span>来源：</span><span>云溪日报</span><span>时间：</span><span>2024-01-12</span></div>',
      '2024-01-12'
    ],
    ['alone under the heading', '<div>2024-01-12 09:10:22</div>', '2024-01-12'],
    ['beside a later day of updating', '<p>更新时间：2024-02-01 发布时间：2024-01-12</p>', '2024-01-12'],
    [
      'in a table beside the day of writing',
      '<table><tr><td>成文日期：</td><td>2024年01月05日</td></tr><tr><td>发布日期：</td><td>2024年01月12日</td></tr></table>',
      '2024-01-12'
    ],
    ['nowhere but under the signature', '', null]
  ])('%s', async (_, line, date) => {
    const dates = await datesOf(
      '县领导调研重点项目_云溪县人民政府',
      article(line, '<p>云溪县人民政府办公室</p><p>2024年1月10日</p>')
    )
    expect([dates.publishDate, dates.items]).toEqual([date, []])
  })
  it('is not one of a list beside the text', async () => {
    const dates = await datesOf(
      '拟录用公示_云溪县人民政府',
      article(
        '<div><i>时间：2024-01-12</i></div>',
        `<div class="r"><h3>最新公告</h3>${list('公告', (at) => `2024-02-0${9 - at}`)}</div>`
      )
    )
    expect([dates.publishDate, dates.items, dates.undatedItems]).toEqual(['2024-01-12', [], 0])
  })
})

describe('what a page is called', () => {
  it.each<[string, string, string, string]>([
    ['site behind', '部门文件 - 云溪县人民政府网', '', '部门文件'],
    ['site before', '云溪县人民政府网站-政务公开-部门文件', '', '部门文件'],
    ['the site’s name alone, the column’s in the way to it', '云溪县人民政府', '', '部门文件'],
    ['the site’s name as heading of every page', '部门文件_云溪县人民政府', '<h1>云溪县人民政府</h1>', '部门文件'],
    [
      'years with a hyphen',
      '云溪县2023-2025年行动计划-云溪县人民政府',
      '<h1>云溪县2023-2025年行动计划</h1>',
      '云溪县2023-2025年行动计划'
    ],
    ['brackets all round', '【关于某事的通知】-云溪县发展和改革委员会', '', '关于某事的通知']
  ])('%s', async (_, title, body, called) => {
    expect((await datesOf(title, `${body}${way}${list('文件', january)}`)).title).toBe(called)
  })
})

describe('a clock is not a day of the page', () => {
  const clock = '<span id="c"></span><script>document.getElementById("c").innerHTML = new Date().getFullYear() + "年"</script>'
  it('and an entry of today is no clock, whatever its script asks', async () => {
    const isNew =
      '<script>if (new Date() - new Date("2024-02-20") < 3 * 86400000) document.write("<img src=new.gif>" + new Date().getDate())</script>'
    const { items, visitorClock } = await datesOf(
      '部门文件',
      `${clock}${way}<ul>${[20, 19, 18].map((at) => `<li><a href="${at}.html">关于印发第${at}号文件的通知</a><span>2024-02-${at}</span>${isNew}</li>`).join('')}</ul>`
    )
    expect([items.map(({ date }) => date), visitorClock]).toEqual([['2024-02-20', '2024-02-19', '2024-02-18'], []])
  })
  it('nor is a day with its weekday in an article', async () => {
    const { publishDate, visitorClock } = await datesOf(
      '会议通知',
      `${way}<h1>关于召开全县会议的通知</h1><p>发布时间：2024-02-20</p><div id="zoom"><p>定于2024年2月20日（星期二）下午在县政府三楼会议室召开全县工作会议，请各单位主要负责人准时参加并提前十分钟入场，不得请假。</p></div>`
    )
    expect([publishDate, visitorClock]).toEqual(['2024-02-20', []])
  })
  it('which stands with its weekday in the head', async () => {
    const { items, publishDate, visitorClock } = await datesOf(
      '会议通知',
      `<div>今天是2024年2月20日 星期二</div>${way}<h1>关于召开会议的通知</h1><div id="zoom">${words(9)}</div>`
    )
    expect([items, publishDate, visitorClock.length]).toEqual([[], null, 1])
  })
})

describe('records in a script', () => {
  const titles = ['县政府召开常务会议研究工作', '全县春耕备耕现场会召开', '县领导调研重点项目建设']
  const record = (order: readonly string[], at: number): string => {
    const members: Record<string, string> = {
      url: `/n/${at}.html`,
      title: titles[at] ?? '',
      docTitle: titles[at] ?? '',
      pubDate: `2024-01-0${9 - at}`,
      publishTime: `2024-01-0${9 - at} 08:00:00`
    }
    return `{${order.map((key) => `"${key}":"${members[key] ?? ''}"`).join(',')}}`
  }
  it.each([
    ['the address last', ['title', 'pubDate', 'url']],
    ['the address first', ['url', 'title', 'pubDate']],
    ['the day first', ['pubDate', 'url', 'title']],
    ['two names and two days of one record', ['url', 'title', 'docTitle', 'pubDate', 'publishTime']]
  ])('each has its own address: %s', async (_name, order) => {
    const script = `<script>var data = [${titles.map((_, at) => record(order, at)).join(',')}]</script>`
    const { items } = await datesOf('要闻', `${way}<div id="list"></div>${script}`)
    expect(items.map(({ text, href, date }) => [text, href, date])).toEqual(
      titles.map((title, at) => [title, `http://www.yunxi.example/n/${at}.html`, `2024-01-0${9 - at}`])
    )
  })
})
