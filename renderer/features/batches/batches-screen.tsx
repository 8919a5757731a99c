import type { ReactNode } from 'react'

export function BatchesScreen({ view }: { view: string }): ReactNode {
  return view
}
