import { describe, expect, it } from 'vitest'
import { factsOf } from './facts-of.ts'

interface Marks {
  siteIdCode: string | null
  icp: string[]
  policeRecord: string | null
  organiser: string | null
}

/** The foot of a page of made-up 云溪县, in the ways in which sites write it. */
async function marksOf(foot: string, body = ''): Promise<Marks> {
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>云溪县人民政府</title></head><body>
    <h1>云溪县人民政府</h1>${body}<p>今日要闻</p>${foot}</body></html>`
  const { footerMarks } = await factsOf(html, 'http://www.yunxi.example/')
  if (!footerMarks.ok) throw new Error(JSON.stringify(footerMarks))
  const { siteIdCode, icp, policeRecord, organiser } = footerMarks.value
  return { siteIdCode, icp, policeRecord, organiser }
}

const none: Marks = { siteIdCode: null, icp: [], policeRecord: null, organiser: null }
const county = '云溪县人民政府'

describe('the marks of a foot', () => {
  it.each<[string, Partial<Marks>]>([
    ['<p>政府网站标识码：3201000001</p>', { siteIdCode: '3201000001' }],
    ['<p>网站标识码&nbsp;3201000001</p>', { siteIdCode: '3201000001' }],
    ['<p>网站标识码为：3201000001</p>', { siteIdCode: '3201000001' }],
    ['<p>网站标识码（3201000001）</p>', { siteIdCode: '3201000001' }],
    ['<p>标识码：bm32000001</p>', { siteIdCode: 'bm32000001' }],
    // Of a thing, not of a site; and digits that are no code.
    ['<p>政府网站标识码：320100000144</p>', { siteIdCode: null }],
    ['<p>政府网站标识码：</p><p>电话 3201000001</p>', { siteIdCode: null }]
  ])('code: %s', async (foot, marks) => {
    expect(await marksOf(foot)).toEqual({ ...none, ...marks })
  })

  it.each<[string, Partial<Marks>]>([
    ['<p>ICP备案序号：苏ICP备12345678号</p>', { icp: ['苏ICP备12345678号'] }],
    ['<p>备案号:苏ICP备12345678号-1</p>', { icp: ['苏ICP备12345678号-1'] }],
    ['<p>苏ICP备：12345678号</p>', { icp: ['苏ICP备：12345678号'] }],
    ['<p>ICP备案/许可证编号为：苏ICP备12345678号</p>', { icp: ['苏ICP备12345678号'] }],
    ['<p>苏 ICP 备 12345678 号</p>', { icp: ['苏 ICP 备 12345678 号'] }],
    ['<p>苏公网安备 32010202000001号</p>', { policeRecord: '苏公网安备 32010202000001号' }],
    ['<p>苏公网安备:32010202000001号</p>', { policeRecord: '苏公网安备:32010202000001号' }],
    ['<p>苏公网安备 ：32010202000001号</p>', { policeRecord: '苏公网安备 ：32010202000001号' }],
    ['<p>国际联网备案： 苏公网安备 32010202000001</p>', { policeRecord: '苏公网安备 32010202000001' }],
    ['<p>苏公安备：32010202000001号</p>', { policeRecord: '苏公安备：32010202000001号' }],
    ['<p>苏公网安备（32010202000001）号</p>', { policeRecord: '苏公网安备（32010202000001）号' }]
  ])('records: %s', async (foot, marks) => {
    expect(await marksOf(foot)).toEqual({ ...none, ...marks })
  })

  const mark = '<p>版权所有 技术支持：云溪科技有限公司</p>'
  it.each<[string, string | null]>([
    [`<p>主办单位：${county}办公室 地址：云溪路1号 邮编：100000</p>`, `${county}办公室`],
    [`<p>主办单位:${county} 承办单位:${county}办公室</p>`, county],
    [`<p>地址：云溪路1号 主办单位: 云溪县农业农村局</p>`, '云溪县农业农村局'],
    [`<p>主 办：${county}　　承 办：云溪县大数据局</p>`, county],
    [`<p>网站主办单位：${county}</p>`, county],
    [`<p>本站主办：${county}</p>`, county],
    [`<p>主办：中共云溪县委 ${county}　 承办: ${county}办公室 (0825-2220000)</p>`, `中共云溪县委 ${county}`],
    [`<p>主办：中共云溪县委、${county} &nbsp; &nbsp;主管：云溪县委宣传部</p>`, `中共云溪县委、${county}`],
    [
      `<p>(C) 2014-2015 云溪报业 版权所有&nbsp;&nbsp;&nbsp;主办：中共云溪县委宣传部&nbsp;&nbsp;&nbsp;承办：云溪日报</p>`,
      '中共云溪县委宣传部'
    ],
    [`<p>${county}主办  ${county}办公室承办</p>`, county],
    [`<p>${county} 主办 ${county}办公室承办 县政府办公室负责日常管理与维护</p>`, county],
    [`<p>中共云溪县委 ${county}主办 Tel：0825-2220000</p>`, `中共云溪县委 ${county}`],
    [`<p>本网站由${county}主办，云溪县大数据局承办</p>`, county],
    [`<p>版权所有：${county} 云溪县大数据局承办</p>`, null],
    [`<p>主办：云溪县产品质量监督检验院主办</p>`, '云溪县产品质量监督检验院'],
    [
      `<ul><li><span>主办单位</span><span>${county}</span></li><li><span>承办单位</span><span>云溪县大数据局</span></li></ul>`,
      county
    ],
    [
      `<table><tr><td>主办单位</td><td>${county}办公室</td></tr><tr><td>联系电话</td><td>0825-2220000</td></tr></table>`,
      `${county}办公室`
    ],
    [`<p>指导单位：云溪县工业和信息化局</p>`, null],
    [`<p>技术支持：云溪科技有限公司 主办单位联系方式：0825-2220000</p>`, null]
  ])('organiser: %s', async (foot, organiser) => {
    expect((await marksOf(`${foot}${mark}`)).organiser).toBe(organiser)
  })

  it('does not take the organiser of an event in an article for the site’s', async () => {
    const article = `<div class="article"><p>第三届云溪马拉松由${county}主办，云溪县体育局承办。</p>${'<p>比赛设全程、半程和健康跑三个项目，来自各地的选手参加了比赛。</p>'.repeat(30)}</div>`
    expect((await marksOf('<p>主办单位：云溪县融媒体中心</p>', article)).organiser).toBe('云溪县融媒体中心')
    expect((await marksOf('<p>苏ICP备12345678号</p>', article)).organiser).toBe(null)
  })
})
