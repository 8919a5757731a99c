import type { PageTexts } from '../domain/page-facts.ts'
import { openWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'

/** What the shown page says of itself, read in an isolated world; null where the page could not be asked. */
export async function readPageTexts(driver: PageDriver, url: string): Promise<PageTexts | null> {
  const world = await openWorld(driver).catch(() => null)
  const said = (await world?.<Omit<PageTexts, 'url'>>(gather)) ?? null
  return said === null ? null : { ...said, url }
}

/** Everything is cut: a page may be as long as it likes. */
const gather = `(() => {
  const cut = (text, most) => text.replace(/\\s+/g, ' ').trim().slice(0, most)
  const text = document.body?.innerText?.slice(0, 2000000) ?? ''
  const all = text.split('\\n').map((line) => line.trim()).filter((line) => line !== '')
  const named = all.filter((line) => /网站标识码|主办|账号主体|认证主体/.test(line))
  const lines = [...new Set([...named.slice(-30), ...all.slice(-40)])].map((line) => cut(line, 300))
  const metas = [...document.querySelectorAll('meta[name], meta[property]')].slice(0, 200).map((meta) => ({
    name: cut((meta.getAttribute('name') ?? meta.getAttribute('property') ?? '').toLowerCase(), 60),
    content: cut(meta.getAttribute('content') ?? '', 300)
  }))
  const account = [
    document.querySelector('#js_name, #profileBt, .profile_nickname')?.textContent ?? '',
    document.querySelector('meta[property="og:article:author"], meta[name=author]')?.getAttribute('content') ?? ''
  ].map((name) => cut(name, 60)).filter((name) => name !== '')
  const days = []
  for (const match of text.matchAll(/(?<!\\d)(?:19|20)\\d\\d(?:[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)|年\\d{1,2}月\\d{1,2}日)/g)) {
    days.push(match[0])
    if (days.length >= 5000) break
  }
  return { title: cut(document.title, 300), metas, lines, accounts: account, days: [...new Set(days)] }
})()`
