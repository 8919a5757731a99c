import { batches } from './en/batches.ts'
import { checking } from './en/checking.ts'
import { common } from './en/common.ts'
import { columns } from './en/columns.ts'
import { home } from './en/home.ts'
import { notices } from './en/notices.ts'
import { phrases } from './en/phrases.ts'
import { profiles } from './en/profiles.ts'
import { registry } from './en/registry.ts'
import { rules } from './en/rules.ts'
import { settings } from './en/settings.ts'

/** The whole of the second language; a file of its own, so that the first screen does not wait for it. */
export const en = { batches, checking, common, columns, home, notices, phrases, profiles, registry, rules, settings }
