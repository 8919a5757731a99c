import robotsParser from 'robots-parser'
import type { FetchAnswer, RobotsAnswer } from './polite-client.ts'

/** What robots.txt files name us by. */
export const robotsName = 'Xuncha'
/** Google reads as much. */
export const robotsMaxBytes = 500 * 1024

export function readRobots(url: string, answer: Pick<FetchAnswer, 'status' | 'headers' | 'bytes' | 'error'>): RobotsAnswer {
  const isThere = answer.status === 200 && answer.error === null && !/html/i.test(answer.headers['content-type'] ?? '')
  const text = isThere ? answer.bytes.toString('utf8') : ''
  // The rules are about the origin that was asked, whatever host the file was redirected to.
  const rules = robotsParser(url, text)
  const delay = rules.getCrawlDelay(robotsName)
  return {
    url,
    status: answer.status,
    text,
    crawlDelaySeconds: delay === undefined || !Number.isFinite(delay) || delay < 0 ? null : delay,
    disallows: (address, robot = robotsName) => rules.isAllowed(address, robot) === false
  }
}
