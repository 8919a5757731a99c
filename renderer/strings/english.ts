import { analysis } from './en/analysis.ts'
import { annotate } from './en/annotate.ts'
import { batches } from './en/batches.ts'
import { capture } from './en/capture.ts'
import { checking } from './en/checking.ts'
import { common } from './en/common.ts'
import { columns } from './en/columns.ts'
import { exchange } from './en/exchange.ts'
import { guide } from './en/guide.ts'
import { help } from './en/help.ts'
import { desk } from './en/desk.ts'
import { hints } from './en/hints.ts'
import { home } from './en/home.ts'
import { notices } from './en/notices.ts'
import { pages } from './en/pages.ts'
import { phrases } from './en/phrases.ts'
import { profiles } from './en/profiles.ts'
import { registry } from './en/registry.ts'
import { rules } from './en/rules.ts'
import { settings } from './en/settings.ts'
import { side } from './en/side.ts'
import { compare } from './en/compare.ts'
import { packs } from './en/packs.ts'
import { watch } from './en/watch.ts'
import { work } from './en/work.ts'

/** The whole of the second language; a file of its own, so that the first screen does not wait for it. */
export const en = {
  analysis,
  annotate,
  batches,
  capture,
  checking,
  common,
  columns,
  desk,
  exchange,
  guide,
  help,
  hints,
  home,
  notices,
  pages,
  phrases,
  profiles,
  registry,
  rules,
  settings,
  side,
  packs,
  watch,
  work,
  compare
}
