import { join } from 'node:path'
import { expect, it } from 'vitest'
import { xianning2023 } from '../golden/seeds/xianning-2023q1.ts'
import { goldenCase, type GoldenObject } from '../golden/support.ts'
import { launchBrowserHost } from '../support/browser-app.ts'
import { screensFolder } from './main-path.ts'

/** What was found on two county portals: 75 and 80 of 100, on either side of the line that 咸宁 draws higher. */
const lost: Readonly<Record<string, number>> = { 嘉鱼县: 25, 赤壁市: 20 }
const sites = xianning2023
  .filter(({ kind }) => kind === 'site')
  // The counties first, so that the screen shows them.
  .sort((a, b) => Number(b.portal === true) - Number(a.portal === true))
  .map((object): GoldenObject => {
    const count = lost[object.unit]
    // XN1 is an item of the local plan alone.
    const found = (object.found ?? []).filter(({ indicator }) => indicator !== 'XN1')
    if (count === undefined) return { ...object, found }
    return { ...object, found: [{ indicator: 'D1.9', count, description: '栏目应更新未更新', location: '首页》政务公开' }] }
  })

it('shows what 咸宁 would make of a batch inspected by the national edition', async () => {
  const golden = goldenCase()
  await golden.register(sites)
  const batchId = await golden.inspect({
    title: '2023年第一季度网站抽查',
    period: '2023Q1',
    object: 'site',
    catalogueId: 'national-2019-site',
    objects: sites
  })
  const running = await launchBrowserHost({ workspace: golden.workspace })
  const { page } = running
  try {
    await page.getByRole('button', { name: '打开示例批次' }).or(page.getByText('2023年第一季度网站抽查')).first().waitFor()
    await page.evaluate((id) => {
      location.hash = `#/rules/what-if/${id}`
    }, batchId)
    await page.getByRole('combobox', { name: '试算的版本' }).click()
    await page.getByTitle('咸宁市政府网站检查指标（2022 年）').click()
    await page.getByText(/：1 个由合格变为不合格，0 个由不合格变为合格/).waitFor()
    await page.getByText('嘉鱼县政府门户网站').first().click()
    await page.getByText('扣分部分低于 80 分，不合格。').first().waitFor()
    // 赤壁市 stands at 80 exactly, which is not below the line.
    expect(await page.getByRole('row', { name: /赤壁市政府门户网站/ }).count()).toBe(0)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))))
    await page.screenshot({ path: join(screensFolder('browser'), '34-试算.png') })
  } catch (error) {
    await page.screenshot({ path: join(screensFolder('failed'), 'browser-what-if.png') })
    throw error
  } finally {
    await running.close()
  }
}, 600_000)
