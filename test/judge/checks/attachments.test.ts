import { describe, expect, it } from 'vitest'
import type { CheckedLink } from '../../../electron/domain/facts/site-facts.ts'
import { checkedLink, homeUrl, outcomes, runSite } from '../facts-builders.ts'

const judged = (url: string, changes: Partial<CheckedLink>) => runSite('attachments', { links: [checkedLink(url, changes)] })

describe('attachments', () => {
  it.each(['表格.docx', '公告.PDF', '目录.wps', 'down.jsp?file=a.xls', '样表.et#1', 'f/%E9%99%84%E4%BB%B6.ofd'])(
    '%s is a file',
    (name) => {
      expect(outcomes(judged(homeUrl + name, { outcome: 'dead', status: 404 }))).toEqual(['fail'])
      expect(outcomes(judged(homeUrl + name, {}))).toEqual(['pass'])
    }
  )

  it.each(['', 'index.html', 'list.aspx?id=3', 'doc/'])('%s is a page', (name) => {
    expect(outcomes(judged(homeUrl + name, { outcome: 'dead', status: 404 }))).toEqual(['not-applicable'])
  })

  it('a page in place of the file is a fault, a wall is for the eye', () => {
    expect(outcomes(judged(`${homeUrl}a.pdf`, { outcome: 'soft-404' }))).toEqual(['fail'])
    expect(outcomes(judged(`${homeUrl}a.pdf`, { outcome: 'needs-eyes', status: 403 }))).toEqual(['needs-human'])
  })

  it('missing facts', () => {
    expect(outcomes(runSite('attachments', {}))).toEqual(['needs-human'])
  })
})
