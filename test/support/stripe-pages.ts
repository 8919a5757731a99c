/** Pages whose every row tells where it belongs, in the variants that break screenshots; and what reads them back. */
import { crc32, deflateSync } from 'node:zlib'
import { send, sendHtml, stripeColour, stripeIndex } from './fixture-pages.ts'
import type { Page } from './fixture-pages.ts'
import { eachLine } from './png-lines.ts'
import type { PngSize } from './png-lines.ts'

/** CSS pixels of one stripe: a whole number of device pixels at scales of 1, 1.5, 2 and 3. */
export const rowHeight = 8
export const barHeight = 40
export const variants = ['plain', 'sticky', 'lazy', 'animated', 'overflow'] as const
export type Variant = (typeof variants)[number]
export const window = { width: 240, height: 600 }
/** Width of the page of the `overflow` variant. */
export const overflowWidth = 700
const blockHeight = 400

const rgb = (index: number): string => `rgb(${stripeColour(index).join(',')})`

function rows(from: number, height: number): string {
  const bands: string[] = []
  for (let top = 0; top < height; top += rowHeight) {
    bands.push(`<p style="height:${Math.min(rowHeight, height - top)}px;background:${rgb((from + top) / rowHeight)}"></p>`)
  }
  return bands.join('')
}

const base = '<style>html,body,p,img{margin:0;padding:0;display:block;border:0}img{image-rendering:pixelated}</style>'

const bodies: Readonly<Record<Variant, (height: number) => string>> = {
  plain: (height) => rows(0, height),
  // A header that sticks, a bar that is fixed to the foot, one that a script fixes when the page is scrolled, and a side box.
  sticky: (height) =>
    `<style>header{position:sticky;top:0;height:${barHeight}px;background:rgb(200,0,0)}
    footer{position:fixed;bottom:0;left:0;width:100%;height:${barHeight}px;background:rgb(0,0,200);transition:all 2s}
    body{padding-bottom:${barHeight}px}nav{height:0;overflow:hidden}nav.on{position:fixed;top:0;height:90px;width:100%;background:#0f0}</style>
    <header></header><nav></nav>${rows(barHeight, height - 2 * barHeight)}<footer></footer>
    <script>addEventListener('scroll',()=>document.querySelector('nav').classList.toggle('on',scrollY>50))</script>`,
  // One block by the browser's own lazy loading, the next by a script that looks for what comes into sight.
  lazy: (height) => {
    const blocks: string[] = []
    for (let top = 0; top < height; top += blockHeight) {
      const size = Math.min(blockHeight, height - top)
      const source = `/stripe-block/${top}/${size}`
      const way = (top / blockHeight) % 2 === 0 ? `loading=lazy src="${source}"` : `data-src="${source}"`
      blocks.push(`<img ${way} width=${window.width} height=${size} alt="">`)
    }
    return `${blocks.join('')}<script>const o=new IntersectionObserver(es=>{for(const e of es)if(e.isIntersecting){e.target.src=e.target.dataset.src;o.unobserve(e.target)}});for(const i of document.querySelectorAll('[data-src]'))o.observe(i)</script>`
  },
  // The right part slides up and down without end; it must be caught in one moment, not in several.
  animated: (height) =>
    `<style>@keyframes s{to{transform:translateY(${-rowHeight * 20}px)}}main{overflow:hidden;position:relative}
    aside{position:absolute;left:170px;top:0;width:70px;overflow:hidden;height:100%}
    aside>div{animation:s .7s linear infinite alternate}</style>
    <main>${rows(0, height)}<aside><div>${rows(0, height + rowHeight * 20)}</div></aside></main>`,
  overflow: (height) => `<div style="width:${overflowWidth}px">${rows(0, height)}</div>`
}

export const stripePage = (variant: Variant, height: number): string =>
  `<title>条纹 ${variant} ${height}</title>${base}${bodies[variant](height)}`

/** Answers `/stripes-of/<variant>/<height>` and the blocks that the lazy ones load. */
export const serveStripes: Page = (request, response) => {
  const [, kind, first, second] = (request.url ?? '').split('/')
  const page =
    kind === 'stripes-of'
      ? sendHtml(stripePage((first ?? 'plain') as Variant, Number(second)))
      : kind === 'stripe-block'
        ? send(200, 'image/png', blockPng(Number(first), Number(second)))
        : send(404, 'text/plain', 'none')
  page(request, response)
}

function blockPng(from: number, height: number): Buffer {
  const lines = Array.from({ length: height }, (_, y) => {
    const colour = Buffer.from(stripeColour(Math.floor((from + y) / rowHeight)))
    return Buffer.concat([Buffer.from([0]), ...Array.from({ length: 4 }, () => colour)])
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(4, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, body: Buffer): Buffer => {
    const out = Buffer.alloc(12 + body.length)
    out.writeUInt32BE(body.length, 0)
    out.write(type, 4, 'latin1')
    body.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
    return out
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** What a line of the picture says it is: the stripe at each place looked at, or what else stands there. */
export type LineSays = readonly (number | 'red' | 'blue' | null)[]

export async function readStripes(
  png: Buffer,
  at: (size: { width: number }) => readonly number[]
): Promise<{ size: PngSize; lines: LineSays[] }> {
  const lines: LineSays[] = []
  const size = await eachLine(png, (pixels, _y, channels) => {
    lines.push(
      at({ width: pixels.length / channels }).map((x) => {
        const [r = 0, g = 0, b = 0] = pixels.subarray(x * channels, x * channels + 3)
        if (r === 200 && g === 0 && b === 0) return 'red'
        if (r === 0 && g === 0 && b === 200) return 'blue'
        return stripeIndex([r, g, b])
      })
    )
  })
  return { size, lines }
}

/** Lines that do not say what stands in that line of the page; the first few, in words. */
export function misplaced(lines: readonly LineSays[], expected: { height: number; scale: number; variant: Variant }): string[] {
  const { height, scale, variant } = expected
  const faults: string[] = []
  const wanted = Math.round(height * scale)
  if (lines.length !== wanted) faults.push(`${lines.length} lines, not ${wanted}`)
  for (const [y, says] of lines.entries()) {
    // The last line may show half a pixel of the page and half of nothing.
    if ((y + 1) / scale > height) continue
    // So may the line where the bar at the foot begins.
    const bar = (height - barHeight) * scale
    if (variant === 'sticky' && y < bar && y + 1 > bar) continue
    const css = (y + 0.5) / scale
    const own = variant !== 'sticky' ? null : css < barHeight ? 'red' : css >= height - barHeight ? 'blue' : null
    const stands = own ?? Math.floor(css / rowHeight)
    if (says.some((each) => each !== stands)) faults.push(`line ${y} says ${says.join(' ')}, not ${stands}`)
    if (faults.length > 5) break
  }
  return faults
}
