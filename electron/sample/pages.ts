import { box, columnOf, datedList, documentHtml, documentParts, escapeHtml } from './page-template.ts'
import type { PageContext, PageParts } from './page-template.ts'
import { pictureSvg } from './page-style.ts'
import { counterpartOf, daysBefore, fillIn, itemsOf } from './site-content.ts'
import type { SampleColumn } from './sample-data.ts'

/** Tries, once loaded, everything the workbench must refuse: window, location and notices, download, dialog. */
const hostileScript = `
addEventListener('load', function () {
  setTimeout(function () { window.open('/popup.html', '_blank', 'width=400,height=300') }, 100)
  if (navigator.geolocation) navigator.geolocation.getCurrentPosition(function () {}, function () {})
  if (window.Notification) Notification.requestPermission()
  setTimeout(function () { var a = document.createElement('a'); a.href = '/files/plugin.exe'; a.download = ''; document.body.append(a); a.click(); a.remove() }, 300)
  setTimeout(function () { alert('请先下载安装本站专用插件') }, 600)
})`

function homeBody(context: PageContext): string {
  const { site, sample } = context
  const links = [...site.faults.flatMap((fault) => (fault.kind === 'dead-link' ? [fault] : [])), ...(site.needsEyes ?? [])].map(
    (link) => `<a href="${link.path}">${escapeHtml(link.text)}</a>`
  )
  const friendly =
    links.length > 0
      ? `<section class="box" style="margin-top:20px"><h2><span>常用链接</span></h2><p>${links.join('　｜　')}</p></section>`
      : ''
  const quick = sample.services.map((name, index) => `<a href="/bsfw/${index + 1}.html"><i>${name.slice(0, 1)}</i>${name}</a>`)
  const extra = site.columns.slice(6).map((column) => box(context, column.id, column.title, 5))
  const newsTitle = itemsOf(sample, site, 'dtyw/ylyw', context.today)[0]?.title ?? ''
  return `<div class="hero"><div class="picture">${pictureSvg}<b>${escapeHtml(newsTitle)}</b></div>${box(context, 'dtyw/ylyw', '云岭要闻', 7)}</div>
<div class="quick">${quick.join('')}</div>
<div class="grid">${box(context, 'dtyw/gzdt', '工作动态', 6)}${box(context, 'tzgg', '通知公告', 6)}${box(context, 'zcwj', '政策文件', 6)}${box(context, 'zcjd', '政策解读', 6)}${extra.join('')}</div>${friendly}`
}

/** Marks every 500 px with its own number and hue, so that a repeated or lost tile of a long picture can be seen. */
function ruler(height: number): string {
  const marks = Array.from(
    { length: Math.floor((height - 1400) / 500) },
    (_, index) =>
      `<div style="height:500px;background:hsl(${(index * 47) % 360} 45% 90%);display:flex;align-items:center;gap:24px;padding:0 40px"><b style="font-size:54px;color:hsl(${(index * 47) % 360} 45% 35%)">${index + 1}</b><span>云岭乡村影像 · 第${index + 1}幅</span></div>`
  )
  return `<section class="box" style="margin-top:20px;padding:0;overflow:hidden">${marks.join('')}</section>`
}

/** A home page exactly so many CSS pixels high at any width: the footer stands at its lower end. */
export function tallPage(context: PageContext, height: number): string {
  return documentHtml(context, {
    title: context.site.name,
    columnId: '',
    body: homeBody(context) + ruler(height),
    style: `html{height:${height}px}body{height:${height}px}main{min-height:0;overflow:hidden}`
  })
}

function homeParts(context: PageContext): PageParts {
  const { site, isRobot = false } = context
  const hijacked = isRobot ? site.faults.find(({ kind }) => kind === 'hijacked-title') : undefined
  const title = hijacked?.kind === 'hijacked-title' ? hijacked.title : site.name
  return { title, columnId: '', body: homeBody(context) }
}

export function homePage(context: PageContext): string {
  if (context.site.height) return tallPage(context, context.site.height)
  const isHostile = context.site.faults.some((fault) => fault.kind === 'hostile')
  return documentHtml(context, { ...homeParts(context), ...(isHostile ? { script: hostileScript } : {}) })
}

/** What the endless site sends before it falls silent for ever. */
export const endlessHead = (context: PageContext): string => documentParts(context, homeParts(context)).head

const crumbs = (...titles: string[]) => `<p class="crumbs">当前位置：首页 &gt; ${titles.map(escapeHtml).join(' &gt; ')}</p>`

