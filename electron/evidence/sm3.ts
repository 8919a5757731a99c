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

/** One block into the state; names as in the standard, chapter 5.3. No lists are made or taken apart here: that is three times as fast. */
function compress(state: Int32Array, words: Int32Array, view: DataView, at: number): void {
  for (let j = 0; j < 16; j += 1) words[j] = view.getInt32(at + 4 * j)
  for (let j = 16; j < 68; j += 1) {
    const w3 = word(words, j - 3)
    const w13 = word(words, j - 13)
    const mixed = word(words, j - 16) ^ word(words, j - 9) ^ ((w3 << 15) | (w3 >>> 17))
    const spread = mixed ^ ((mixed << 15) | (mixed >>> 17)) ^ ((mixed << 23) | (mixed >>> 9))
    words[j] = spread ^ ((w13 << 7) | (w13 >>> 25)) ^ word(words, j - 6)
  }
  let a = word(state, 0)
  let b = word(state, 1)
  let c = word(state, 2)
  let d = word(state, 3)
  let e = word(state, 4)
  let f = word(state, 5)
  let g = word(state, 6)
  let h = word(state, 7)
  for (let j = 0; j < 64; j += 1) {
    const a12 = (a << 12) | (a >>> 20)
    const sum = (a12 + e + word(turned, j)) | 0
    const ss1 = (sum << 7) | (sum >>> 25)
    const w = word(words, j)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | ((a | b) & c)
    const gg = j < 16 ? e ^ f ^ g : ((f ^ g) & e) ^ g
    const tt1 = (ff + d + (ss1 ^ a12) + (w ^ word(words, j + 4))) | 0
    const tt2 = (gg + h + ss1 + w) | 0
    d = c
    c = (b << 9) | (b >>> 23)
    b = a
    a = tt1
    h = g
    g = (f << 19) | (f >>> 13)
    f = e
    e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15))
  }
  state[0] = word(state, 0) ^ a
  state[1] = word(state, 1) ^ b
  state[2] = word(state, 2) ^ c
  state[3] = word(state, 3) ^ d
  state[4] = word(state, 4) ^ e
  state[5] = word(state, 5) ^ f
  state[6] = word(state, 6) ^ g
  state[7] = word(state, 7) ^ h
}

const word = (list: Int32Array, index: number): number => list[index] ?? 0
