/** What the pages of a target that are in the log say to the steps that follow. */
import type { StoredSweepPage } from '../../db/store-types.ts'
import type { ColumnState } from '../domain/facts/site-facts.ts'
import type { Target } from '../domain/inspection.ts'
import { hostOf } from '../domain/page-key.ts'
import { isListColumn } from '../domain/sweep-plan.ts'

/** The home page of a site, where it opened. */
export function openedHome(visited: readonly StoredSweepPage[], { object }: Target): StoredSweepPage | null {
  const home = visited.find(({ from }) => from === 'home')
  return object.kind === 'account' || home?.status !== 200 || home.error !== null ? null : home
}

/** Columns of a target; its home page is none. */
export const seenColumns = (visited: readonly StoredSweepPage[]): ColumnState[] =>
  visited.flatMap(({ from, column }) => (from === 'home' || column === null || !isListColumn(from, column) ? [] : [column]))

/** Hosts that are the site itself. */
export const hostsOf = ({ url, finalUrl }: StoredSweepPage): ReadonlySet<string> =>
  new Set([hostOf(url), hostOf(finalUrl)].flatMap((host) => host ?? []))
