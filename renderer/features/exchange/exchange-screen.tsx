import './exchange.css'
import type { ReactNode } from 'react'
import { InboxView } from './inbox-view.tsx'
import { MergeView } from './merge-view.tsx'
import { PackagesView } from './packages-view.tsx'
import { StampsView } from './stamps-view.tsx'

/** 交换: evidence that travels between computers. `view`: what stands after `/exchange/`. */
export function ExchangeScreen({ view }: { view: string }): ReactNode {
  if (view === 'merge') return <MergeView />
  if (view === 'inbox') return <InboxView />
  if (view === 'stamps') return <StampsView />
  return <PackagesView />
}
