import { describe, expect, it } from 'vitest'
import type { PageLink } from '../../electron/domain/facts/facts.ts'
import { articleOf, nextArticle, pairsOf, type PlannedArticle, type SeenStep } from '../../electron/domain/interpretation-plan.ts'
import type { SweptArticle } from '../../electron/domain/stored-hint.ts'
import { column, dates, head, homeUrl, item, link, page } from '../judge/facts-builders.ts'

const today = '2023-08-23'
const hosts = new Set(['www.s1.gov.cn'])
const at = (path: string): string => `${homeUrl}${path}`
const entry = (text: string, date: string, path: string) => item(text, date, { href: at(path) })
type Items = ReturnType<typeof entry>[]

const list = (path: string, kind: 'policy' | 'interpretation', items: Items): SeenStep => ({
  part: 'page',
  url: at(path),
  column: column(`首页》${path}`, kind, items),
  article: null,
  by: 'http'
})
const read = (path: string, article: Partial<SweptArticle>): SeenStep => ({
  part: 'article',
  url: at(path),
  column: null,
  article: { role: 'interpretation', title: path, publishedOn: null, linksTo: [], document: null, alsoAt: [], ...article },
  by: 'http'
})
/** Pages in the order in which they would be read. @param explain what each of them turns out to explain */
function order(steps: SeenStep[], explain: (path: string) => string | null = () => null): string[] {
  const seen = [...steps]
  const paths: string[] = []
  for (let next = nextArticle(seen, hosts, today); next !== null; next = nextArticle(seen, hosts, today)) {
    const path = next.url.slice(homeUrl.length)
    const document = next.role === 'interpretation' ? explain(path) : null
    paths.push(path)
    const found = document === null ? null : { url: at(document), title: document, listedOn: null }
    seen.push(read(path, { role: next.role, document: found, alsoAt: next.role === 'interpretation' ? next.partners : [] }))
  }
  return paths
}

describe('nextArticle', () => {
  it('takes the newest three, no file, no other site, none older than a year, then each document once', () => {
    const items = [
      entry('政策一的解读', '2023-08-01', 'j/1.html'),
      entry('政策二的解读', '2023-08-02', 'j/2.html'),
      entry('政策三的解读', '2023-08-03', 'j/3.html'),
      entry('政策四的解读', '2023-08-04', 'j/4.html'),
      entry('政策五的解读', '2023-08-05', 'j/5.pdf'),
      item('政策六的解读', '2023-08-06', { href: 'https://www.gov.cn/6.html' }),
      entry('政策七的解读', '2023-08-24', 'j/7.html')
    ]
    const explain = (path: string): string => (path === 'j/2.html' ? 'w/2.html' : 'w/1.html')
    expect(order([list('zcjd/', 'interpretation', items)], explain)).toEqual([
      'j/4.html',
      'j/3.html',
      'j/2.html',
      'w/1.html',
      'w/2.html'
    ])
    expect(order([list('zcjd/', 'interpretation', [entry('政策一的解读', '2022-08-21', 'j/1.html')])])).toEqual([])
    expect(order([list('zcwj/', 'policy', items)])).toEqual([])
  })

  it('of several interpretations of one document takes the first, and knows the others', () => {
    const items = [
      entry('图解：《云岭市政务数据管理办法》', '2023-08-20', 'j/3.html'),
      entry('《云岭市政务数据管理办法》政策解读', '2023-08-15', 'j/1.html'),
      entry('负责同志就《云岭市政务数据管理办法》答记者问', '2023-08-18', 'j/2.html')
    ]
    const next = nextArticle([list('zcjd/', 'interpretation', items)], hosts, today)
    expect(next).toMatchObject({ url: at('j/1.html'), listedOn: '2023-08-15', partners: [at('j/2.html'), at('j/3.html')] })
  })
})

describe('articleOf an interpretation', () => {
  const name = '云岭市政务数据管理办法'
  const planned: PlannedArticle = {
    role: 'interpretation',
    url: at('j/1.html'),
    title: `《${name}》政策解读`,
    listedOn: '2023-08-15',
    location: '首页》政策解读',
    partners: []
  }
  const policies = list('zcwj/', 'policy', [
    entry(`关于印发《${name}》的通知`, '2023-08-14', 'w/1.html'),
    entry('关于做好防汛工作的通知', '2023-08-10', 'w/2.html')
  ])
  function documentOf(links: PageLink[], steps: SeenStep[] = [policies], title = planned.title): string | null {
    const facts = page({ head: head({ title }), dates: dates(), links })
    return articleOf(facts, { ...planned, title }, steps, hosts).document?.url.slice(homeUrl.length) ?? null
  }
  const to = (path: string, text: string): PageLink => link(at(path), { text })

  it.each<[string, PageLink[], string | null]>([
    ['linked by its name', [to('w/9.html', `云岭市人民政府关于印发《${name}》的通知`)], 'w/9.html'],
    ['an interpretation is no document', [to('j/2.html', `《${name}》图解`)], 'w/1.html'],
    ['linked as 政策原文', [to('w/9.html', '【政策原文】')], 'w/9.html'],
    ['a column is no document', [to('zcwj/', '相关文件')], 'w/1.html'],
    ['of two, the one that issues it', [to('w/8.html', `关于修改《${name}》的决定`), to('w/9.html', name)], 'w/9.html'],
    ['on another site: the one here is a copy', [link('https://www.gov.cn/1.html', { text: name })], null],
    ['only listed', [], 'w/1.html']
  ])('%s', (_, links, expected) => {
    expect(documentOf(links)).toBe(expected)
  })

  it('guesses nothing of a short name, or of two that are called so', () => {
    const short = list('zcwj/', 'policy', [entry('关于促进就业的若干措施', '2023-08-14', 'w/1.html')])
    expect(documentOf([], [short], '《若干措施》政策解读')).toBeNull()
    const twice = list('zcwj/', 'policy', [entry(name, '2023-08-14', 'w/1.html'), entry(name, '2023-08-14', 'w/2.html')])
    expect(documentOf([], [twice])).toBeNull()
  })

  it('takes the day of the list where the page bears none', () => {
    const facts = page({ head: head(), dates: dates(), links: [] })
    expect(articleOf(facts, planned, [policies], hosts)).toMatchObject({
      publishedOn: '2023-08-15',
      document: { url: at('w/1.html'), listedOn: '2023-08-14' },
      linksTo: []
    })
  })
})

describe('pairsOf', () => {
  const explained = list('zcjd/', 'interpretation', [])
  const explaining = read('j/1.html', {
    document: { url: at('w/1.html'), title: '办法', listedOn: null },
    alsoAt: [at('j/2.html')]
  })
  it('needs both pages, and says nothing where no interpretations were looked for', () => {
    expect(pairsOf([list('zcwj/', 'policy', [])])).toBeNull()
    expect(pairsOf([explained, explaining])).toEqual([])
    const document = read('w/1.html', { role: 'document', publishedOn: '2023-08-14' })
    expect(pairsOf([explained, explaining, document])).toMatchObject([
      { document: { publishedOn: '2023-08-14', by: 'http' }, interpretation: { url: at('j/1.html'), alsoAt: [at('j/2.html')] } }
    ])
  })
})
