import type { z } from 'zod'
import { actProcedures } from './acts.ts'
import { annotationProcedures } from './annotations.ts'
import { batchProcedures } from './batches.ts'
import { calendarProcedures } from './calendars.ts'
import { catalogueFileProcedures } from './catalogue-files.ts'
import { catalogueProcedures } from './catalogues.ts'
import { checkingProcedures } from './checking.ts'
import { checkProcedures } from './checks.ts'
import { columnProcedures } from './columns.ts'
import { compareProcedures } from './compare.ts'
import { conflictProcedures } from './conflicts.ts'
import { deskProcedures } from './desk.ts'
import { draftProcedures } from './drafts.ts'
import { evidenceExportProcedures } from './evidence-exports.ts'
import { evidenceFileProcedures } from './evidence-files.ts'
import { externalTableProcedures } from './external-tables.ts'
import { hintProcedures } from './hints.ts'
import { identityProcedures } from './identity.ts'
import { jobEvents, jobProcedures } from './jobs.ts'
import { lineProcedures } from './line.ts'
import { mergeProcedures } from './merge.ts'
import { noticeProfileProcedures } from './notice-profiles.ts'
import { noticeProcedures } from './notices.ts'
import { overviewProcedures } from './overview.ts'
import { packageProcedures } from './packages.ts'
import { pageEvents, pageProcedures } from './pages.ts'
import { phraseProcedures } from './phrases.ts'
import { registryProcedures } from './registry.ts'
import { stampProcedures } from './stamps.ts'
import { sweepEvents, sweepProcedures } from './sweeps.ts'
import { termProcedures } from './terms.ts'
import { sidePanelProcedures } from './side-panel.ts'
import { unitPacketProcedures } from './unit-packets.ts'
import { uploadProcedures } from './uploads.ts'
import { watchEvents, watchProcedures } from './watch.ts'
import { whatIfProcedures } from './what-if.ts'
import { wordTemplateProcedures } from './word-templates.ts'
import { wordPackProcedures } from './word-packs.ts'
import { workProcedures } from './work.ts'
import { workspaceEvents, workspaceProcedures } from './workspace.ts'

/** The one map of the wire: handlers and client take their types from it. It only lists. */
export const procedures = {
  ...workspaceProcedures,
  ...jobProcedures,
  ...uploadProcedures,
  ...registryProcedures,
  ...catalogueProcedures,
  ...catalogueFileProcedures,
  ...calendarProcedures,
  ...batchProcedures,
  ...checkingProcedures,
  ...actProcedures,
  ...lineProcedures,
  ...draftProcedures,
  ...deskProcedures,
  ...annotationProcedures,
  ...columnProcedures,
  ...termProcedures,
  ...overviewProcedures,
  ...phraseProcedures,
  ...sidePanelProcedures,
  ...whatIfProcedures,
  ...pageProcedures,
  ...evidenceExportProcedures,
  ...evidenceFileProcedures,
  ...noticeProcedures,
  ...noticeProfileProcedures,
  ...externalTableProcedures,
  ...wordTemplateProcedures,
  ...checkProcedures,
  ...hintProcedures,
  ...sweepProcedures,
  ...wordPackProcedures,
  ...watchProcedures,
  ...compareProcedures,
  ...packageProcedures,
  ...identityProcedures,
  ...mergeProcedures,
  ...conflictProcedures,
  ...stampProcedures,
  ...workProcedures,
  ...unitPacketProcedures
}
export const backendEvents = { ...workspaceEvents, ...jobEvents, ...pageEvents, ...sweepEvents, ...watchEvents }

export type ProcedureName = keyof typeof procedures
export type Input<P extends ProcedureName> = z.infer<(typeof procedures)[P]['input']>
export type Output<P extends ProcedureName> = z.infer<(typeof procedures)[P]['output']>
export type BackendEventName = keyof typeof backendEvents
export type BackendEvent<E extends BackendEventName> = z.infer<(typeof backendEvents)[E]>
