import { describe, expect, it } from 'vitest'
import iconv from 'iconv-lite'
import { gatherFromHttp } from '../../electron/capture/run-gatherers.ts'
import { frameAddresses, treeFromHtml } from '../../electron/capture/tree-from-html.ts'
import { factSchemas, pageFactsSchema } from '../../electron/domain/facts/facts.ts'
import type { Fact, FactName, PageFacts } from '../../electron/domain/facts/facts.ts'
import * as pages from './fact-pages.ts'

const url = 'http://www.qinghe.example/zwgk/index.html'

async function gather(
  html: string | Buffer,
  {
    observedOn = '2024-03-02',
    contentType = 'text/html; charset=utf-8',
    at = url,
    frames = {}
  }: { observedOn?: string; contentType?: string; at?: string; frames?: Record<string, string> } = {}
): Promise<PageFacts> {
  const bytes = Buffer.from(html)
  return gatherFromHttp(
    {
      requestedUrl: at,
      finalUrl: at,
      status: 200,
      error: null,
      redirects: [],
      contentType,
      bytes,
      startedAt: `${observedOn}T02:00:00.000Z`,
      milliseconds: 12
    },
    { observedAt: `${observedOn}T10:00:00+08:00`, askServer: null },
    new Map(
      Object.entries(frames).map(([address, body]) => [
        address,
        { url: address, bytes: Buffer.from(body), contentType: 'text/html' }
      ])
    )
  )
}

function fact<N extends FactName>(facts: PageFacts, name: N): Fact<N> {
  const found = facts[name]
  if (!found.ok) throw new Error(`${name}: ${found.error}`)
  return factSchemas[name].parse(found.value) as Fact<N>
}
const listed = (facts: PageFacts): string[] => fact(facts, 'dates').items.map(({ date }) => date)

describe('the foot of a page', () => {
  it('is read as written, and never from comments', async () => {
    const marks = fact(await gather(pages.column), 'footerMarks')
    expect(marks).toMatchObject({
      siteIdCode: '3499000001',
      siteIdCodeFrom: 'footer',
      icp: ['皖ICP备12345678号-1'],
      policeRecord: '皖公网安备 34990002000001号',
      organiser: '青禾市人民政府办公室',
      contact: '青禾市人民路1号 230000 0551-62600000',
      partyGovBadge: true,
      findErrorLink: true,
      findErrorSiteCode: '3499000001'
    })
  })
  it('is null where nothing of it is there, also when a comment has it', async () => {
    const marks = fact(
      await gather(
        pages.page(
          '某页',
          `<p>正文</p><!--${pages.foot.replaceAll('--', '')}--><template>${pages.foot}</template><noscript>网站标识码：3499000009</noscript>`
        )
      ),
      'footerMarks'
    )
    expect(marks).toMatchObject({
      siteIdCode: null,
      icp: [],
      policeRecord: null,
      organiser: null,
      contact: null,
      partyGovBadge: false,
      findErrorLink: false
    })
  })
  it('may stand in a frame', async () => {
    const marks = fact(
      await gather(pages.framed, { frames: { 'http://www.qinghe.example/foot.html': pages.frameFoot } }),
      'footerMarks'
    )
    expect(marks).toMatchObject({ siteIdCode: '3499000001', organiser: '青禾市人民政府办公室' })
    expect(marks.places['siteIdCode']?.url).toBe('http://www.qinghe.example/foot.html')
  })
  it('has no badge where only that of a public institution is', async () => {
    const marks = fact(
      await gather(
        pages.page(
          '某馆',
          '<a href="https://bszs.conac.cn/sitename?method=show&id=1"><img src="/images/blue.png" alt="事业单位"></a>'
        )
      ),
      'footerMarks'
    )
    expect(marks.partyGovBadge).toBe(false)
  })
  it('takes codes of another length for none', async () => {
    const marks = fact(
      await gather(
        pages.page(
          '某页',
          '<p>网站标识码：34990000012 ICP备案：皖ICP备123号 皖公网安备 123号</p>',
          '<meta name="SiteIDCode" content="">'
        )
      ),
      'footerMarks'
    )
    expect(marks).toMatchObject({ siteIdCode: null, icp: [], policeRecord: null })
  })
})

