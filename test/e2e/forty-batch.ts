import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { design, importFile, openBackend } from '../backend/support.ts'
import { sendHtml, serveFixtures, type FixtureServer } from '../support/fixture-pages.ts'

const counties = ['东胜区', '达拉特旗', '准格尔旗', '伊金霍洛旗'] as const
const bodies = [
  '人民政府',
  '发展和改革委员会',
  '教育体育局',
  '工业和信息化局',
  '民政局',
  '财政局',
  '人力资源和社会保障局',
  '自然资源局',
  '住房和城乡建设局',
  '交通运输局'
] as const

export interface Forty {
  sites: FixtureServer
  batchId: string
  /** In the order of the batch. */
  names: string[]
}

/**
 * Forty sites of four counties, the first of each the portal, all of them drawn; served here.
 * @param count of the counties, from the first
 */
export async function fortyObjects(folder: string, workspace: string, count: number): Promise<Forty> {
  const all = counties.slice(0, count).flatMap((county, at) =>
    bodies.map((body, number) => ({
      name: `鄂尔多斯市${county}${body}${number === 0 ? '门户' : ''}网站`,
      county,
      unit: `${county}${body}`,
      code: `1506${String(at).padStart(2, '0')}${String(number).padStart(4, '0')}`,
      path: `/s/${at}${number}`,
      isPortal: number === 0
    }))
  )
  const line = '<li><a href="#">关于印发《政务公开工作要点》的通知</a> 2026-11-20</li>'
  const sites = await serveFixtures(
    Object.fromEntries(
      all.map(({ path, name }) => [
        path,
        sendHtml(`<title>${name}</title><h1>${name}</h1><ul>${line.repeat(60)}</ul><footer>${name}主办</footer>`)
      ])
    )
  )
  const header = '类别,名称,地区,主办单位,网站标识码,网址,是否门户'
  const rows = all.map(({ name, county, unit, code, path, isPortal }) =>
    ['网站', name, county, unit, code, `${sites.origin}${path}`, isPortal ? '是' : '否'].join(',')
  )
  const registry = join(folder, '名录.csv')
  writeFileSync(registry, `${[header, ...rows].join('\r\n')}\r\n`)
  const backend = await openBackend(workspace)
  await importFile(backend, registry)
  const { batch } = await backend.call('batches.create', {
    title: '鄂尔多斯市政府网站2026年第四季度抽查',
    period: '2026Q4',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [sites.host]
  })
  const { targets } = await backend.call('batches.targets', { batchId: batch.id })
  await backend.backend.close()
  return { sites, batchId: batch.id, names: targets.map(({ name }) => name) }
}
