import type { ReactNode } from 'react'
import { BatchList } from './batch-list.tsx'
import { BatchResult } from './batch-result.tsx'
import { BatchWizard } from './batch-wizard.tsx'
import { WorkView } from './work-view.tsx'
import './batches.css'

/** `view`: `list`, `new`, `work` (then `of` is the batch), or the id of a batch, from the route. */
export function BatchesScreen({ view, of }: { view: string; of?: string }): ReactNode {
  if (view === 'work' && of !== undefined) return <WorkView batchId={of} />
  if (view === 'list') return <BatchList />
  if (view === 'new') return <BatchWizard />
  return <BatchResult batchId={view} />
}
