import { describe, expect, it } from 'vitest'
import { crumb, foot, nav, page } from './fact-pages.ts'
import { factsOf } from './facts-of.ts'

/** The days of a column of made-up 青禾市, observed on 2024-02-20, newest first. */
async function daysOf(body: string): Promise<{ latest: string | null; days: string[] }> {
  const at = 'http://www.qinghe.example/zwgk/tzgg/'
  const { dates } = await factsOf(page('通知公告_青禾市人民政府', `${nav}${crumb('政务公开', '通知公告')}${body}${foot}`), at)
  if (!dates.ok) throw new Error(JSON.stringify(dates))
  const days = dates.value.items.map(({ date }) => date)
  return { latest: dates.value.latestDate, days }
}

const wanted = ['2024-02-19', '2024-02-08', '2024-01-31', '2023-12-29', '2023-11-06']
interface Day {
  y: string
  m: string
  d: string
}
const parts = wanted.map((day): Day => {
  const [y = '', m = '', d = ''] = day.split('-')
  return { y, m, d }
})
const titles = ['第一批', '第二批', '第三批', '第四批', '第五批'].map((each) => `关于公布青禾市${each}重点项目名单的公告`)
const rows = (row: (title: string, day: Day, at: number) => string): string =>
  parts.map((day, at) => row(titles[at] ?? '', day, at)).join('\n')
const link = (title: string, at: number): string => `<a href="./t${at}.html" title="${title}">${title}</a>`
const short = (text: string): string => String(Number(text))

describe('the days of a column', () => {
  it.each<[string, string]>([
    [
      'year, month, day',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<span>${y}-${m}-${d}</span></li>`)}</ul>`
    ],
    ['in brackets', `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}[${y}-${m}-${d}]</li>`)}</ul>`],
    ['in Chinese brackets', `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}【${y}.${m}.${d}】</li>`)}</ul>`],
    [
      'in round brackets, slashes',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}（${y}/${m}/${d}）</li>`)}</ul>`
    ],
    [
      'without zeros',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<i>${y}-${short(m)}-${short(d)}</i></li>`)}</ul>`
    ],
    [
      'in words',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<em>${y}年${short(m)}月${short(d)}日</em></li>`)}</ul>`
    ],
    [
      'with a time',
      `<ul>${rows((title, { y, m, d }, at) => `<li><span>${y}-${m}-${d} 09:30:00</span>${link(title, at)}</li>`)}</ul>`
    ],
    [
      'eight digits in a cell',
      `<table>${rows((title, { y, m, d }, at) => `<tr><td>${link(title, at)}</td><td>${y}.${m}.${d}</td></tr>`)}</table>`
    ],
    [
      'two figures of the year',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<span>${y.slice(2)}-${m}-${d}</span></li>`)}</ul>`
    ],
    [
      'day over year and month',
      `<ul>${rows((title, { y, m, d }, at) => `<li><div class="date"><b>${d}</b><span>${y}-${m}</span></div>${link(title, at)}</li>`)}</ul>`
    ],
    [
      'day over year and month in words',
      `<ul>${rows((title, { y, m, d }, at) => `<li><p class="day">${d}</p><p class="ym">${y}年${m}月</p><h3>${link(title, at)}</h3></li>`)}</ul>`
    ],
    [
      'month and day over the year',
      `<ul>${rows((title, { y, m, d }, at) => `<li><div><strong>${m}-${d}</strong><span>${y}</span></div>${link(title, at)}</li>`)}</ul>`
    ],
    [
      'month and day over the year, slashes',
      `<ul>${rows((title, { y, m, d }, at) => `<li><div><strong>${m}/${d}</strong><em>${y}</em></div><div>${link(title, at)}<p>各县区、各部门：为做好有关工作，现将名单公布如下。</p></div></li>`)}</ul>`
    ],
    [
      'after the title within the link',
      `<ul>${rows((title, { y, m, d }, at) => `<li><a href="./t${at}.html"><p>${title}</p><span>${y}-${m}-${d}</span></a></li>`)}</ul>`
    ],
    [
      'labelled',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<p>发布时间：${y}-${m}-${d}　来源：市政府办</p></li>`)}</ul>`
    ],
    [
      'as a time element',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<time datetime="${y}-${m}-${d}">${y}-${m}-${d}</time></li>`)}</ul>`
    ],
    [
      'in divs',
      `<div class="list">${rows((title, { y, m, d }, at) => `<div class="item"><div class="tit">${link(title, at)}</div><div class="date">${y}-${m}-${d}</div></div>`)}</div>`
    ],
    [
      'numbered in a table',
      `<table><tr><th>序号</th><th>标题</th><th>文号</th><th>发布日期</th></tr>${rows((title, { y, m, d }, at) => `<tr><td>${at + 1}</td><td>${link(title, at)}</td><td>青政办〔${y}〕${at + 1}号</td><td>${y}-${m}-${d}</td></tr>`)}</table>`
    ],
    [
      'spaced hyphens',
      `<ul>${rows((title, { y, m, d }, at) => `<li>${link(title, at)}<span>${y} - ${m} - ${d}</span></li>`)}</ul>`
    ],
    ['a dl', `<dl>${rows((title, { y, m, d }, at) => `<dt>${link(title, at)}</dt><dd>${y}-${m}-${d}</dd>`)}</dl>`]
  ])('%s', async (_, body) => {
    expect(await daysOf(body)).toEqual({ latest: '2024-02-19', days: wanted })
  })

  it.each<[string, string]>([
    ['month and day', `<ul>${rows((title, { m, d }, at) => `<li>${link(title, at)}<span>${m}-${d}</span></li>`)}</ul>`],
    [
      'month and day in brackets',
      `<ul>${rows((title, { m, d }, at) => `<li>${link(title, at)}<span>[${m}-${d}]</span></li>`)}</ul>`
    ],
    [
      'month and day in words',
      `<ul>${rows((title, { m, d }, at) => `<li>${link(title, at)}<span>${short(m)}月${short(d)}日</span></li>`)}</ul>`
    ],
    ['month and day, slashes', `<ul>${rows((title, { m, d }, at) => `<li>${link(title, at)}<span>${m}/${d}</span></li>`)}</ul>`],
    ['month and day, a point', `<ul>${rows((title, { m, d }, at) => `<li>${link(title, at)}<span>${m}.${d}</span></li>`)}</ul>`]
  ])('without a year: %s', async (_, body) => {
    // The order goes down from the day of observation: the years follow.
    expect(await daysOf(body)).toEqual({ latest: '2024-02-19', days: wanted })
  })
})
