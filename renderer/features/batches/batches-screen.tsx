import type { ReactNode } from 'react'
import { BatchList } from './batch-list.tsx'
import { BatchResult } from './batch-result.tsx'
import { BatchWizard } from './batch-wizard.tsx'
import './batches.css'

/** `view`: `list`, `new`, or the id of a batch, from the route. */
export function BatchesScreen({ view }: { view: string }): ReactNode {
  if (view === 'list') return <BatchList />
  if (view === 'new') return <BatchWizard />
  return <BatchResult batchId={view} />
}
