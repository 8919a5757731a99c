import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { fastSweep } from '../support/sweep-sites.ts'
import { csv, design, importFile, openBackend } from './support.ts'

const home = (
  name: string
): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${name}</title></head>
<body><h1>${name}</h1><p>${'本网站所载信息以各部门正式印发的文件为准。'.repeat(15)}</p></body></html>`

async function serve(name: string, milliseconds: number): Promise<string> {
  const server = createServer((request, response) => {
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(home(name))
    }
    if (request.url === '/') setTimeout(answer, milliseconds)
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it(
  'a home page that takes the time from which a visit counts as not open is for a person; one below it is not',
  {
    timeout: 180_000
  },
  async () => {
    const [slow, alive] = [await serve('某市水利局', 15_500), await serve('某市粮食局', 11_000)]
    const dir = temporaryFolder()
    const test = await openBackend(dir, { clock: { now: () => '2023-09-25T02:00:00.000Z' } })
    const rows = [
      `网站,某市水利局网站,市直,某市水利局,3400000001,${slow}/,,,`,
      `网站,某市粮食局网站,市直,某市粮食局,3400000002,${alive}/,,,`
    ]
    await importFile(test, csv(dir, '名录.csv', rows))
    const { batch } = await test.call('batches.create', {
      title: '三季度检查',
      period: '2023Q3',
      catalogueId: 'national-2019-site',
      design: design(),
      allowHosts: [slow, alive].map((origin) => new URL(origin).host)
    })
    const run = { batchId: batch.id, checks: ['site-reachable'], settings: fastSweep }
    expect(await test.call('sweeps.run', run)).toMatchObject({ state: 'done', failed: 0 })
    const { hints } = await test.call('hints.list', { batchId: batch.id })
    expect(hints.map(({ objectKey, outcome }) => [objectKey, outcome])).toEqual([['site:3400000001', 'needs-human']])
    expect(hints[0]?.message).toMatch(/^巡检时首页没有正常打开（1[5-9]\.\d 秒才打开，满 15 秒算打不开），/)
  }
)