describe('the list of a column', () => {
  it('is the main one, in page order, with the pinned item marked', async () => {
    const { items, latestDate, publishDate } = fact(await gather(pages.column), 'dates')
    expect(items.map(({ date, isPinned }) => [date, isPinned])).toEqual([
      ['2023-11-02', true],
      ['2024-03-01', false],
      ['2024-02-28', false],
      ['2024-02-20', false],
      ['2024-02-11', false]
    ])
    expect(items[1]).toMatchObject({
      text: '关于2024年1月1日起执行新标准的通知',
      href: 'http://www.qinghe.example/zwgk/t1.html',
      written: '2024-03-01',
      year: 'written'
    })
    expect([latestDate, publishDate]).toEqual(['2024-03-01', null])
  })
  it('gets its years over the new year', async () => {
    const facts = await gather(pages.overNewYear, { observedOn: '2024-01-08' })
    expect(listed(facts)).toEqual(['2024-01-05', '2024-01-02', '2023-12-30', '2023-12-20'])
    expect(fact(facts, 'dates').items.map(({ year, written }) => [year, written])[0]).toEqual(['inferred', '01/05'])
  })
  it('reads day and month from two elements, and leaves an impossible day out', async () => {
    expect(listed(await gather(pages.splitDates))).toEqual(['2023-02-24', '2023-02-03'])
  })
  it('is none where the page says so, whatever its side bar shows', async () => {
    const dates = fact(await gather(pages.blank), 'dates')
    expect([dates.items, dates.latestDate, dates.emptyMessage]).toEqual([[], null, '暂无相关信息！'])
  })
  it('may have no dates: those in addresses are none', async () => {
    const dates = fact(await gather(pages.undated), 'dates')
    expect([dates.items, dates.latestDate, dates.undatedItems]).toEqual([[], null, 4])
  })
  it('has no clock among its dates', async () => {
    const dates = fact(await gather(pages.headClock), 'dates')
    expect(dates.items.map(({ date }) => date)).toEqual(['2023-12-06', '2023-11-06'])
    expect(dates.visitorClock).toHaveLength(1)
  })
  it('of a home page is that of all its blocks', async () => {
    const facts = await gather(pages.home, { at: 'http://www.qinghe.example/' })
    expect(listed(facts)).toEqual(['2024-03-01', '2024-02-28', '2024-02-05', '2024-01-25', '2023-12-28', '2023-12-20'])
    expect(fact(facts, 'head').title).toBe('青禾市人民政府')
  })
  it('never counts a day to come as the latest', async () => {
    const facts = await gather(pages.column, { observedOn: '2024-02-25' })
    expect(fact(facts, 'dates').latestDate).toBe('2024-02-20')
  })
})

describe('the day of publishing', () => {
  it('is what the page says under its title, and contradictions are shown', async () => {
    const dates = fact(await gather(pages.chineseNumerals), 'dates')
    expect(dates).toMatchObject({
      publishDate: '2023-12-31',
      publishDateFrom: 'text',
      items: [],
      publishDateContradicted: [
        { from: 'text', date: '2023-12-31' },
        { from: 'meta', date: '2024-01-15' }
      ]
    })
  })
  it('is not the signature, not a day in the title, and null where nothing says it', async () => {
    const body = `${pages.nav}${pages.crumb('政务公开', '公告')}<h1>关于2024年2月1日停水的公告</h1><div id="zoom">${pages.words(20)}<p>2024年1月30日</p></div>${pages.foot}`
    expect(fact(await gather(pages.page('关于2024年2月1日停水的公告', body)), 'dates').publishDate).toBeNull()
  })
  it('comes from the meta tag or a script where the text has none', async () => {
    const body = `<h1>某事的公告</h1><div id="zoom">${pages.words(20)}</div>`
    expect(
      fact(await gather(pages.page('某事的公告', body, '<meta name="PubDate" content="2024-01-15 10:00">')), 'dates')
    ).toMatchObject({ publishDate: '2024-01-15', publishDateFrom: 'meta' })
    expect(
      fact(await gather(pages.page('某事的公告', `${body}<script>var pubTime = "2024-01-16 08:00:00"</script>`)), 'dates')
    ).toMatchObject({ publishDate: '2024-01-16', publishDateFrom: 'script' })
  })
  it('is not the visitor’s clock', async () => {
    expect(fact(await gather(pages.visitorClock), 'dates').publishDate).toBeNull()
  })
})

