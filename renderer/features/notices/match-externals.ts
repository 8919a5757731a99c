/**
 * The office's table for each table that a profile expects: the one chosen, else the only one saved under the very title that
 * the profile uses.
 */
export function matchExternals(
  blocks: readonly { id: string; title: string }[],
  offered: readonly { id: string; title: string }[],
  chosen: Readonly<Record<string, string>>
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const block of blocks) {
    const same = offered.filter((table) => table.title === block.title)
    const [only] = same
    const picked = chosen[block.id]
    // An empty choice says that none is wanted; one that was removed since is none either.
    if (picked === '') continue
    if (picked !== undefined && offered.some((table) => table.id === picked)) found[block.id] = picked
    else if (same.length === 1 && only !== undefined) found[block.id] = only.id
  }
  return found
}
