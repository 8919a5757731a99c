import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filtered, go, inFolder, inShells, painted } from './desk.ts'
import { median, type Part } from './figure.ts'
import { registryCsv } from './inputs.ts'
import { openWorkspaceIn } from './workspace.ts'

const listed = 100_000
const runs = 7

async function prepare(workspace: string): Promise<void> {
  const { call, close } = await openWorkspaceIn(workspace)
  try {
    const file = join(workspace, '..', '名录.csv')
    // All of one kind, so that the list on the screen is as long as the registry.
    writeFileSync(file, registryCsv(listed, 1))
    const { previewId } = await call('registry.preview', { sources: [{ path: file }] })
    await call('registry.commit', { previewId, acceptValid: true })
  } finally {
    await close()
  }
}

const rowsShown = `[...document.querySelectorAll('.registry-grid .ag-row')].filter((row) => row.getBoundingClientRect().height > 0)`

/** Jumps to a place in the list and gives the milliseconds until every row there has its text. */
const jumped = (share: number): string => `new Promise((done) => {
  const scroller = document.querySelector('.registry-grid .ag-grid-viewport')
  const height = ${rowsShown}[0].getBoundingClientRect().height
  const top = Math.round((scroller.scrollHeight - scroller.clientHeight) * ${share})
  const start = performance.now()
  scroller.scrollTop = top
  const first = Math.floor(scroller.scrollTop / height)
  const look = () => {
    const there = ${rowsShown}.filter((row) => Number(row.getAttribute('row-index')) >= first)
    return there.length >= 10 && there.every((row) => row.innerText.trim() !== '')
      ? requestAnimationFrame(() => done(performance.now() - start))
      : requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})`

/** Scrolls on by ten rows a frame, 120 times, and gives the milliseconds of each frame. */
const rolled = `new Promise((done) => {
  const scroller = document.querySelector('.registry-grid .ag-grid-viewport')
  scroller.scrollTop = 0
  const frames = []
  let last = performance.now()
  const next = () => {
    const now = performance.now()
    frames.push(now - last)
    last = now
    if (frames.length > 120) return done(frames.slice(1))
    scroller.scrollTop += 280
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
})`

/** 名录 with 100,000 rows. */
export const rows: Part = () =>
  inFolder(async (folder) => {
    const workspace = join(folder, '工作区')
    await prepare(workspace)
    return inShells(workspace, async ({ page }, host) => {
      await page.getByRole('navigation').waitFor()
      const first: number[] = []
      const jump: number[] = []
      const search: number[] = []
      for (let run = 0; run < runs; run += 1) {
        await go(page, '#/settings')
        await page.locator('main .ag-row').first().waitFor({ state: 'detached' })
        first.push(await page.evaluate<number>(painted('#/registry')))
        // Places far apart, none of them twice.
        for (const share of [0.31, 0.97, 0.55]) jump.push(await page.evaluate<number>(jumped((share + run * 0.013) % 1)))
        const narrow = `${rowsShown}.length > 0 && ${rowsShown}.every((row) => row.innerText.includes('示例${run}区'))`
        search.push(await page.evaluate<number>(filtered('搜索', `示例${run}区`, narrow)))
        await page.evaluate<number>(filtered('搜索', '', `${rowsShown}.length > 10`))
      }
      const frames = await page.evaluate<number[]>(rolled)
      const what = `${host}: registry of 100,000 rows`
      return [
        { part: 'rows', what: `${what}, first paint`, value: median(first), unit: 'ms' },
        { part: 'rows', what: `${what}, jump to another place`, value: median(jump), unit: 'ms' },
        { part: 'rows', what: `${what}, search`, value: median(search), unit: 'ms' },
        { part: 'rows', what: `${what}, a frame while scrolling`, value: median(frames), unit: 'ms' }
      ]
    })
  })
