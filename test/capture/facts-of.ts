import { gatherFromHttp } from '../../electron/capture/run-gatherers.ts'
import type { PageFacts } from '../../electron/domain/facts/facts.ts'

/** The facts of a page's bytes as an ordinary answer gives them, seen on 2024-02-20 at ten o'clock in China. */
export const factsOf = (html: string, url: string): Promise<PageFacts> =>
  gatherFromHttp(
    {
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      error: null,
      redirects: [],
      contentType: 'text/html; charset=utf-8',
      bytes: Buffer.from(html),
      startedAt: '2024-02-20T02:00:00.000Z',
      milliseconds: 1
    },
    { observedAt: '2024-02-20T10:00:00+08:00', askServer: null }
  )
