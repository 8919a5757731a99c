import { it } from 'vitest'
import { launchBrowserHost } from '../support/browser-app.ts'
import { fortyObjectsIn } from './forty-path.ts'

it('forty objects are checked by keyboard alone, by object and along the line, over a kill and a restart, in the browser host', () =>
  fortyObjectsIn('browser', async (workspace) => {
    const running = await launchBrowserHost({ workspace })
    return { ...running, screenshot: async (file) => void (await running.page.screenshot({ path: file })) }
  }))