describe('encodings', () => {
  const html = pages.column.replace('<meta charset="utf-8">', '')
  it.each([
    [
      'gb2312 in the meta tag',
      `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`,
      'gbk',
      'text/html',
      'gb18030',
      'gb2312'
    ],
    [
      'gb18030 in the header, against the meta tag',
      '<meta charset="utf-8">',
      'gb18030',
      'text/html; charset=GB18030',
      'gb18030',
      'GB18030'
    ],
    ['gbk that nobody declares', '', 'gbk', 'text/html', 'gb18030', null],
    ['utf-8 that nobody declares', '', 'utf8', 'text/html', 'utf-8', null],
    ['utf-16 that only the mark tells of', '', 'utf16', 'text/html; charset=gbk', 'utf-16le', 'gbk']
  ])('%s', async (_, meta, encoding, contentType, charset, declared) => {
    const bytes =
      encoding === 'utf16'
        ? Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(html, 'utf-16le')])
        : iconv.encode(html.replace('<head>', `<head>${meta}`), encoding)
    const facts = await gather(bytes, { contentType })
    expect(fact(facts, 'document')).toMatchObject({ charset, declaredCharset: declared, bytes: bytes.byteLength, by: 'http' })
    expect(fact(facts, 'head').title).toBe('通知公告')
    expect(fact(facts, 'footerMarks').organiser).toBe('青禾市人民政府办公室')
  })
  it('a character outside GBK is read too', async () => {
    const bytes = iconv.encode('<meta charset=gb2312><title>𠮷林路小学</title>', 'gb18030')
    expect(fact(await gather(bytes, { contentType: 'text/html' }), 'head').documentTitles).toEqual(['𠮷林路小学'])
  })
})

describe('frames', () => {
  it('are named for the caller and read where he has fetched them', async () => {
    const { tree } = treeFromHtml({
      url: 'http://ly.qinghe.example/',
      bytes: Buffer.from(pages.frameset),
      contentType: 'text/html'
    })
    expect(frameAddresses(tree)).toEqual(['http://ly.qinghe.example/top.html', 'http://ly.qinghe.example/body.html'])
    const facts = await gather(pages.frameset, {
      at: 'http://ly.qinghe.example/',
      frames: { 'http://ly.qinghe.example/top.html': pages.frameTop, 'http://ly.qinghe.example/body.html': pages.frameBody }
    })
    expect(listed(facts)).toEqual(['2024-02-10', '2024-02-01'])
    expect(fact(facts, 'footerMarks').siteIdCode).toBe('3499000001')
  })
  it('that hold themselves come to an end', async () => {
    const at = 'http://ly.qinghe.example/loop.html'
    const facts = await gather(`<iframe src="${at}"></iframe>`, {
      at,
      frames: { [at]: `<p>圈</p><iframe src="${at}"></iframe>` }
    })
    expect(fact(facts, 'texts').blocks.length).toBeLessThanOrEqual(4)
  })
})

