import { describe, expect, it } from 'vitest'
import { fromLocalText, toLocalText } from '../../../renderer/features/checking/local-time.ts'

describe('toLocalText', () => {
  it('shows Beijing time, over midnight too', () => {
    expect(toLocalText('2023-09-26T02:20:59.999Z')).toBe('2023-09-26 10:20')
    expect(toLocalText('2023-12-31T16:00:00.000Z')).toBe('2024-01-01 00:00')
    expect(toLocalText('gestern')).toBe('')
  })
})

describe('fromLocalText', () => {
  it('reads what people type', () => {
    const instant = '2023-09-06T01:05:00.000Z'
    for (const text of [
      '2023-09-06 09:05',
      '2023-9-6 9:05',
      '2023/9/6 09:05',
      '２０２３-09-06　09：05',
      '2023年9月6日 9:05',
      '2023-09-06T09:05'
    ]) {
      expect(fromLocalText(text), text).toBe(instant)
    }
  })

  it('refuses what is no such time', () => {
    for (const text of [
      '',
      '2023-09-06',
      '2023-02-30 10:00',
      '2023-13-01 10:00',
      '2023-09-06 24:00',
      '2023-09-06 10:60',
      '昨天'
    ]) {
      expect(fromLocalText(text), text).toBeNull()
    }
  })
})
