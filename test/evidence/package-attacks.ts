import type { Anchors } from '../../electron/domain/evidence-package.ts'
import type { Signer } from '../../electron/evidence/key-store.ts'
import type { PackedEvent } from '../../electron/evidence/package/events.ts'
import { eventsOf, linesOf, manifestOf, packed, rechained, resigned, sha256, strangeKey, type Files } from './package-forge.ts'

export interface Attack {
  name: string
  bytes: Buffer
  /** The file that must be named. */
  culprit: string
  anchors?: Anchors
}

/** Every attack on one good package; `signer` is its own device, for those that come from inside. */
export function attacksOn(good: Files, signer: Signer, other: { files: Files; signer: Signer }): Attack[] {
  const manifest = manifestOf(good)
  const events = eventsOf(good)
  const [sheet = '', sheet2 = ''] = [...good.keys()].filter((path) => path.endsWith('/capture.json'))
  const [evidence = '', evidence2 = ''] = [...good.keys()].filter((path) => path.startsWith('evidence/'))
  const key = `keys/${signer.keyId}.pem`
  const head = { device: signer.device, seq: events.length, hash: events.at(-1)?.hash ?? '' }
  const anchors: Anchors = { heads: [head], keyIds: [] }
  const changed = (path: string, edit: (text: string) => string, files = good): Files =>
    new Map(files).set(path, Buffer.from(edit((files.get(path) ?? Buffer.alloc(0)).toString('utf8'))))
  const without = (path: string, files = good): Files => new Map([...files].filter(([name]) => name !== path))
  const plus = (path: string, content: string): Files => new Map(good).set(path, Buffer.from(content))
  const withEvents = (list: readonly PackedEvent[]): Files => new Map(good).set('events.jsonl', linesOf(list))
  const inside = (files: Files, ...rest: [object?, boolean?]): Files => resigned(files, signer, ...rest)
  const attack = (name: string, culprit: string, files: Files, known?: Anchors): Attack => ({
    name,
    culprit,
    bytes: packed(files).bytes,
    ...(known === undefined ? {} : { anchors: known })
  })
  const title = (text: string): string => text.replace('三季度检查', '四季度检查')
  const stranger = strangeKey(signer.device)
  const strangeEvents = events.map((event) =>
    event.type === 'device.introduced'
      ? { ...event, payload: { ...event.payload, keyId: stranger.keyId, publicKey: stranger.publicKey } }
      : event
  )
  const second: PackedEvent = {
    ...(events.at(-1) as PackedEvent),
    id: 'forged-1',
    type: 'device.introduced',
    payload: { device: signer.device, keyId: stranger.keyId, name: '王检', publicKey: stranger.publicKey }
  }
  const strangePem = `keys/${stranger.keyId}.pem`
  const withKey = (files: Files): Files => new Map(files).set(strangePem, Buffer.from(stranger.publicKey))
  const editedSums = (files: Files): Files =>
    changed('SHA256SUMS', (text) => text.replace(sha256(good.get(sheet) ?? ''), sha256(files.get(sheet) ?? '')), files)
  const editedSheet = changed(sheet, (text) => text.replace('"kind": "file"', '"kind": "capture"'))
  const moved = (from: string, to: string): Files => new Map([...good].map(([path, bytes]) => [path === from ? to : path, bytes]))
  const own = `evidence/${sha256('forged')}.png`

  return [
    attack('an evidence file dropped', evidence, without(evidence)),
    attack('a capture sheet dropped', sheet, without(sheet)),
    attack('the signature dropped', 'manifest.sig', without('manifest.sig')),
    attack('the manifest dropped', 'manifest.json', without('manifest.json')),
    attack('the key dropped', key, without(key)),
    attack('the seals dropped', 'seals.json', without('seals.json')),
    attack('the log dropped', 'events.jsonl', without('events.jsonl')),
    attack('an evidence file added', own, plus(own, 'forged')),
    attack('a program added', 'evidence/run.exe', plus('evidence/run.exe', 'MZ')),
    attack('a name that leads outside', '../../out.txt', plus('../../out.txt', 'x')),
    attack(
      'two evidence files swapped',
      evidence,
      new Map(good).set(evidence, good.get(evidence2) as Buffer).set(evidence2, good.get(evidence) as Buffer)
    ),
    attack('an evidence file renamed', evidence, moved(evidence, own)),
    attack(
      'an evidence file changed and named by its new hash',
      evidence,
      new Map(without(evidence)).set(own, Buffer.from('forged'))
    ),
    attack('a capture sheet edited', sheet, editedSheet),
    attack('a capture sheet and the sums edited', sheet, editedSums(editedSheet)),
    attack(
      'a capture sheet, the sums and the manifest edited',
      'manifest.json',
      changed(
        'manifest.json',
        (text) => text.replace(sha256(good.get(sheet) ?? ''), sha256(editedSheet.get(sheet) ?? '')),
        editedSums(editedSheet)
      )
    ),
    attack('the title of the batch edited', 'manifest.json', changed('manifest.json', title)),
    attack(
      'a key given twice in the manifest',
      'manifest.json',
      changed('manifest.json', (text) => text.replace('"version":1', '"version":2,"version":1'))
    ),
    attack(
      'a number of the manifest spelt otherwise',
      'manifest.json',
      changed('manifest.json', (text) => text.replace('"version":1', '"version":1.0'))
    ),
    attack(
      'a character of the manifest spelt otherwise',
      'manifest.json',
      changed('manifest.json', (text) => text.replace('三', String.raw`\u4e09`))
    ),
    attack(
      'a byte-order mark before the manifest',
      'manifest.json',
      changed('manifest.json', (text) => `\uFEFF${text}`)
    ),
    attack(
      'a blank in the manifest',
      'manifest.json',
      changed('manifest.json', (text) => text.replace('":', '": '))
    ),
    attack(
      'the files of the manifest in another order',
      'manifest.json',
      new Map(good).set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, files: [...manifest.files].reverse() })))
    ),
    attack('signed again with another key', strangePem, resigned(withKey(good), stranger, {}, false)),
    attack('another key under the old name', key, new Map(good).set(key, Buffer.from(stranger.publicKey))),
    attack(
      'the signature of another package',
      'manifest.sig',
      new Map(good).set('manifest.sig', other.files.get('manifest.sig') as Buffer)
    ),
    attack('a record edited, from inside', 'events.jsonl', inside(changed('events.jsonl', title), {}, false)),
    attack(
      'two records in another order, from inside',
      'events.jsonl',
      inside(withEvents([...events.slice(0, 2), ...events.slice(2, 4).reverse(), ...events.slice(4)]), {}, false)
    ),
    attack(
      'the middle of the log cut, from inside',
      'events.jsonl',
      inside(withEvents([...events.slice(0, 3), ...events.slice(4)]), {}, false)
    ),
    attack(
      'the tail of the log cut, the old seal kept, from inside',
      'seals.json',
      inside(withEvents(events.slice(0, -1)), {}, false)
    ),
    attack(
      'the log edited and chained anew from inside, against an anchor',
      'events.jsonl',
      inside(withEvents(rechained(eventsOf(changed('events.jsonl', (text) => text.replace('首页打不开', '首页打得开')))))),
      anchors
    ),
    attack(
      'a fork of the log, from inside',
      'events.jsonl',
      inside(withEvents([...events, { ...(events.at(-1) as PackedEvent), id: 'forged-2' }]), {}, false)
    ),
    attack(
      'everything made anew with another key, against an anchor',
      'events.jsonl',
      resigned(withKey(withEvents(rechained(strangeEvents))), stranger),
      anchors
    ),
    attack(
      'a key given twice in a record, from inside',
      'events.jsonl',
      inside(
        changed('events.jsonl', (text) => text.replace('{"author"', '{"author":"张","author"')),
        {},
        false
      )
    ),
    attack(
      'a record repeated, from inside',
      'events.jsonl',
      inside(withEvents([...events, events.at(-1) as PackedEvent]), {}, false)
    ),
    attack('the sheet of another capture, from inside', sheet, inside(new Map(good).set(sheet, good.get(sheet2) as Buffer))),
    attack(
      'a key given twice in a sheet, from inside',
      sheet,
      inside(changed(sheet, (text) => text.replace('"kind"', '"kind": "capture",\n  "kind"')))
    ),
    attack(
      'replayed into another batch, from inside',
      'manifest.json',
      inside(good, { batch: { ...manifest.batch, id: 'another-batch' } })
    ),
    attack('evidence of the log left out, from inside', evidence.slice(0, evidence.indexOf('.')), inside(without(evidence))),
    attack('evidence that the log does not know, from inside', own, inside(plus(own, 'forged'))),
    attack(
      'the extract of custody edited, from inside',
      'custody.jsonl',
      inside(changed('custody.jsonl', (text) => text.replace('取证并存入', '取证')))
    ),
    attack('a seal made with another key, from inside', 'seals.json', inside(resigned(good, stranger), {}, false)),
    attack(
      'a second key introduced and used',
      strangePem,
      resigned(withKey(withEvents(rechained([...events, second]))), stranger)
    ),
    attack('a package of before the anchor', 'events.jsonl', good, { heads: [{ ...head, seq: head.seq + 3 }], keyIds: [] }),
    attack('a package of another device than the one expected', `keys/${other.signer.keyId}.pem`, other.files, {
      heads: [],
      keyIds: [signer.keyId]
    })
  ]
}

