/** verify.html: checks a package in a browser, offline, by the same verifier as the program. */
import { z } from 'zod'
import { readAnchor, type Anchors, type PackageVerdict } from '../../domain/evidence-package.ts'
import { stampRows } from '../../domain/stamp-words.ts'
import { verifyPackage } from '../package/verify.ts'
import { pemText } from '../pem.ts'
import { isRootText } from '../time-stamp-chain.ts'
import { blobSource, pageTools } from './page-tools.ts'

// The page's own policy forbids making functions from text.
z.config({ jitless: true })

function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.querySelector(`#${id}`)
  if (!(element instanceof kind)) throw new TypeError(`no #${id}`)
  return element
}

const picker = part('file', HTMLInputElement)
const known = part('known', HTMLTextAreaElement)
const roots = part('roots', HTMLInputElement)
const result = part('result', HTMLElement)
let chosen: File | null = null
/** Answers that come after another file was chosen are not shown. */
let turn = 0

picker.addEventListener('change', () => take(picker.files?.[0]))
for (const input of [known, roots]) input.addEventListener('change', () => void (chosen === null ? undefined : check(chosen)))
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  take(event.dataTransfer?.files[0])
})

function take(file: File | undefined): void {
  chosen = file ?? null
  if (file !== undefined) void check(file)
}

async function check(file: File): Promise<void> {
  turn += 1
  const mine = turn
  const anchors = anchorsOf(known.value)
  if (typeof anchors === 'string') return show('bad', anchors, [])
  const tsaRoots = await Promise.all([...(roots.files ?? [])].map(rootText))
  if (mine !== turn) return
  if (!tsaRoots.every(isRootText))
    return show('bad', '所选的根证书读不出来；请换成时间戳机构给的证书文件（.pem、.crt 或 .cer）。', [])
  show('busy', `正在核验“${file.name}”……`, [])
  const verdict = await verifyPackage(blobSource(file), pageTools, { ...anchors, tsaRoots }).catch(() => null)
  if (mine !== turn) return
  if (verdict === null) return show('bad', '文件不能读取；请确认文件没有被移动，再选一次。', [])
  tell(file.name, verdict, anchors.heads.length + anchors.keyIds.length)
}

/** Certificates come as PEM or as bare DER. */
async function rootText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bytes[0] === 0x30 ? pemText(bytes, 'CERTIFICATE') : new TextDecoder().decode(bytes)
}

function anchorsOf(text: string): Anchors | string {
  const anchors = { heads: [] as Anchors['heads'][number][], keyIds: [] as string[] }
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const anchor = readAnchor(line)
    if (anchor === null) return `“${line.trim()}”不是抄记码（设备:序号:校验值），也不是密钥编号；请改正后再核验。`
    if ('head' in anchor) anchors.heads.push(anchor.head)
    else anchors.keyIds.push(anchor.keyId)
  }
  return anchors
}

function tell(name: string, verdict: PackageVerdict, anchorCount: number): void {
  const { ok, problems, batch, signedBy, head, files, events } = verdict
  if (!ok) {
    const isNewer = problems.some(({ kind }) => kind === 'newer')
    show(
      'bad',
      isNewer ? `不能核验：“${name}”由更新版本的巡查制作` : `核验没有通过：“${name}”有 ${problems.length} 处问题`,
      problems.map(({ file, message }) => [file, message])
    )
    return
  }
  show('good', `核验通过：“${name}”封存以后没有被改动`, [
    ['批次', `${batch?.title ?? ''}（${batch?.period ?? ''}）`],
    ['文件', `${files} 个，日志 ${events} 条`],
    ['签名', `${signedBy?.name ?? ''}，设备 ${signedBy?.device ?? ''}`],
    ['密钥编号', `${signedBy?.keyId ?? ''}（请向签发单位核对）`],
    ...stampRows(verdict),
    ['抄记码', head === null ? '' : `${head.device}:${head.seq}:${head.hash}`],
    ['另行核对', anchorCount === 0 ? '没有填写抄记码或密钥编号：不能排除整包用别的密钥重新做过' : `所填 ${anchorCount} 项都相符`]
  ])
}

/** Names in a package come from anyone: they are set as text, never as markup. */
function show(kind: 'good' | 'bad' | 'busy', title: string, rows: readonly (readonly [string, string])[]): void {
  result.className = kind
  const heading = document.createElement('h2')
  heading.textContent = title
  const list = document.createElement('dl')
  for (const [name, text] of rows) {
    const term = document.createElement('dt')
    term.textContent = visible(name)
    const description = document.createElement('dd')
    description.textContent = visible(text)
    list.append(term, description)
  }
  result.replaceChildren(heading, list)
}

/** Characters that turn or hide text are shown by their number. */
const visible = (text: string): string =>
  text.replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  )