describe('the other facts', () => {
  it('navigation, way and a home page that is only navigation', async () => {
    const columns = fact(await gather(pages.column), 'columns')
    expect(columns.breadcrumb).toEqual(['首页', '政务公开', '通知公告'])
    expect(columns.navigation.map(({ title, depth }) => `${depth}${title}`)).toEqual([
      '0首页',
      '0政务公开',
      '1通知公告',
      '0互动交流',
      '0政务服务'
    ])
    expect(columns.isNavigationOnly).toBe(false)
    expect(fact(await gather(pages.crossing, { at: 'http://www.qinghe.example/' }), 'columns').isNavigationOnly).toBe(true)
    expect(fact(await gather(pages.home), 'columns').isNavigationOnly).toBe(false)
  })
  it('letters with the days of asking and answering', async () => {
    const { entries } = fact(await gather(pages.letters), 'mailbox')
    expect(
      entries.map(({ title, askedOn, repliedOn, repliedBy, isReplied }) => [title, askedOn, repliedOn, repliedBy, isReplied])
    ).toEqual([
      ['关于小区供暖问题的咨询', '2024-01-05', '2024-01-09', '市住建局', true],
      ['关于公交线路调整的建议', '2023-11-01', null, null, false]
    ])
  })
  it('the elements of a guide, with those that say nothing', async () => {
    const { isGuide, elements } = fact(await gather(pages.guidePage), 'guide')
    expect(isGuide).toBe(true)
    expect(elements.map(({ element, text }) => [element, text])).toEqual([
      ['basis', '《中华人民共和国残疾人保障法》'],
      ['conditions', '具有本市户籍，符合残疾标准的公民。'],
      ['materials', '身份证 户口簿'],
      ['place', '青禾市政务中心3号窗口'],
      ['process', ''],
      ['phone', '0551-62600001 申请材料齐全的，当场受理；联系电话有变的以公告为准。']
    ])
    expect(fact(await gather(pages.column), 'guide').isGuide).toBe(false)
  })
  it('the search box, forms, attachments and maps', async () => {
    const facts = await gather(pages.searchPage)
    expect(fact(facts, 'forms').search).toEqual({
      action: 'http://www.qinghe.example/search/',
      method: 'get',
      field: 'keyword',
      hidden: { site: 'qh' }
    })
    expect(fact(facts, 'forms').forms.map(({ method, fields }) => [method, fields])).toEqual([
      ['get', ['site', 'keyword']],
      ['post', ['user', 'pw']]
    ])
    expect(fact(facts, 'images').maps.map(({ text }) => text)).toEqual(['http://www.qinghe.example/images/qh_map.png'])
    expect(fact(await gather(pages.chineseNumerals), 'attachments').files).toMatchObject([
      { extension: 'docx', text: '规定全文.docx' }
    ])
  })
  it('links that lead somewhere, with what their style hides', async () => {
    const links = fact(await gather(pages.hiddenLinks), 'links')
    const by = Object.fromEntries(links.map(({ text, hiddenBy, shown }) => [text, [hiddenBy, shown]]))
    expect(by['不显示的链接']).toEqual(['display:none', null])
    expect(by['看得见的链接']).toEqual([null, null])
    const more = fact(
      await gather(
        pages.page(
          'x',
          '<a href="#a">1</a><a href="javascript:;">2</a><a href="">3</a><a href="mailto:a@b.cn">4</a><a href="/b#c">5</a><a href="//WWW.qinghe.example/d">6</a><a href="http://x.example/">7</a><a>8</a>'
        )
      ),
      'links'
    )
    expect(more.map(({ href, text, external }) => [href, text, external])).toEqual([
      ['http://www.qinghe.example/b', '5', false],
      ['http://www.qinghe.example/d', '6', false],
      ['http://x.example/', '7', true]
    ])
  })
})

describe('a hostile page', () => {
  it('as deep, as long and as odd as it likes gives facts all the same', async () => {
    const odd = [
      `${'<div>'.repeat(20_000)}深${'</div>'.repeat(20_000)}`,
      `${'<a href="/x">链接</a><span>2024-01-01</span>'.repeat(8_000)}`,
      '<meta name="__proto__" content="x"><meta name="constructor" content="y"><base href="javascript:1"><title></title>',
      `<script>${'new Date()document.write('.repeat(20_000)}</script><p>发布日期：${'2024-'.repeat(20_000)}</p>`,
      '\u0000\ufffd<<body><table><tr><td><form><tr></form></html><p>',
      ''
    ]
    for (const html of odd) {
      const facts = await gather(html)
      expect(pageFactsSchema.safeParse(facts).success).toBe(true)
      expect(Object.values(facts).filter((each) => !each.ok && each.error !== 'not-asked')).toEqual([])
    }
  }, 120_000)
  it('that gives no answer has reasons in place of facts', async () => {
    const facts = await gatherFromHttp(
      {
        requestedUrl: url,
        finalUrl: url,
        status: null,
        error: 'ECONNREFUSED',
        redirects: [],
        contentType: '',
        bytes: null,
        startedAt: '2024-01-01T00:00:00.000Z',
        milliseconds: 3
      },
      { observedAt: '2024-01-01T00:00:00.000Z', askServer: null }
    )
    expect(facts.head).toEqual({ ok: false, error: 'no-answer' })
    expect(fact(facts, 'document')).toMatchObject({ error: 'ECONNREFUSED', sha256: null, status: null })
  })
})
