import type { ScoreItem } from './score.ts'

/** Sentences that say why an item counts as it does. */

export function explainVeto(count: number, threshold: number): string {
  if (count === 0) return '未发现问题。'
  if (count >= threshold) return `发现 ${count} 处，达到 ${threshold} 处，单项否决。`
  return `发现 ${count} 处，未达到 ${threshold} 处，列为问题，不否决。`
}

interface Counted extends Pick<ScoreItem, 'count' | 'unitPoints' | 'cap'> {
  /** Points taken because the whole item is absent; null where its faults are counted. */
  absent: string | null
}

export function explainDeduction(item: Counted, points: string, capHit: boolean): string {
  if (item.count === 0) return '未发现问题，不扣分。'
  if (points === '0') return `${item.count} 处，列为问题，不扣分。`
  const { absent } = item
  const sum = absent === null ? `${item.count} 处，每处扣 ${item.unitPoints ?? '0'} 分` : `整项缺失扣 ${absent} 分`
  if (capHit) return `${sum}，超过本项上限 ${item.cap ?? '0'} 分，扣 ${points} 分。`
  return absent === null ? `${sum}，共扣 ${points} 分。` : `${sum}，本项其他问题不另扣。`
}

export function explainBonus(item: Counted, points: string, capHit: boolean): string {
  if (item.count === 0) return '没有加分记录。'
  const sum = `${item.count} 处，每处加 ${item.unitPoints ?? '0'} 分`
  return capHit ? `${sum}，超过本项上限 ${item.cap ?? '0'} 分，加 ${points} 分。` : `${sum}，共加 ${points} 分。`
}

export function notCounted(why: string, findings: number): string {
  return findings === 0 ? `${why}。` : `${why}，已记录的 ${findings} 条不计入。`
}

/** Added to an item's reason where some of its findings were counted under another item. */
export function countedElsewhere(findings: number): string {
  return findings === 0 ? '' : `另有 ${findings} 条是其他指标已计的同一问题，不重复计算。`
}

/** Added to an item's reason where several findings stand on one place. */
export function samePlace(isMerged: boolean): string {
  return isMerged ? '同一位置的问题只按数量最多的一条计。' : ''
}
