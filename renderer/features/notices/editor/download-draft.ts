import type { Draft } from './draft.ts'

/** Hands the profile out as `<id>.json`, saved or not. */
export function downloadDraft(draft: Draft): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(draft, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `${draft.id}.json`
  link.click()
  URL.revokeObjectURL(address)
}