/** Attacks on the archive alone: what is in it stays as it was. */
export function containerAttacks(good: Files): Attack[] {
  const { bytes, regions } = packed(good)
  const paths = regions.flatMap(({ path, isDirectory }) => (path === null || isDirectory ? [] : [path]))
  const [evidence = ''] = paths.filter((path) => path.startsWith('evidence/'))
  const directory = regions.find(({ path, isDirectory }) => isDirectory && path === evidence)?.from ?? 0
  const local = regions.find(({ path, isDirectory }) => !isDirectory && path === evidence)?.from ?? 0
  const edited = (edit: (copy: Buffer) => void): Buffer => {
    const copy = Buffer.from(bytes)
    edit(copy)
    return copy
  }
  const archive = '压缩包'
  return [
    { name: 'a name twice in the archive', culprit: evidence, bytes: packed(good, [...paths, evidence]).bytes },
    {
      name: 'names that differ by case alone',
      culprit: 'MANIFEST.JSON',
      bytes: packed(new Map(good).set('MANIFEST.JSON', good.get('manifest.json') as Buffer)).bytes
    },
    { name: 'something after the archive', culprit: archive, bytes: Buffer.concat([bytes, Buffer.from('tail')]) },
    { name: 'something before the archive', culprit: archive, bytes: Buffer.concat([Buffer.from('head'), bytes]) },
    { name: 'the end cut off', culprit: archive, bytes: bytes.subarray(0, -10) },
    {
      name: 'a comment on the archive',
      culprit: archive,
      bytes: Buffer.concat([edited((copy) => copy.writeUInt16LE(2, copy.length - 2)), Buffer.from('hi')])
    },
    {
      name: 'an entry said to be encrypted',
      culprit: evidence,
      bytes: edited((copy) => copy.writeUInt16LE(0x0801, directory + 8))
    },
    {
      name: 'another name before the content than in the directory',
      culprit: evidence,
      bytes: edited((copy) => copy.write('f', local + 30 + 10))
    },
    { name: 'another time of an entry', culprit: evidence, bytes: edited((copy) => copy.writeUInt16LE(7, directory + 12)) },
    { name: 'the entries in another order', culprit: archive, bytes: packed(good, [...paths].reverse()).bytes }
  ]
}
