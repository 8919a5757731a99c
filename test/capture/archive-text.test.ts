import { describe, expect, it } from 'vitest'
import { archiveBlocks } from '../../electron/capture/archive-text.ts'

const archive = (...parts: string[]): Buffer =>
  Buffer.from(
    [
      'From: <Saved by Blink>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--x----"',
      '',
      ''
    ]
      .concat(parts.flatMap((part) => ['------MultipartBoundary--x----', part]))
      .concat('------MultipartBoundary--x------', '')
      .join('\r\n'),
    'latin1'
  )
const html = (body: string, encoding = 'utf-8'): string => {
  const bytes = encoding === 'gb18030' ? body : Buffer.from(body).toString('latin1')
  const quoted = bytes
    .replaceAll('=', '=3D')
    .replaceAll(/[\u0080-\u00ff]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a.example/\r\n\r\n${quoted}`
}

describe('archiveBlocks', () => {
  it('gives the text by block, inline parts joined, and leaves scripts and styles out', () => {
    const body =
      '<title>标题</title><style>p{color:red}</style><h1>县政府</h1><p>办公<b>时间</b>：<a href="/a?x=1">八点</a></p><script>var x="密"</script><ul><li>一</li><li>二<br>三</li></ul>尾'
    expect(archiveBlocks(archive(html(body)))).toEqual(['县政府', '办公时间：八点', '一', '二', '三', '尾'])
  })

  it('reads frames behind the page, and other encodings by what the page declares', () => {
    const gb = '<meta charset="gb18030"><p>\u00d5\u00fe\u00ce\u00f1</p>'
    expect(
      archiveBlocks(archive(html('<p>页</p><iframe></iframe>'), 'Content-Type: image/png\r\n\r\nxx', html(gb, 'gb18030')))
    ).toEqual(['页', '政务'])
  })

  it('is null for what is no archive of a page, and bounded for one that is hostile', () => {
    expect(archiveBlocks(Buffer.from('<html>'))).toBeNull()
    expect(archiveBlocks(archive('Content-Type: image/png\r\n\r\nxx'))).toBeNull()
    const deep = archiveBlocks(archive(html(`${'<div>'.repeat(60_000)}底`)))
    expect(deep).toEqual(['底'])
    const many = archiveBlocks(archive(html(`${'<p>x</p>'.repeat(20_000)}<p>${'长'.repeat(5_000)}</p>`)))
    expect(many).toHaveLength(8_000)
  })
})
