import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'

describe('canonicalJson', () => {
  it('sorts keys at every depth and writes no spaces', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '名录' }], a: true })).toBe('{"a":true,"b":[1,{"c":"名录","d":null}]}')
  })

  it('leaves undefined members out, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [10n], [() => 1]])('refuses what JSON cannot hold: %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError)
  })

  it.prop([fc.jsonValue()])('holds the same value as JSON', (value) => {
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
  })

  it.prop([fc.dictionary(fc.string(), fc.integer())])('does not depend on the order in which members were added', (value) => {
    const reversed = Object.fromEntries(Object.entries(value).reverse())
    expect(canonicalJson(reversed)).toBe(canonicalJson(value))
  })
})
