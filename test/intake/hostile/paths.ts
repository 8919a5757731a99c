import { encode } from 'iconv-lite'
import { extraField, rawZip, type RawEntry } from '../../support/raw-zip.ts'
import { entriesOf, type Bases, type HostileFile } from './hostile-file.ts'

const evil = Buffer.from('evil')
const one = (name: string | Buffer, more: Partial<RawEntry> = {}): RawEntry[] => [{ name, data: evil, ...more }]
const unix = (mode: number): number => mode * 0x1_00_00

/** Names by which an entry would end up elsewhere, or be another file on another machine. `marker` shows where one got out. */
function tricks(marker: string): Record<string, RawEntry[]> {
  const names = [
    `../${marker}`,
    `../../${marker}`,
    `../../../../../../../../tmp/${marker}`,
    `xl/../../${marker}`,
    `xl/worksheets/../../../${marker}`,
    `./${marker}`,
    `xl/./${marker}`,
    `xl//${marker}`,
    `/${marker}`,
    `/tmp/${marker}`,
    `//server/share/${marker}`,
    `\\\\server\\share\\${marker}`,
    `..\\${marker}`,
    `xl\\..\\..\\${marker}`,
    `\\${marker}`,
    `C:\\${marker}`,
    `C:/${marker}`,
    `c:${marker}`,
    `xl/a.xml:${marker}`,
    `xl/a.xml::$DATA`,
    `file:///${marker}`,
    'CON',
    'con.xml',
    'xl/NUL',
    'xl/nul.xml',
    'AUX.txt',
    'PRN',
    'COM1',
    'com9.xml',
    'LPT1.png',
    'LPT¹',
    'CONIN$',
    'CLOCK$',
    `${marker}.`,
    `${marker} `,
    `xl/${marker}./a.xml`,
    `xl/ ${marker}`,
    ` /${marker}`,
    `.../${marker}`,
    `${marker}\u0000.xml`,
    `${marker}\n.xml`,
    `${marker}\u202egnp.xml`,
    `${marker}\u200b.xml`,
    `xl/${marker}*.xml`,
    `xl/${marker}?.xml`,
    `xl/<${marker}>.xml`,
    `xl/${marker}|x`,
    '',
    `xl/${'a'.repeat(300)}`,
    '~/../x/..'
  ]
  return {
    ...Object.fromEntries(names.map((name, index) => [`name ${index}`, one(name)])),
    symlink: one('xl/link', { attributes: unix(0o12_0777), data: Buffer.from('/etc/passwd') }),
    'symlink up': one('link', { attributes: unix(0o12_0777), data: Buffer.from('../..') }),
    device: one('xl/dev', { attributes: unix(0o02_0666) }),
    pipe: one('xl/pipe', { attributes: unix(0o01_0666) }),
    'case twins': [...one('xl/Twin.xml'), ...one('xl/twin.xml')],
    'case twins with a line break': [...one('xl/Twin\n.xml'), ...one('xl/twin\n.xml')],
    'same name': [...one('xl/twin.xml'), ...one('xl/twin.xml')],
    'composed twins': [...one('xl/café.xml'), ...one('xl/cafe\u0301.xml')],
    'wide twins': [...one('xl/ａ.xml'), ...one('xl/a.xml')],
    'file as folder': [...one('xl/box'), ...one('xl/box/in.xml')],
    'marked UTF-8, is GBK': one(encode('表.xml', 'gbk'), { flags: 0x08_00 }),
    'half a character': one(Buffer.from([0x61, 0x81]), { flags: 0 }),
    'marks differ': one(Buffer.from('xl/表.xml'), { flags: 0x08_00, local: { flags: 0 } }),
    'two names': one('xl/plain.xml', {
      extra: extraField(0x70_75, Buffer.concat([Buffer.alloc(5), Buffer.from(`../${marker}`)]))
    }),
    'local name differs': one('xl/plain.xml', { local: { name: `../../${marker}.x` } }),
    'folder with content': one('xl/folder/')
  }
}

/** 66 tricks in a workbook, in a document and in an evidence package. */
export function pathTricks(bases: Pick<Bases, 'xlsx' | 'docx' | 'zip'>, marker: string): HostileFile[] {
  return (['xlsx', 'docx', 'zip'] as const).flatMap((extension) => {
    const base = entriesOf(bases[extension])
    return Object.entries(tricks(marker)).map(([what, entries]): HostileFile => ({
      kind: 'path',
      what,
      extension,
      bytes: rawZip([...base, ...entries]),
      mustRefuse: true
    }))
  })
}
