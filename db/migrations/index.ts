import { migration0001 } from './0001-workspace.ts'
import { migration0002 } from './0002-rule-book.ts'
import { migration0003 } from './0003-drafts.ts'
import { migration0004 } from './0004-annotations.ts'
import { migration0005 } from './0005-evidence-claims.ts'
import { migration0006 } from './0006-hints.ts'
import { migration0007 } from './0007-availability.ts'
import { migration0008 } from './0008-many-devices.ts'
import { migration0009 } from './0009-devices.ts'
import { migration0010 } from './0010-identity.ts'
import { migration0011 } from './0011-work.ts'
import { migration0012 } from './0012-lost-keys.ts'
import type { Migration } from './migration.ts'

/**
 * The shipped migrations in order. They are modules and not .sql files, so that the same import works in tests and
 * inside the built bundle.
 */
export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012
]
