/** 取证单 for print: what one capture recorded on paper, with the picture, the hashes and the head of the log at that moment. */
import makeQrCode from 'qrcode-generator'

/** Where a device's log stood: with it a later cut or rewriting of the log can be shown. */
export interface LogAnchor {
  device: string
  seq: number
  /** SHA-256 of the log's last event, hex. */
  hash: string
}

export interface PrintedSheet {
  title: string
  /** Name and value as they are printed, in order; an empty value is printed as 未取得. */
  facts: readonly (readonly [name: string, value: string])[]
  findings: readonly { indicator: string; description: string; location: string }[]
  files: readonly { role: string; name: string; sha256: string; size: number }[]
  /** `data:` address; null: there is no picture. */
  picture: { src: string; isCut: boolean; isAnnotated: boolean } | null
  anchor: LogAnchor | null
  printedAt: string
}

/** What the QR code holds: `XUNCHA1 <device> <seq> <hash>`. */
export const anchorText = ({ device, seq, hash }: LogAnchor): string => `XUNCHA1 ${device} ${seq} ${hash}`

/** 短码: the first 16 digits of the hash in fours, to be read aloud or typed. */
export const shortCode = ({ hash }: Pick<LogAnchor, 'hash'>): string =>
  (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-')

const style = `
@page { size: 210mm 297mm; margin: 14mm 16mm }
html { font: 10pt/1.45 'SimSun','Noto Serif CJK SC','STSong',serif; color: #000; background: #fff; overflow-wrap: anywhere }
body { margin: 0 }
h1 { font: 18pt/1.4 'SimHei','Noto Sans CJK SC','STHeiti',sans-serif; text-align: center; margin: 0 0 2mm }
h2 { font: 12pt/1.4 'SimHei','Noto Sans CJK SC','STHeiti',sans-serif; margin: 4mm 0 1.2mm; break-after: avoid }
.head { display: grid; grid-template-columns: minmax(0, 1fr) 30mm; gap: 6mm; align-items: center; margin-bottom: 3mm }
.head svg { width: 30mm; height: 30mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { border: 0.5pt solid #000; padding: 0.7mm 1.6mm; text-align: left; vertical-align: top; font-weight: normal }
tr { break-inside: avoid }
.facts th { width: 30mm; background: #f0f0f0 }
.code { white-space: nowrap }
.hash { font: 8.5pt/1.4 'DejaVu Sans Mono','Consolas',monospace }
.files th:first-child { width: 20mm } .files th:last-child { width: 24mm }
.picture { break-before: page }
.picture img { display: block; max-width: 178mm; max-height: 238mm; margin: 0 auto; border: 0.5pt solid #888 }
.note { font-size: 9pt; margin: 1mm 0 }
.sign { margin-top: 5mm; display: grid; grid-template-columns: repeat(3, 1fr); gap: 6mm; break-inside: avoid }
`

/** One page of HTML for a browser to print: no script, no address, nothing to load but the picture inside it. */
export function sheetHtml(sheet: PrintedSheet): string {
  const { title, facts, findings, files, picture, anchor, printedAt } = sheet
  const rows = facts.map(([name, value]) => `<tr><th>${html(name)}</th><td>${value === '' ? '未取得' : html(value)}</td></tr>`)
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${html(title)}</title><style>${style}</style></head><body>
<h1>取证单</h1>
${anchor === null ? '' : anchored(anchor)}
<table class="facts"><tbody>${rows.join('')}</tbody></table>
${
  findings.length === 0
    ? ''
    : `<h2>据此登记的问题</h2>${table(
        ['指标', '位置', '问题描述'],
        findings.map(({ indicator, location, description }) => [indicator, location, description])
      )}`
}
<h2>文件与校验值</h2>
<table class="files"><thead><tr><th>文件</th><th>文件名与 SHA-256</th><th>字节</th></tr></thead><tbody>${files
    .map(
      ({ role, name, sha256, size }) =>
        `<tr><td>${html(role)}</td><td>${html(name)}<br><span class="hash">${html(sha256)}</span></td><td>${size}</td></tr>`
    )
    .join('')}</tbody></table>
<p class="note">核对方法：对证据文件计算 SHA-256，与上表一致，即与取证时保存的内容相同。打印时间 ${html(printedAt)}。</p>
<div class="sign"><span>检查人：</span><span>复核人：</span><span>日期：</span></div>
${picture === null ? '' : pictured(picture)}
</body></html>`
}

function anchored(anchor: LogAnchor): string {
  return `<div class="head"><div>
<p class="note">本单打印时的工作日志：设备 ${html(anchor.device)}，第 ${anchor.seq} 条，短码 <b class="hash code">${shortCode(anchor)}</b></p>
<p class="note hash">${html(anchor.hash)}</p>
<p class="note">日志逐条相连。此后如有人删改打印之前的记录，日志就对不上这个校验值。</p>
</div>${qrSvg(anchorText(anchor))}</div>`
}

function pictured({ src, isCut, isAnnotated }: NonNullable<PrintedSheet['picture']>): string {
  const notes = [
    ...(isAnnotated ? ['图上的标注和打码是后加的，原图没有改动'] : []),
    ...(isCut ? ['页面较长，这里只印出上部，全图见证据文件'] : [])
  ]
  return `<section class="picture"><h2>截图</h2><img src="${html(src)}" alt="截图">${
    notes.length === 0 ? '' : `<p class="note">${notes.join('；')}。</p>`
  }</section>`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (values: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${values.map((value) => `<${tag}>${html(value)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${cells(heads, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`
}

function qrSvg(text: string): string {
  // 0: as large as the text needs; M: a seventh of it may be unreadable.
  const code = makeQrCode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const quiet = 4
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  const side = size + quiet * 2
  return `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="${html(text)}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
