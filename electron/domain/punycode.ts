/** RFC 3492, for one label without its `xn--`. The domain runs without the platform's URL class. */
const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700
const initialBias = 72
const initialN = 128
const most = 0x10_ff_ff

/** null for what is no punycode. */
export function decodeLabel(text: string): string | null {
  const cut = text.lastIndexOf('-')
  const points = cut > 0 ? Array.from(text.slice(0, cut), pointOf) : []
  if (points.some((point) => point >= initialN)) return null
  let n = initialN
  let i = 0
  let bias = initialBias
  let at = cut > 0 ? cut + 1 : 0
  while (at < text.length) {
    const before = i
    let weight = 1
    for (let k = base; ; k += base) {
      const digit = digitOf(text.charCodeAt(at))
      at += 1
      if (digit === null) return null
      i += digit * weight
      if (i > most * (points.length + 2)) return null
      const t = threshold(k, bias)
      if (digit < t) break
      weight *= base - t
    }
    const length = points.length + 1
    bias = adapt(i - before, length, before === 0)
    n += Math.floor(i / length)
    i %= length
    if (n > most || (n >= 0xd8_00 && n <= 0xdf_ff)) return null
    points.splice(i, 0, n)
    i += 1
  }
  return String.fromCodePoint(...points)
}

export function encodeLabel(label: string): string {
  const points = [...label].map(pointOf)
  const basic = points.filter((point) => point < initialN)
  let text = String.fromCodePoint(...basic)
  let handled = basic.length
  if (handled > 0) text += '-'
  let n = initialN
  let delta = 0
  let bias = initialBias
  while (handled < points.length) {
    const limit = n
    const next = Math.min(...points.filter((point) => point >= limit))
    delta += (next - n) * (handled + 1)
    n = next
    for (const point of points) {
      if (point < n) delta += 1
      if (point !== n) continue
      text += digitsOf(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled += 1
    }
    delta += 1
    n += 1
  }
  return text
}

function digitsOf(delta: number, bias: number): string {
  let rest = delta
  let text = ''
  for (let k = base; ; k += base) {
    const t = threshold(k, bias)
    if (rest < t) return text + digit(rest)
    text += digit(t + ((rest - t) % (base - t)))
    rest = Math.floor((rest - t) / (base - t))
  }
}

const pointOf = (character: string): number => character.codePointAt(0) ?? 0
const threshold = (k: number, bias: number): number => Math.min(tMax, Math.max(tMin, k - bias))
const digit = (value: number): string => String.fromCharCode(value < 26 ? value + 97 : value + 22)

function digitOf(code: number): number | null {
  if (code >= 48 && code <= 57) return code - 22
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  return null
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? damp : 2))
  rest += Math.floor(rest / length)
  let k = 0
  while (rest > ((base - tMin) * tMax) / 2) {
    rest = Math.floor(rest / (base - tMin))
    k += base
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}
