import type { Sha256 } from '../domain/ports.ts'
import type { LoggedEvent } from '../events/types.ts'
import type { Causality } from './causality.ts'
import { conflictName } from './conflict.ts'
import { createFindingRegister } from './finding-register.ts'
import { itemParts, subjectOf, writesOf } from './items.ts'
import { createRegister } from './register.ts'

/**
 * Events that a ruling on a conflict may choose now, also one that corrects an earlier ruling: none where something was
 * done about the item after it. `log` in the order of `causal`.
 */
export function choicesNow(
  log: Iterable<LoggedEvent>,
  causal: Causality,
  sha256: Sha256,
  { item, conflictId }: { item: string; conflictId: string }
): string[] {
  const nameOf = conflictName(sha256)
  const subject = subjectOf(item)
  const isFinding = itemParts(item)[0] === 'finding'
  const register = createRegister(item, causal, nameOf)
  const finding = createFindingRegister(subject, causal, nameOf)
  for (const event of log) {
    if (event.type === 'conflict.ruled') {
      const { item: ruledItem, conflictId: ruledId, chosen } = event.payload
      if (subjectOf(ruledItem) !== subject) continue
      const ruling = { event: event.id, device: event.device, conflictId: ruledId, chosen }
      if (isFinding) finding.rule(ruledItem, ruling)
      else register.rule(ruling)
      continue
    }
    for (const { item: about, value, isMachine = false } of writesOf(event)) {
      if (about !== subject) continue
      const word = { event: event.id, device: event.device, value, isMachine }
      if (isFinding) finding.write(word)
      else register.write(word)
    }
  }
  const choices = isFinding ? finding.choices(item, conflictId) : register.choices(conflictId)
  return choices.map(({ event }) => event)
}
