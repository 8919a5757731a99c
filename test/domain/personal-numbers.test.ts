import { describe, expect, it } from 'vitest'
import { findPersonalNumbers } from '../../electron/domain/personal-numbers.ts'

/** The standard's own table of weights: another way to the check digit than the product's. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const withCheck = (first17: string): string => {
  const sum = weights.reduce((all, weight, index) => all + weight * Number(first17[index]), 0)
  return first17 + '10X98765432'.charAt(sum % 11)
}
const wrongCheck = (first17: string): string => {
  const right = withCheck(first17).slice(-1)
  return first17 + (right === '0' ? '1' : '0')
}
const shown = (text: string): string[] => findPersonalNumbers(text).map((number) => number.shown)

describe('findPersonalNumbers', () => {
  it('knows the example of the standard itself', () => {
    // GB 11643-1999 prints this one.
    expect(withCheck('11010519491231002')).toBe('11010519491231002X')
    expect(shown('11010519491231002X')).toEqual(['11*************02X'])
  })

  it.each([
    ['电话13812345678。', ['138****5678']],
    ['+86 138 1234 5678', ['138****5678']],
    ['86-138-1234-5678', ['138****5678']],
    ['１３８１２３４５６７８', ['138****5678']],
    ['19912345678、17012345678', ['199****5678', '170****5678']],
    [`身份证${withCheck('35020319900307412')}`, [`35*************${withCheck('35020319900307412').slice(-3)}`]],
    [withCheck('34010420000229001').toLowerCase(), [`34*************${withCheck('34010420000229001').toLowerCase().slice(-3)}`]],
    ['340104650101123', ['34**********123']],
    [
      `甲13812345678乙${withCheck('65010119800101001')}`,
      ['138****5678', `65*************${withCheck('65010119800101001').slice(-3)}`]
    ]
  ])('offers %s', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it.each([
    ['0551-62345678', 'a fixed line'],
    ['12812345678', 'no mobile segment'],
    ['15412345678', 'a segment that is not given out'],
    ['14212345678', 'a segment that is not given out'],
    ['138123456789', 'a digit too many'],
    ['1381234567', 'a digit too few'],
    ['0.13812345678', 'the end of a decimal'],
    [wrongCheck('35020319900307412'), 'a wrong check digit'],
    [withCheck('35020319901307412'), 'month 13'],
    [withCheck('34010419990229001'), 'no such 29 February'],
    [withCheck('99020319900307412'), 'no such province'],
    ['340104651301123', '15 digits, month 13'],
    [`A${withCheck('35020319900307412')}`, 'part of a longer code'],
    ['91340000MA2NXXXX0X', 'a credit code'],
    ['皖ICP备12345678号-1 皖公网安备 34010402700123号 网站标识码：3400000001', 'the foot of a site']
  ])('leaves %s: %s', (text) => {
    expect(shown(text)).toEqual([])
  })

  it('names the digits that are hidden, and nothing more', () => {
    const text = '联系 138 1234 5678'
    const [number] = findPersonalNumbers(text)
    expect(text.slice(number?.start, number?.end)).toBe('138 1234 5678')
    expect(text.slice(number?.hideStart, number?.hideEnd).trim()).toBe('1234')
    const card = withCheck('35020319900307412')
    const [identity] = findPersonalNumbers(card)
    expect(card.slice(identity?.hideStart, identity?.hideEnd)).toBe(card.slice(2, 15))
  })
})
