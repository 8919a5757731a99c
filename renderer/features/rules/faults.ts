import { createContext } from 'react'

/** A sentence of the check, and the place it speaks of. */
export interface PlacedFault {
  /** Id of an item, `frame`, or empty for the plan as a whole. */
  place: string
  /** Dotted path, `unitPoints.value`; empty when it is the item as a whole. */
  field: string
  sentence: string
}

/** The check answers in sentences that name item and field; this finds them again to show each in its place. */
export function placeFault(sentence: string): PlacedFault {
  const plain = sentence.replace(/^细则(?: [a-z0-9-]+)?：/, '')
  const path = /（([a-zA-Z][a-zA-Z0-9.]*)）/.exec(plain)?.[1] ?? /的 ?([a-z][a-zA-Z.]*)/.exec(plain)?.[1] ?? ''
  const item = /指标 ([A-Z]+[0-9]*(?:\.[0-9]+)?)/.exec(plain)?.[1]
  const framed = /frame\.([a-zA-Z]+)/.exec(plain)?.[1]
  // The key is for those who edit the file; here the sentence stands at its field.
  const words = plain.replace(`（${path}）`, '').replace(`（frame.${framed ?? ''}）`, '')
  if (framed !== undefined) return { place: 'frame', field: framed, sentence: words }
  if (item !== undefined) return { place: item, field: path, sentence: words }
  return { place: '', field: path, sentence: words }
}

/** Faults of one field of one place, and of what is inside it. */
export function faultsOf(faults: readonly PlacedFault[], place: string, field: string): readonly PlacedFault[] {
  return faults.filter((fault) => fault.place === place && (fault.field === field || fault.field.startsWith(`${field}.`)))
}

/** Faults of the plan, and the place (item or frame) whose fields stand inside. */
export const FaultContext = createContext<{ faults: readonly PlacedFault[]; place: string }>({ faults: [], place: '' })
