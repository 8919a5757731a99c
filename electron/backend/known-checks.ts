import { checks } from '../judge/index.ts'

export interface KnownCheck {
  id: string
  title: string
  level: 'page' | 'site'
}

/** The checks of this product, in their order. */
export const knownChecks: readonly KnownCheck[] = checks.map(({ id, title, level }) => ({ id, title, level }))
