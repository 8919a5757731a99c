import type { ReactNode } from 'react'

export function NoticesScreen(): ReactNode {
  return null
}
