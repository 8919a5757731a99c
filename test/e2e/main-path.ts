import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { loadSample, registryFor } from '../../electron/sample/sample-data.ts'
import { startSampleSites, type SampleSites } from '../../electron/sample/server.ts'
import { projectRoot } from '../support/electron-app.ts'

/** A running product with its own page, whichever shell it stands in. */
export interface Product {
  page: Page
  /** A picture of everything a person sees, native page view included. */
  screenshot(file: string): Promise<void>
}

const resourcesDir = join(projectRoot, 'resources')
/** Sites of the sample that answer at once: the slow and broken ones have their own tests. */
const quick = ['www', 'fgj', 'jtj', 'kgj', 'czj', 'wlj', 'qlz', 'bsx']
const drawn = 4
export const batchTitle = '内蒙古自治区鄂尔多斯市东胜区政府网站2026年第四季度抽查'

export interface Served {
  sites: SampleSites
  registryFile: string
  registered: number
}

/** Serves the sample's sites on free ports and writes a registry of the quick ones, as a supervising office would send it. */
export async function serveSites(folder: string): Promise<Served> {
  const sample = loadSample(resourcesDir)
  const sites = await startSampleSites({ resourcesDir, ports: { http: 0, https: 0 } })
  const [header = '', ...rows] = registryFor(sample, sites.ports).split(/\r?\n/)
  const chosen = rows.filter((row) => quick.some((host) => row.includes(`//${host}.`)))
  const registryFile = join(folder, '名录.csv')
  writeFileSync(registryFile, [header, ...chosen].join('\r\n'))
  return { sites, registryFile, registered: chosen.length }
}

export function screensFolder(host: string): string {
  const folder = join(projectRoot, 'out/screens', host)
  mkdirSync(folder, { recursive: true })
  return folder
}

const rail = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click()

export async function importRegistry({ page, screenshot }: Product, served: Served, folder: string): Promise<void> {
  await page.getByText('开始一次巡查').waitFor()
  await screenshot(join(folder, '01-首页.png'))
  await rail(page, '名录')
  await page.getByRole('button', { name: '导入名录' }).first().click()
  await page.getByTestId('registry-files').setInputFiles(served.registryFile)
  await page.getByText(`数据行 ${served.registered} = 新增 ${served.registered}`).waitFor()
  await screenshot(join(folder, '02-导入预览.png'))
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.waitForURL('**#/registry')
  await page.getByText(`共 ${served.registered} 行`).waitFor()
  await screenshot(join(folder, '03-名录.png'))
}

export async function drawBatch({ page, screenshot }: Product, served: Served, folder: string): Promise<void> {
  await rail(page, '批次')
  await page.getByRole('button', { name: '新建批次' }).first().click()
  await page.getByLabel('批次名称').fill(batchTitle)
  await page.getByLabel('检查时期').fill('2026年第四季度')
  await page.getByText('按数量', { exact: true }).click()
  await page.getByLabel('数量', { exact: true }).fill(String(drawn))
  await page.getByLabel('种子').fill('20261122')
  await page.getByLabel('内网地址').fill(served.sites.allowHosts.join('，'))
  const draw = page.getByRole('button', { name: /^抽\s?取$/ })
  await expect.poll(() => draw.isEnabled(), { timeout: 20_000 }).toBe(true)
  await screenshot(join(folder, '04-抽样预览.png'))
  await draw.click()
  await page.getByText('抽样结果已冻结').waitFor()
  await screenshot(join(folder, '05-抽样结果.png'))
  await page.getByRole('button', { name: '进入检查' }).first().click()
}

/** What the screen said of the batch, to be compared with the exported files. */
export interface Shown {
  failedName: string
  checked: number
  failed: number
}

async function openFirstTarget(page: Page): Promise<string> {
  const row = page.locator('[role="row"][row-index="0"]').first()
  await row.waitFor()
  await row.click()
  await page.getByText('已载入').waitFor({ timeout: 30_000 })
  const heading = page.getByRole('region', { name: '检查清单' }).getByRole('heading').first()
  return (await heading.innerText()).trim()
}

export async function checkTargets({ page, screenshot }: Product, folder: string): Promise<Shown> {
  const failedName = await openFirstTarget(page)
  await page.getByText('空白栏目').first().click()
  await screenshot(join(folder, '06-检查.png'))
  await page.keyboard.press('F8')
  await page.getByText('取证完成，质量合格').waitFor({ timeout: 60_000 })
  await page.keyboard.press('2')
  await page.getByLabel('数量', { exact: true }).fill('5')
  await page.getByLabel('位置').fill('首页》政策》政策解读')
  await page.getByLabel('问题描述').fill('政策解读、人事信息等 5 个栏目为空白栏目。')
  await screenshot(join(folder, '07-登记问题.png'))
  await page.keyboard.press('Control+Enter')
  await page.getByText('已登记问题').waitFor()
  await page.getByText('为什么').click()
  await page.getByText('单项否决。').first().waitFor()
  await screenshot(join(folder, '08-得分说明.png'))
  await page.getByText('为什么').click()
  await page.getByRole('tab', { name: '证据 1' }).click()
  await page.getByRole('button', { name: /的证据原图$/ }).click()
  const picture = page.getByRole('dialog').locator('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalHeight > 768)).toBe(true)
  await screenshot(join(folder, '09-证据原图.png'))
  await page.keyboard.press('Escape')
  for (let done = 1; done <= drawn; done += 1) {
    await page.keyboard.press('n')
    await page.getByText(`已检 ${done}`, { exact: false }).first().waitFor()
    if (done < drawn) await page.getByText('已载入').waitFor({ timeout: 30_000 })
  }
  await page.getByText('本批次的对象已全部检完').first().waitFor()
  await screenshot(join(folder, '10-全部检完.png'))
  return { failedName, checked: drawn, failed: 1 }
}

export async function exportNotice({ page, screenshot }: Product, folder: string): Promise<string> {
  await rail(page, '通报')
  await page.getByText('全部数字已重新计算').waitFor({ timeout: 30_000 })
  await screenshot(join(folder, '11-通报.png'))
  await page.getByRole('button', { name: /^导\s?出$/ }).click()
  const place = page.getByText(/^导出到 /)
  await place.waitFor()
  await screenshot(join(folder, '12-导出.png'))
  return (await place.innerText()).replace(/^导出到 /, '').trim()
}

/** The screens that the path does not need, and the dark ones: for the eye. */
export async function lookAround({ page, screenshot }: Product, folder: string): Promise<void> {
  await rail(page, '通报')
  await page.getByText('已导出', { exact: true }).click()
  await page.getByText('通报.docx').first().waitFor()
  await screenshot(join(folder, '13-已导出.png'))
  await rail(page, '名录')
  await page.getByText('导入记录', { exact: true }).click()
  await page.getByText('名录.csv').first().waitFor()
  await screenshot(join(folder, '14-导入记录.png'))
  await rail(page, '设置')
  await page.getByText('状态重建').first().waitFor()
  await screenshot(join(folder, '15-设置.png'))
  const theme = page.getByRole('button', { name: /^主题：/ })
  while ((await theme.getAttribute('aria-label'))?.includes('深色') !== true) await theme.click()
  await rail(page, '首页')
  await page.getByRole('heading', { name: '还差什么' }).waitFor()
  await screenshot(join(folder, '16-首页-深色.png'))
  await rail(page, '检查')
  await openFirstTarget(page)
  await screenshot(join(folder, '17-检查-深色.png'))
}
