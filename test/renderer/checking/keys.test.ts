import { describe, expect, it } from 'vitest'
import { hostOf, shownAddress, typedAddress, zoomStep } from '../../../renderer/features/checking/address.ts'
import { keyFires, keyMap, type CheckingAction } from '../../../renderer/features/checking/keys.ts'
import { nextPane } from '../../../renderer/features/checking/panes.ts'
import { checking as en } from '../../../renderer/strings/en/checking.ts'
import { checking as zhCN } from '../../../renderer/strings/zh-CN/checking.ts'

const free = { isComposing: false, repeat: false, inField: false, inDialog: false }
const lineOf = (action: CheckingAction) => {
  const line = keyMap.find((each) => each.action === action)
  if (line === undefined) throw new Error(action)
  return line
}

describe('keyMap', () => {
  it('gives every act one key of its own, and a word in both languages', () => {
    expect(new Set(keyMap.map((line) => line.binding)).size).toBe(keyMap.length)
    const actions = keyMap.map((line) => line.action).sort()
    expect(Object.keys(zhCN.keys.action).sort()).toEqual(actions)
    expect(Object.keys(en.keys.action).sort()).toEqual(actions)
  })
})

describe('keyFires', () => {
  it('never fires while an input method composes or a dialog is open', () => {
    for (const line of keyMap) {
      expect(keyFires(line, { ...free, isComposing: true }), line.action).toBe(false)
      expect(keyFires(line, { ...free, inDialog: true }), line.action).toBe(false)
      expect(keyFires(line, free), line.action).toBe(true)
    }
  })

  it('lets a field keep its letters and digits, not the function keys and those with Ctrl', () => {
    const firing = keyMap.filter((line) => keyFires(line, { ...free, inField: true })).map((line) => line.shown)
    expect(firing).toEqual(['F8', 'Shift+F8', 'Ctrl+F8', 'Ctrl+B', 'Ctrl+J', 'F6', 'Ctrl+S', 'Ctrl+L'])
  })

  it('repeats only the walk down the list', () => {
    const repeating = keyMap.filter((line) => keyFires(line, { ...free, repeat: true })).map((line) => line.action)
    expect(repeating).toEqual(['nextIndicator', 'previousIndicator'])
    expect(keyFires(lineOf('nextTarget'), { ...free, repeat: true })).toBe(false)
  })
})

describe('strings', () => {
  const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()
  const flat = (value: object, path = ''): [string, string][] =>
    Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
      typeof each === 'object' && each !== null ? flat(each, `${path}${key}.`) : [[`${path}${key}`, String(each)]]
    )

  it('has the same texts with the same blanks in both languages', () => {
    const english = new Map(flat(en))
    const chinese = flat(zhCN)
    expect([...english.keys()]).toEqual(chinese.map(([key]) => key))
    for (const [key, text] of chinese) expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
  })
})

describe('nextPane', () => {
  it('goes around and passes over folded panes', () => {
    expect(nextPane(null, [])).toBe('targets')
    expect(nextPane('targets', [])).toBe('checklist')
    expect(nextPane('page', [])).toBe('targets')
    expect(nextPane('page', ['targets'])).toBe('checklist')
    expect(nextPane('page', ['targets', 'checklist'])).toBe('page')
  })
})

describe('typedAddress', () => {
  it('takes web addresses, bare hosts and full-width typing', () => {
    expect(typedAddress('http://a.example/x')).toBe('http://a.example/x')
    expect(typedAddress(' kjj.example.gov.cn/dczj/ ')).toBe('https://kjj.example.gov.cn/dczj/')
    expect(typedAddress('ｈｔｔｐ：／／a.example')).toBe('http://a.example/')
    expect(typedAddress('127.0.0.1:8080')).toBe('https://127.0.0.1:8080/')
  })

  it('refuses what leads out of the web', () => {
    for (const text of ['', '   ', 'file:///etc/passwd', 'javascript:alert(1)', 'ftp://a.example/', 'http://', '两个 词']) {
      expect(typedAddress(text), text).toBeNull()
    }
  })
})

describe('shownAddress', () => {
  it('shows where the page is going until something of it has come', () => {
    const requestedUrl = 'https://kjj.example.gov.cn/'
    expect(shownAddress({ url: 'about:blank', requestedUrl })).toBe(requestedUrl)
    expect(shownAddress({ url: 'chrome-error://chromewebdata/', requestedUrl })).toBe(requestedUrl)
    expect(shownAddress({ url: 'http://other.example/', requestedUrl })).toBe('http://other.example/')
  })
})

describe('hostOf', () => {
  it('reads host and port', () => {
    expect(hostOf('http://127.0.0.1:8081/a')).toBe('127.0.0.1:8081')
    expect(hostOf('无')).toBe('无')
  })
})

describe('zoomStep', () => {
  it('steps like a browser and holds at the ends', () => {
    expect(zoomStep(1, 1)).toBe(1.1)
    expect(zoomStep(1, -1)).toBe(0.9)
    expect(zoomStep(1.05, 1)).toBe(1.1)
    expect(zoomStep(4, 1)).toBe(4)
    expect(zoomStep(0.25, -1)).toBe(0.25)
  })
})
