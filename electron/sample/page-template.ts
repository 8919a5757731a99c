import { itemsOf } from './site-content.ts'
import type { Sample, SampleColumn, SampleSite } from './sample-data.ts'
import { hillsSvg, logoSvg } from './page-style.ts'
import { searchBox } from './search-box.ts'

export interface PageContext {
  sample: Sample
  site: SampleSite
  today: string
  /** Asked by a search engine's robot, as it says. */
  isRobot?: boolean
}

export const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const shortName = (site: SampleSite) => site.name.replace(/(门户)?网站$/, '')
const hasFault = (site: SampleSite, kind: SampleSite['faults'][number]['kind']) =>
  site.faults.some((fault) => fault.kind === kind)

/** Page marks: 网站标识码, ICP, 公安备案, 主办单位, 联系方式, 党政机关 badge and 找错 entry. Every number is invented. */
function footer(site: SampleSite): string {
  const isCoded = !hasFault(site, 'missing-site-code')
  const code = isCoded ? `<p>网站标识码：${site.siteCode}</p>` : ''
  const serial = site.siteCode.slice(-2)
  return `<footer><div class="wrap"><div>
<p>主办单位：${escapeHtml(site.unit)}　联系方式：0000-5390${serial}*（工作日 8:30—17:30）</p>
<p>地址：云岭县云溪街道示例路${Number(serial)}号　<a href="/about/contact.html">联系我们</a>　<a href="/about/sitemap.html">网站地图</a></p>
<p>备案号：<a href="/about/icp.html">滇ICP备539900${serial}号-1</a>　<a href="/about/police.html">滇公网安备 539900020000${serial}号</a></p>
${code}</div><div class="marks">
<a href="/about/badge.html" title="党政机关"><img src="/assets/badge.svg" alt="党政机关" width="58" height="58"></a>
<a href="/about/find-error.html${isCoded ? `?site_code=${site.siteCode}` : ''}" title="我为政府网站找错"><img src="/assets/find-error.svg" alt="我为政府网站找错" width="140" height="58"></a>
</div></div></footer>`
}

export interface PageParts {
  title: string
  /** id of the first-level column the page belongs to; '' for the home page. */
  columnId: string
  columnTitle?: string
  /** Further `<meta>` names of articles: ArticleTitle, PubDate, ContentSource. */
  meta?: Record<string, string>
  body: string
  /** Further style, such as the fixed height of the long page. */
  style?: string
  script?: string
}

/** The whole document up to the end of the banner, and the rest: the endless page sends only the first. */
export function documentParts({ site }: PageContext, parts: PageParts): { head: string; rest: string } {
  const name = escapeHtml(shortName(site))
  const meta = {
    SiteName: site.name,
    SiteDomain: `${site.host}.yunling.localhost`,
    ...(hasFault(site, 'missing-site-code') ? {} : { SiteIDCode: site.siteCode }),
    ColumnName: parts.columnTitle ?? '首页',
    ColumnType: parts.columnTitle ?? '首页',
    Keywords: `${site.unit},政务公开`,
    Description: `${site.name}（示例网站，内容均为虚构）`,
    ...parts.meta
  }
  const tags = Object.entries(meta).map(([key, value]) => `<meta name="${key}" content="${escapeHtml(value)}">`)
  const nav = [{ id: '', title: '首页' }, ...site.columns.slice(0, 6)].map(
    (column) =>
      `<a href="${column.id ? `/${column.id}/` : '/'}"${column.id === parts.columnId ? ' class="on"' : ''}>${column.title}</a>`
  )
  return {
    head: `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="${site.charset ?? 'utf-8'}"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(parts.title)}</title>
${tags.join('\n')}
<link rel="stylesheet" href="/assets/site.css"><link rel="icon" href="/assets/badge.svg">
${parts.style ? `<style>${parts.style}</style>` : ''}</head><body>
<div class="top"><div class="wrap"><span>示例网站 · 内容均为虚构</span><span><a href="/about/elder.html">长者模式</a>　<a href="/about/accessible.html">无障碍浏览</a></span></div></div>
<div class="banner"><div class="wrap">${logoSvg}<div><h1${name.length > 16 ? ' class="long"' : ''}>${name}</h1><p>YUNLING COUNTY · SAMPLE</p></div>${searchBox}</div>${hillsSvg}</div>
<nav><div class="wrap">${nav.join('')}</div></nav>
`,
    rest: `<main><div class="wrap">${parts.body}</div></main>${footer(site)}${parts.script ? `<script>${parts.script}</script>` : ''}</body></html>`
  }
}

export function documentHtml(context: PageContext, parts: PageParts): string {
  const { head, rest } = documentParts(context, parts)
  return head + rest
}

/** The dated list of one column, or the sentence a blank column shows. */
export function datedList({ sample, site, today }: PageContext, path: string, limit: number): string {
  const items = itemsOf(sample, site, path, today).slice(0, limit)
  if (items.length === 0) return '<p class="empty">暂无内容</p>'
  const rows = items.map(
    (item) =>
      `<li><a href="${item.href}" title="${escapeHtml(item.title)}">${escapeHtml(item.title)}</a><span>${item.date}</span></li>`
  )
  return `<ul class="list">${rows.join('')}</ul>`
}

export function box(context: PageContext, path: string, title: string, limit: number): string {
  return `<section class="box"><h2><a class="t" href="/${path}/">${title}</a><a class="more" href="/${path}/">更多&gt;&gt;</a></h2>${datedList(context, path, limit)}</section>`
}

export const columnOf = (site: SampleSite, id: string): SampleColumn | undefined =>
  site.columns.find((column) => column.id === id)
