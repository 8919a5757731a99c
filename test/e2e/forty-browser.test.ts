import { it } from 'vitest'
import { launchBrowserHost } from '../support/browser-app.ts'
import { fortyObjectsIn, type Shell } from './forty-path.ts'

/** The same path is walked over all forty in Electron; here over twenty, unless all are asked for. */
const isWhole = process.env['XUNCHA_WHOLE_FORTY'] === '1'

it(`${isWhole ? 'forty' : 'twenty'} objects are checked by keyboard alone, by object and along the line, over a kill and a restart, in the browser host`, async () => {
  const start = async (workspace: string): Promise<Shell> => {
    const running = await launchBrowserHost({ workspace })
    return { ...running, screenshot: async (file) => void (await running.page.screenshot({ path: file })) }
  }
  await fortyObjectsIn('browser', start, isWhole ? 'all' : 'half')
  console.log(`browser host: ${isWhole ? 40 : 20} objects (XUNCHA_WHOLE_FORTY=1 for 40)`)
})
