import type { ProjectionTable } from '../../electron/events/rows.ts'
import { batches, catalogues, targets } from './batches.ts'
import { findings, verdicts } from './checking.ts'
import { evidence, evidenceFiles } from './evidence.ts'
import { notices } from './notices.ts'
import { registryImports, registryObjects } from './registry.ts'

export { events } from './events.ts'
export { settings } from './settings.ts'
export { batches, catalogues, evidence, evidenceFiles, findings, notices, registryImports, registryObjects, targets, verdicts }

/** Every projection, parents before children: emptied from the end, filled from the start. */
export const projections = {
  registry_objects: registryObjects,
  registry_imports: registryImports,
  catalogues,
  batches,
  targets,
  verdicts,
  findings,
  evidence,
  evidence_files: evidenceFiles,
  notices
} as const satisfies Record<ProjectionTable, unknown>
