/** What changed between two texts: by block, then by character inside the blocks that were only changed. */

export interface TextPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}
/** `same` stands for a run of blocks that did not change; only its length is kept. */
export type BlockChange =
  | { kind: 'same'; blocks: number }
  | { kind: 'removed'; text: string }
  | { kind: 'added'; text: string }
  | { kind: 'changed'; parts: TextPart[] }

export interface TextDiff {
  changes: BlockChange[]
  /** Too different, or too long, to be laid side by side in full: what is listed is right, but more may be the same. */
  isRough: boolean
}

/** Blocks looked at on each side; a page with more is compared up to there. */
export const comparedBlocks = 4_000
/** Insertions and deletions followed before two texts are called too different. */
const mostSteps = 1_500
/** Characters of one block that are compared one by one, before and after. */
const mostCharacters = 800
const similar = 0.5

export function diffBlocks(before: readonly string[], after: readonly string[]): TextDiff {
  const isCut = before.length > comparedBlocks || after.length > comparedBlocks
  const { edits, isWhole } = diffSequence(before.slice(0, comparedBlocks), after.slice(0, comparedBlocks), mostSteps)
  const changes: BlockChange[] = []
  for (let at = 0; at < edits.length;) {
    const same = runOf(edits, at, 'same')
    if (same > 0) {
      changes.push({ kind: 'same', blocks: same })
      at += same
      continue
    }
    const end = edits.findIndex(({ kind }, index) => index >= at && kind === 'same')
    const stretch = edits.slice(at, end === -1 ? edits.length : end)
    changes.push(...pairStretch(stretch))
    at += stretch.length
  }
  return { changes, isRough: isCut || !isWhole }
}

/** Neighbouring removed and added blocks that are much alike are one changed block. */
function pairStretch(stretch: readonly TextPart[]): BlockChange[] {
  const removed = stretch.filter(({ kind }) => kind === 'removed').map(({ text }) => text)
  const added = stretch.filter(({ kind }) => kind === 'added').map(({ text }) => text)
  const changes: BlockChange[] = []
  for (const text of removed) {
    const at = added.slice(0, 8).findIndex((other) => likeness(text, other) >= similar)
    if (at === -1) {
      changes.push({ kind: 'removed', text })
      continue
    }
    changes.push(...added.splice(0, at).map((other): BlockChange => ({ kind: 'added', text: other })))
    const [other = ''] = added.splice(0, 1)
    changes.push({ kind: 'changed', parts: diffCharacters(text, other) })
  }
  return [...changes, ...added.map((text): BlockChange => ({ kind: 'added', text }))]
}

/** Share of neighbouring pairs of characters that both texts have; Chinese has no words to go by. */
function likeness(a: string, b: string): number {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: Math.max(1, Math.min(text.length, mostCharacters) - 1) }, (_, at) => text.slice(at, at + 2)))
  const [left, right] = [pairs(a), pairs(b)]
  const shared = [...left].filter((pair) => right.has(pair)).length
  return (2 * shared) / (left.size + right.size)
}

export function diffCharacters(before: string, after: string): TextPart[] {
  const [a, b] = [Array.from(before), Array.from(after)]
  if (a.length > mostCharacters || b.length > mostCharacters) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after }
    ]
  }
  const { edits } = diffSequence(a, b, a.length + b.length)
  const parts: TextPart[] = []
  for (const { kind, text } of edits) {
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else parts.push({ kind, text })
  }
  return parts
}

function runOf(edits: readonly TextPart[], from: number, kind: TextPart['kind']): number {
  let length = 0
  while (edits[from + length]?.kind === kind) length += 1
  return length
}

/**
 * The shortest way from one sequence to the other (Myers, O(ND)). After `limit` steps the middle is given as removed and
 * added as a whole.
 */
function diffSequence(
  before: readonly string[],
  after: readonly string[],
  limit: number
): { edits: TextPart[]; isWhole: boolean } {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1
  }
  const of = (kind: TextPart['kind'], list: readonly string[]): TextPart[] => list.map((text) => ({ kind, text }))
  const left = before.slice(start, before.length - end)
  const right = after.slice(start, after.length - end)
  const middle = shortest(left, right, limit)
  return {
    edits: [
      ...of('same', before.slice(0, start)),
      ...(middle ?? [...of('removed', left), ...of('added', right)]),
      ...of('same', before.slice(before.length - end))
    ],
    isWhole: middle !== null
  }
}

function shortest(a: readonly string[], b: readonly string[], limit: number): TextPart[] | null {
  const most = Math.min(limit, a.length + b.length)
  const middle = most + 1
  const reach = new Int32Array(2 * most + 3)
  const rounds: Int32Array[] = []
  for (let steps = 0; steps <= most; steps += 1) {
    // Only what this round can have changed is kept: the whole would be quadratic in memory.
    rounds.push(reach.slice(middle - steps - 1, middle + steps + 2))
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && at(reach, middle + k - 1) < at(reach, middle + k + 1))
      let x = down ? at(reach, middle + k + 1) : at(reach, middle + k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      reach[middle + k] = x
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, rounds)
    }
  }
  return null
}

const at = (list: Int32Array, index: number): number => list[index] ?? 0

function walkBack(a: readonly string[], b: readonly string[], rounds: readonly Int32Array[]): TextPart[] {
  const edits: TextPart[] = []
  let x = a.length
  let y = b.length
  for (let steps = rounds.length - 1; steps >= 0; steps -= 1) {
    const reach = rounds[steps] ?? new Int32Array(0)
    const value = (k: number): number => at(reach, k + steps + 1)
    const k = x - y
    const down = k === -steps || (k !== steps && value(k - 1) < value(k + 1))
    const beforeK = down ? k + 1 : k - 1
    const beforeX = value(beforeK)
    const beforeY = beforeX - beforeK
    while (steps > 0 ? x > beforeX && y > beforeY : x > 0 && y > 0) {
      x -= 1
      y -= 1
      edits.push({ kind: 'same', text: a[x] ?? '' })
    }
    if (steps === 0) break
    if (down) edits.push({ kind: 'added', text: b[y - 1] ?? '' })
    else edits.push({ kind: 'removed', text: a[x - 1] ?? '' })
    x = beforeX
    y = beforeY
  }
  return edits.reverse()
}
