import { describe, expect, it } from 'vitest'
import { statusTone, statusWord } from '../../../renderer/features/checking/status-word.ts'

describe('statusWord', () => {
  it.each([
    [200, 'ok', 'pass'],
    [304, 'ok', 'pass'],
    [302, 'redirect', 'problems'],
    [401, 'unauthorised', 'problems'],
    // Never a dead page: a machine may be turned away where a person is let in.
    [403, 'forbidden', 'problems'],
    [412, 'guarded', 'problems'],
    [429, 'tooMany', 'problems'],
    [404, 'missing', 'fail'],
    [410, 'gone', 'fail'],
    [405, 'clientFault', 'fail'],
    [500, 'serverFault', 'fail'],
    [503, 'unavailable', 'fail']
  ])('%i is %s, shown as %s', (status, word, tone) => {
    expect([statusWord(status), statusTone(statusWord(status))]).toEqual([word, tone])
  })
})
