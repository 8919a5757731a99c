import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[]
}

/**
 * Serious and critical faults of what is on screen; `colours` is all that another theme can change. axe comes in by the
 * debugger: the page's own policy stays on. Nobody reads its selectors, and what it would load beforehand is for two rules
 * alone, on screens that turn and on sound that starts by itself. A tooltip that is fading away is left out: halfway through it is faint.
 */
export async function seriousFaults(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', { expression: 'typeof axe' })
  // Half a megabyte to compile: once for each document.
  if (result.value === 'undefined') await session.send('Runtime.evaluate', { expression: axeSource })
  const answer = await session.send('Runtime.evaluate', {
    expression: `axe.run({ exclude: [['.ag-tooltip-hiding']] }, { resultTypes: ['violations'], selectors: false, preload: false${rules === 'all' ? '' : ", runOnly: ['color-contrast', 'link-in-text-block']"} })`,
    awaitPromise: true,
    returnByValue: true
  })
  await session.detach()
  const { violations } = answer.result.value as AxeResult
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`)
}
