import type { ProjectionTable } from '../../electron/events/rows.ts'
import { annotations, evidenceCopies, evidenceNumbers } from './annotations.ts'
import { visits, watchPlans } from './availability.ts'
import { adoptions, batches, catalogues, targets } from './batches.ts'
import { devices } from './devices.ts'
import { findings, verdicts } from './checking.ts'
import { evidence, evidenceFiles } from './evidence.ts'
import { conflicts, rulings } from './conflicts.ts'
import { dismissedGrounds, hints, sweepPages, sweeps } from './hints.ts'
import { notices } from './notices.ts'
import { officeDocuments } from './office.ts'
import { registryImports, registryObjects } from './registry.ts'
import { roles, voidEvents } from './roles.ts'
import { siteColumns } from './site-columns.ts'
import { assignments, workPackages, workReceipts } from './work.ts'

export { drafts } from './drafts.ts'
export { events } from './events.ts'
export { settings } from './settings.ts'
export {
  adoptions,
  annotations,
  assignments,
  batches,
  catalogues,
  devices,
  conflicts,
  dismissedGrounds,
  evidence,
  evidenceCopies,
  evidenceFiles,
  evidenceNumbers,
  findings,
  hints,
  notices,
  officeDocuments,
  registryImports,
  registryObjects,
  roles,
  rulings,
  siteColumns,
  sweepPages,
  sweeps,
  targets,
  verdicts,
  visits,
  voidEvents,
  watchPlans,
  workPackages,
  workReceipts
}

/** Every projection, parents before children: emptied from the end, filled from the start. */
export const projections = {
  registry_objects: registryObjects,
  registry_imports: registryImports,
  catalogues,
  batches,
  adoptions,
  targets,
  verdicts,
  findings,
  evidence,
  evidence_files: evidenceFiles,
  evidence_numbers: evidenceNumbers,
  annotations,
  evidence_copies: evidenceCopies,
  site_columns: siteColumns,
  office_documents: officeDocuments,
  notices,
  sweeps,
  sweep_pages: sweepPages,
  hints,
  dismissed_grounds: dismissedGrounds,
  watch_plans: watchPlans,
  visits,
  devices,
  conflicts,
  rulings,
  roles,
  void_events: voidEvents,
  work_packages: workPackages,
  assignments,
  work_receipts: workReceipts
} as const satisfies Record<ProjectionTable, unknown>
