/**
 * The fixture site of the link bench, in a process of its own: `node links-site.ts` prints its address and serves until it is
 * ended. 2,000 pages of ten links each; every answer waits 20 ms. With `traps` it is the site of traps instead.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startTrapSite, traps } from '../support/trap-site.ts'

const pages = 2_000
const latencyMs = 20
/** Links of a page: five to pages, four to files of its own, one to a file of all. */
const pageLinks = 5
const ownFiles = 4

const prose = '为进一步做好政务公开工作，现将有关事项通知如下，请各单位认真贯彻执行。'

function pageHtml(number: number): string {
  const toPages = Array.from({ length: pageLinks }, (_, index) => {
    const target = (number * pageLinks + index + 1) % pages
    return `<li><a href="/zwgk/${target % 20}/page-${target}.html">第 ${target} 页</a> <span>2026-11-${10 + index}</span></li>`
  })
  const toFiles = Array.from(
    { length: ownFiles },
    (_, index) => `<li><a href="/files/${number}-${index}.pdf">附件 ${index}</a></li>`
  )
  const body = `<ul>${toPages.join('')}</ul><div>${prose.repeat(20)}</div><ul>${toFiles.join('')}</ul><a href="/files/all.pdf">全文</a>`
  return `<!doctype html><html><head><meta charset="utf-8"><title>第 ${number} 页</title></head><body>${body}</body></html>`
}

const html = Array.from({ length: pages }, (_, number) => Buffer.from(pageHtml(number)))
const file = Buffer.alloc(2_000, '%PDF-1.4 ')

async function startFixture(): Promise<string> {
  const server = createServer((request, response) => {
    // LinkChecker asks no more than ten times a second where a server does not say this.
    response.setHeader('linkchecker', 'yes')
    setTimeout(() => {
      const url = request.url ?? '/'
      const number = url === '/' ? 0 : Number(/^\/zwgk\/\d+\/page-(\d+)\.html$/.exec(url)?.[1] ?? Number.NaN)
      const page = html[number]
      if (page !== undefined) {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.length })
        response.end(request.method === 'HEAD' ? undefined : page)
      } else if (/^\/files\/(?:all|\d+-\d)\.pdf$/.test(url)) {
        response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': file.length })
        response.end(request.method === 'HEAD' ? undefined : file)
      } else {
        response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
        response.end('<title>404</title>没有这个网页')
      }
    }, latencyMs)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** Addresses that mean nothing to another tool's resolver are left out. */
const compared = traps.filter(({ isOurs }) => isOurs !== true)
const address = process.argv.includes('traps') ? `${(await startTrapSite(compared)).origin}/` : await startFixture()
console.log(address)
