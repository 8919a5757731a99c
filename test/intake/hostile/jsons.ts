import type { Bases, HostileFile } from './hostile-file.ts'

/** Texts that are no JSON, after the families of the JSON test suite; ours.
 * Several stand in a line, parted by `¦`. The last families are what readers differ on. */
const families: readonly string[] = [
  '[1 true]¦[aé]¦["": 1]¦[""],¦[,1]¦[1,,2]¦["x",,]¦["x"]]¦["",]¦["x"¦[x¦[3[4]]¦[1:2]¦[,]¦[-]¦[   , ""]',
  '["a",\n4\n,1,¦[1,]¦[1,,]¦["\u000ba"\\f]¦[*]¦[""¦[1,¦[1,\n1\n,1¦[{}¦[fals]¦[nul]¦[tru]¦[++1234]¦[+1]¦[+Inf]¦[-01]',
  '[-1.0.]¦[-2.]¦[-NaN]¦[.-1]¦[.2e-3]¦[0.1.2]¦[0.3e+]¦[0.3e]¦[0.e1]¦[0E+]¦[0E]¦[0e+]¦[0e]¦[1.0e+]¦[1.0e-]¦[1.0e]',
  '[1 000.0]¦[1eE2]¦[2.e+3]¦[2.e-3]¦[2.e3]¦[9.e+]¦[Inf]¦[NaN]¦[１]¦[1+2]¦[0x1]¦[0x42]¦[Infinity]¦[0e+-1]',
  '[-123.123foo]¦[123å]¦[-Infinity]¦[-foo]¦[- 1]¦[-012]¦[-.123]¦[-1x]¦[1ea]¦[1e1å]¦[1.]¦[.123]¦[1.2a-3]',
  '[1.8011670033376514H-308]¦[012]¦{"x", null}¦{"x"::"b"}¦{🇨🇭}¦{"a":"a" 123}¦{key: \'value\'}¦{"a" b}¦{:"b"}',
  '{"a" "b"}¦{"a":¦{"a"¦{1:1}¦{9999E9999:1}¦{null:null,null:null}¦{"id":0,,,,,}¦{\'a\':0}¦{"id":0,}¦{"a":"b"}/**/',
  '{"a":"b"}/**//¦{"a":"b"}//¦{"a":"b"}/¦{"a":"b",,"c":"d"}¦{a: "b"}¦{"a":"a¦{"foo":"bar", "a"}¦{"a":"b"}#¦ ',
  '["\\uD800\\"]¦["\\uD800\\u"]¦["\\uD800\\u1"]¦["\\uD800\\u1x"]¦[é]¦["\\x00"]¦["\\\\\\"]¦["\\\t"]¦["\\🌀"]¦["\\"]',
  '["\\u00A"]¦["\\uD834\\uDd"]¦["\\uqqqq"]¦["\\a"]¦[\\u0020"asd"]¦[\\n]¦"¦[\'single quote\']¦abc¦["\\¦["a\u0000a"]',
  '["new\nline"]¦["\t"]¦"\\UA66D"¦""x¦<.>¦[<null>]¦[1]x¦[1]]¦["asd]¦aå¦[True]¦1]¦{"x": true,¦[][]¦]¦{}}¦{"":',
  '{"a":/*comment*/"b"}¦{"a": true} "x"¦[\'¦[¦{¦{]¦[,¦{,¦{"a"¦{\'a\'¦["a¦["\\a¦*¦{"a":"b"}#{}¦[\u2060]¦[\\u000A""]',
  '[1¦[ false, nul¦[ true, fals¦å¦[\f]¦[\u000b]¦\ufeff\ufeff[]¦[\u00a01]¦[\u30001]¦\u2028[]¦[1]\u0000¦undefined',
  '[undefined]¦(1)¦`a`¦["\\uD800"]¦["\\uDC00\\uD800"]¦["\\uDd1ea"]¦["\\ud800abc"]¦["\\uD888\\u1234"]¦["\\u0000"]',
  '["a\\u001fb"]¦[1e400]¦[-1e400]¦[123456789012345678901234567890]¦[9007199254740993]¦[-9007199254740993]¦[1e19]',
  '[0.00000000000000000000000000000000000000000001]¦{"a":1,"a":2}¦{"a":1,"\\u0061":2}¦{"é":1,"é":2}',
  '{"a":{"b":1,"b":1}}¦[{"x":1,"x":1}]¦{"":1,"":2}',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]'
]

const broken: readonly string[] = [
  ...families.flatMap((family) => family.split('¦')),
  '['.repeat(100_000),
  `${'['.repeat(70)}${']'.repeat(70)}`,
  '{"a":'.repeat(50_000),
  `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
  `[${'1,'.repeat(1_100_000)}1]`,
  `["${'a'.repeat(9 * 1024 * 1024)}"]`
]

const notUtf8: readonly Buffer[] =
  `ff 5b22ff225d 5b22e9225d 5b22c0af225d 5b22eda080225d 5b22f4bfbfbf225d 5b22fcbfbfbfbfbf225d 5b2281225d 5b22e5225d 5be55d
  fffe5b005d00 feff005b005d 5b005d00 005b005d efbbbf5b22ff225d 7b22e4bd223a317d 5b22c0809f225d efbbff5b5d efbb5b5d 2b2f763838`
    .split(/\s+/)
    .map((hex) => Buffer.from(hex, 'hex'))

/** The text of a right file with a value put in by which its reader could be led astray. */
function planted(base: string, text: string): string {
  return base.trimEnd().replace(/\}$/, `,"zusatz":${text}}`)
}

export function brokenJson({ json }: Pick<Bases, 'json'>): HostileFile[] {
  const file = (what: string, bytes: Uint8Array): HostileFile => ({
    kind: 'json',
    what,
    extension: 'json',
    bytes,
    mustRefuse: true
  })
  const bases = json.map((bytes) => Buffer.from(bytes).toString('utf8'))
  return [
    ...broken.map((text, index) => file(`broken ${index}`, Buffer.from(text))),
    ...notUtf8.map((bytes, index) => file(`not UTF-8 ${index}`, bytes)),
    // The same inside files that are right but for this.
    ...broken
      .filter((text) => text.length < 100 && /^[[{"]/.test(text))
      .map((text, index) => file(`planted ${index}`, Buffer.from(planted(bases[index % bases.length] ?? '{}', text))))
  ]
}

const keys = ['__proto__', 'constructor', 'prototype', '\\u005f_proto__', '__pro\\u0074o__', '\\u0063onstructor']
const values = [
  '{"polluted":true}',
  '{"prototype":{"polluted":true}}',
  'null',
  '[]',
  '"x"',
  '{"__proto__":{"polluted":true}}',
  '{"toString":1,"valueOf":1}'
]

/** 126: each key with each value at the top of a file, deep inside it, and in a file of nothing else. */
export function languageKeys({ json }: Pick<Bases, 'json'>): HostileFile[] {
  const bases = json.map((bytes) => Buffer.from(bytes).toString('utf8'))
  return keys.flatMap((key, first) =>
    values.flatMap((value, second) => {
      const base = bases[(first + second) % bases.length] ?? '{}'
      const texts = [
        `{"${key}":${value}}`,
        base.replace('{', `{"${key}":${value},`),
        planted(base, `[{"a":{"${key}":${value}}}]`)
      ]
      return texts.map((text, where): HostileFile => ({
        kind: 'keys',
        what: `${first}-${second}-${where}`,
        extension: 'json',
        bytes: Buffer.from(text),
        mustRefuse: true
      }))
    })
  )
}
