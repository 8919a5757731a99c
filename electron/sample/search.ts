import { documentHtml, escapeHtml } from './page-template.ts'
import type { PageContext } from './page-template.ts'
import { searchField as field } from './search-box.ts'
import { itemsOf, type DatedItem } from './site-content.ts'
import { listColumns } from './sample-data.ts'

/** The words of a query, which a browser sends in the page's own charset. `query`: with its question mark, as it came. */
export function searchedWords(query: string, charset: string): string {
  const pair = query
    .slice(1)
    .split('&')
    .find((each) => each.startsWith(`${field}=`))
  const written = (pair ?? '').slice(field.length + 1).replaceAll('+', ' ')
  const bytes: number[] = []
  for (let at = 0; at < written.length; at += 1) {
    const hex = /^%([\da-f]{2})/i.exec(written.slice(at, at + 3))?.[1]
    bytes.push(hex === undefined ? written.charCodeAt(at) & 0xff : Number.parseInt(hex, 16))
    if (hex !== undefined) at += 2
  }
  return new TextDecoder(charset).decode(Uint8Array.from(bytes)).trim()
}

/** Titles of the site that hold the words; nothing at all where the site's search is broken. */
export function searchPage(context: PageContext, words: string): string {
  const { sample, site, today } = context
  const isBroken = site.faults.some(({ kind }) => kind === 'broken-search')
  const listed = listColumns(site).flatMap(({ path }) => itemsOf(sample, site, path, today))
  const found = words === '' || isBroken ? [] : listed.filter(({ title }) => title.includes(words))
  return documentHtml(context, {
    title: `站内搜索-${site.name}`,
    columnId: 'search',
    columnTitle: '站内搜索',
    body: `<p class="crumbs">当前位置：首页 &gt; 站内搜索</p><section class="box"><h2><span>“${escapeHtml(words)}”的搜索结果</span></h2>${results(found)}</section>`
  })
}

function results(found: readonly DatedItem[]): string {
  if (found.length === 0) return '<p class="empty">没有找到相关内容，请换个关键词再试。</p>'
  const rows = found.map(({ title, href, date }) => `<li><a href="${href}">${escapeHtml(title)}</a><span>${date}</span></li>`)
  return `<ul class="list">${rows.join('')}</ul>`
}