function messagesBody({ sample, site, today }: PageContext): string {
  const rows = sample.messages.map(
    (message) =>
      `<tr><td>${escapeHtml(message.title)}</td><td>${daysBefore(today, message.askedDaysAgo)}</td><td>${daysBefore(today, message.answeredDaysAgo)}</td><td>${escapeHtml(site.unit)}</td><td>已答复</td></tr>`
  )
  return `<div class="grid"><section class="box"><h2><span>我要咨询建言</span></h2><form method="post" action="/hdjl/submit"><label>姓名<input name="name" required></label><label>标题<input name="title" required></label><label>内容<textarea name="text" rows="5" required></textarea></label><button>提交</button></form></section>
<section class="box"><h2><span>留言选登</span></h2><table><tr><th>标题</th><th>留言时间</th><th>答复时间</th><th>答复单位</th><th>状态</th></tr>${rows.join('')}</table></section></div>`
}

function servicesBody({ sample }: PageContext): string {
  const rows = sample.services.map(
    (name, index) => `<li><a href="/bsfw/${index + 1}.html">${name}办事指南</a><span>在线办理</span></li>`
  )
  return `<section class="box"><ul class="list">${rows.join('')}</ul></section>`
}

function guidePage(context: PageContext, index: number): string | null {
  const name = context.sample.services[index]
  if (name === undefined) return null
  const rows = {
    事项名称: name,
    设定依据: '《云岭县政务服务事项实施规范（示例）》第三条',
    申请条件: '本县居民或者在本县登记的组织',
    办理材料: '申请表（附样表）、身份证明',
    办理地点: '云岭县政务服务中心示例窗口',
    办理时间: '工作日 9:00—17:00',
    联系电话: '0000-5390***',
    办理流程: '申请—受理—审查—决定—送达'
  }
  const body = Object.entries(rows).map(([key, value]) => `<tr><th>${key}</th><td>${value}</td></tr>`)
  return documentHtml(context, {
    title: `${name}办事指南-${context.site.name}`,
    columnId: 'bsfw',
    columnTitle: '办事服务',
    body: `${crumbs('办事服务', name)}<section class="box"><table>${body.join('')}</table></section>`
  })
}

export function columnPage(context: PageContext, path: string): string | null {
  const [id = '', childId, ...deeper] = path.split('/')
  const column = columnOf(context.site, id)
  if (!column || deeper.length > 0) return null
  const child = childId === undefined ? undefined : column.children?.find((entry) => entry.id === childId)
  if (childId !== undefined && !child) return null
  const titles = [column.title, ...(child ? [child.title] : [])]
  return documentHtml(context, {
    title: `${titles.at(-1)}-${context.site.name}`,
    columnId: id,
    columnTitle: titles.at(-1) ?? '',
    body: crumbs(...titles) + columnBody(context, column, child)
  })
}

function columnBody(context: PageContext, column: SampleColumn, child: SampleColumn | undefined): string {
  if (column.form === 'messages') return messagesBody(context)
  if (column.form === 'services') return servicesBody(context)
  const list = (path: string) => `<section class="box">${datedList(context, path, 20)}</section>`
  if (!column.children) return list(column.id)
  if (!child)
    return `<div class="grid">${column.children.map((entry) => box(context, `${column.id}/${entry.id}`, entry.title, 8)).join('')}</div>`
  const menu = column.children.map(
    (entry) => `<a href="/${column.id}/${entry.id}/"${entry.id === child.id ? ' class="on"' : ''}>${entry.title}</a>`
  )
  return `<div class="with-menu"><section class="box menu">${menu.join('')}</section>${list(`${column.id}/${child.id}`)}</div>`
}

export function articlePage(context: PageContext, columnPath: string, index: number): string | null {
  const { sample, site, today } = context
  if (columnPath === 'bsfw') return guidePage(context, index)
  const item = itemsOf(sample, site, columnPath, today)[index]
  if (!item) return null
  const column = columnOf(site, columnPath.split('/')[0] ?? '')
  const text = sample.paragraphs.map((paragraph) => `<p>${escapeHtml(fillIn(paragraph, site, sample))}</p>`)
  const other = counterpartOf(context, columnPath, index)
  if (other !== null) text.push(`<p>${other.label}：<a href="${other.href}">${escapeHtml(other.title)}</a></p>`)
  return documentHtml(context, {
    title: `${item.title}-${site.name}`,
    columnId: column?.id ?? '',
    columnTitle: column?.title ?? '',
    meta: { ArticleTitle: item.title, PubDate: `${item.date} 09:30`, ContentSource: site.unit },
    body: `${crumbs(column?.title ?? '', '正文')}<section class="box"><article><h1>${escapeHtml(item.title)}</h1><p class="meta">发布时间：${item.date} 09:30　来源：${escapeHtml(site.unit)}</p>${text.join('')}</article></section>`
  })
}

export function plainPage(context: PageContext, title: string, text: string): string {
  return documentHtml(context, {
    title: `${title}-${context.site.name}`,
    columnId: 'about',
    columnTitle: title,
    body: `${crumbs(title)}<section class="box"><article><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></article></section>`
  })
}
