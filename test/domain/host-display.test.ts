import { domainToASCII } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compareHosts, displayHost, displayUrl, writeOut } from '../../electron/domain/host-display.ts'

describe('displayHost', () => {
  // Punycode of the top-level names as the root zone publishes them; the rest is what the platform's own reader makes.
  it.each([
    ['kjj.qingshan.gov.cn', 'kjj.qingshan.gov.cn'],
    ['xn--zfr164b', '政务'],
    ['xn--fiqs8s', '中国'],
    ['xn--55qw42g', '公益'],
    ['政务.cn', '政务.cn'],
    [domainToASCII('东胜区12345热线.政务.cn'), '东胜区12345热线.政务.cn'],
    [domainToASCII('政务abc.中国'), '政务abc.中国'],
    [domainToASCII('第一中学.cn'), '第一中学.cn'],
    ['127.0.0.1:8080', '127.0.0.1:8080'],
    ['[::1]:8080', '[::1]:8080']
  ])('shows %s as %s, without more', (host, shown) => {
    expect(displayHost(host)).toEqual({ shown, punycode: null, oddity: null })
  })

  it.each([
    // The whole label in Cyrillic, as registered in 2017.
    ['xn--80ak6aa92e.com', 'аррӏе.com', 'look-alike'],
    [domainToASCII('gоv.cn'), 'gоv.cn', 'mixed-scripts'],
    [domainToASCII('政务α.cn'), '政务α.cn', 'mixed-scripts'],
    [domainToASCII('göv.cn'), 'göv.cn', 'look-alike'],
    [domainToASCII('g〇v.cn'), 'g〇v.cn', 'look-alike'],
    [domainToASCII('москва.cn'), 'москва.cn', 'foreign-script'],
    [domainToASCII('한국.cn'), '한국.cn', 'foreign-script']
  ])('shows %s with its punycode beside %s', (host, shown, oddity) => {
    expect(displayHost(host)).toEqual({ shown, punycode: host, oddity })
  })

  it('makes the same punycode as the platform of a name in letters', () => {
    for (const name of ['gоv.cn', 'москва.cn', '한국.cn', 'gόv.cn']) expect(displayHost(name).punycode).toBe(domainToASCII(name))
  })

  it('writes out what cannot be seen, and shows what is no punycode as it stands', () => {
    expect(displayHost('gov\u200b.cn')).toMatchObject({ shown: 'gov‹U+200B›.cn', oddity: 'invisible' })
    expect(displayHost('a\u202eb.cn').shown).toBe('a‹U+202E›b.cn')
    expect(displayHost('xn--99999999.cn')).toMatchObject({ shown: 'xn--99999999.cn', oddity: 'foreign-script' })
    expect(writeOut('a\u2066b\u2069c\ufeff')).toBe('a‹U+2066›b‹U+2069›c‹U+FEFF›')
    expect(writeOut('政务公开 2023')).toBe('政务公开 2023')
  })
})

describe('displayUrl', () => {
  it('puts Hanzi in and leaves the rest', () => {
    expect(displayUrl('https://xn--zfr164b.cn/a?b=1#c')).toBe('https://政务.cn/a?b=1#c')
    expect(displayUrl('https://xn--80ak6aa92e.com/')).toBe('https://xn--80ak6aa92e.com/')
    expect(displayUrl('about:blank')).toBe('about:blank')
  })
})

describe('compareHosts', () => {
  it.each([
    ['www.qingshan.gov.cn', 'qingshan.gov.cn', 'same'],
    ['qingshan.gov.cn:443', 'qingshan.gov.cn', 'same'],
    ['政务.cn', 'xn--zfr164b.cn', 'same'],
    ['qingshan.gov.cn', 'qinshan.gov.cn', 'look-alike'],
    ['qingshan.gov.cn', 'qingshna.gov.cn', 'look-alike'],
    ['qingshan.gov.cn', 'q1ngshan.gov.cn', 'look-alike'],
    ['minzheng.gov.cn', 'rninzheng.gov.cn', 'look-alike'],
    ['qingshan.gov.cn', domainToASCII('qіngshan.gov.cn'), 'look-alike'],
    ['qingshan.gov.cn', 'cdn.example.com', 'different'],
    ['qingshan.gov.cn', 'kjj.qingshan.gov.cn', 'different'],
    ['qingshan.gov.cn', 'qingshan.gov.cn:8080', 'different'],
    ['a.cn', 'b.cn', 'different']
  ])('%s and %s: %s', (registered, loaded, answer) => {
    expect(compareHosts(registered, loaded)).toBe(answer)
  })
})
