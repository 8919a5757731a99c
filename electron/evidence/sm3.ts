/**
 * SM3 (GB/T 32905-2016) over bytes that come in pieces. Written out here, because the crypto of the desktop's shell
 * (BoringSSL) lacks it, and the libraries on the registry hash only what lies in memory whole.
 */

export interface Sm3 {
  update(bytes: Uint8Array): Sm3
  /** Lower-case hex; nothing may be added afterwards. */
  hex(): string
}

const blockBytes = 64
const start = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]

const rotl = (word: number, by: number): number => (word << (by & 31)) | (word >>> (32 - (by & 31)))

/** The round constants, already turned by the number of their round. */
const turned = Int32Array.from({ length: 64 }, (_, round) => rotl(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32))

export function createSm3(): Sm3 {
  const state = Int32Array.from(start)
  const words = new Int32Array(68)
  const rest = new Uint8Array(blockBytes)
  let held = 0
  let total = 0

  function take(bytes: Uint8Array): void {
    let at = 0
    if (held > 0) {
      at = Math.min(blockBytes - held, bytes.length)
      rest.set(bytes.subarray(0, at), held)
      held += at
      if (held < blockBytes) return
      compress(state, words, viewOf(rest), 0)
      held = 0
    }
    const view = viewOf(bytes)
    for (; at + blockBytes <= bytes.length; at += blockBytes) compress(state, words, view, at)
    rest.set(bytes.subarray(at), 0)
    held = bytes.length - at
  }

  const sm3: Sm3 = {
    update(bytes) {
      total += bytes.length
      take(bytes)
      return sm3
    },
    hex() {
      const padding = new Uint8Array((held < 56 ? 56 : 120) - held + 8)
      padding[0] = 0x80
      viewOf(padding).setBigUint64(padding.length - 8, BigInt(total) * 8n)
      take(padding)
      return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
    }
  }
  return sm3
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** One block into the state; names as in the standard, chapter 5.3. */
function compress(state: Int32Array, words: Int32Array, view: DataView, at: number): void {
  for (let j = 0; j < 16; j += 1) words[j] = view.getInt32(at + 4 * j)
  for (let j = 16; j < 68; j += 1) {
    const mixed = word(words, j - 16) ^ word(words, j - 9) ^ rotl(word(words, j - 3), 15)
    words[j] = mixed ^ rotl(mixed, 15) ^ rotl(mixed, 23) ^ rotl(word(words, j - 13), 7) ^ word(words, j - 6)
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let j = 0; j < 64; j += 1) {
    const a12 = rotl(a, 12)
    const ss1 = rotl((a12 + e + word(turned, j)) | 0, 7)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + (ss1 ^ a12) + (word(words, j) ^ word(words, j + 4))) | 0
    const tt2 = (gg + h + ss1 + word(words, j)) | 0
    d = c
    c = rotl(b, 9)
    b = a
    a = tt1
    h = g
    g = rotl(f, 19)
    f = e
    e = tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17)
  }
  const next = [a, b, c, d, e, f, g, h]
  for (const [index, value] of next.entries()) state[index] = word(state, index) ^ value
}

const word = (list: Int32Array, index: number): number => list[index] ?? 0
