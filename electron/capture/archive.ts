import { XunchaError } from '../domain/errors.ts'
import type { PageDriver } from './page-driver.ts'

/**
 * The page as one MHTML file. Two archives of one page differ byte by byte (boundaries, times), so it is hashed once, as saved.
 */
export async function captureArchive(driver: PageDriver): Promise<Buffer> {
  const { data } = await driver.send('Page.captureSnapshot', { format: 'mhtml' })
  const bytes = Buffer.from(data, 'utf8')
  // It begins like a mail; a renderer that died answers with nothing.
  if (!/^From: .*\r?\n/.test(data.slice(0, 200)) || !/multipart\/related/i.test(data.slice(0, 2_000))) {
    throw new XunchaError('capture-failed', '网页存档没有生成，取证未保存，请等页面加载完成后重新取证。')
  }
  return bytes
}
