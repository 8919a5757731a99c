import type { ReactNode } from 'react'

export function CheckingScreen({ batchId }: { batchId: string }): ReactNode {
  return <div>{batchId}</div>
}
