import { z } from 'zod'

/** 检查员 inspects; 复核员 also rules and dismisses; 负责人 also opens batches, keeps the rule book and issues notices. */
export const roleSchema = z.enum(['inspector', 'reviewer', 'manager'])
export type Role = z.infer<typeof roleSchema>

export const roleNames: Readonly<Record<Role, string>> = { inspector: '检查员', reviewer: '复核员', manager: '负责人' }

const rank: Readonly<Record<Role, number>> = { inspector: 0, reviewer: 1, manager: 2 }

/** Whether somebody with the role may do what needs the other. */
export const isAtLeast = (role: Role, needed: Role): boolean => rank[role] >= rank[needed]

/**
 * Whether a device may vouch for the new key of another: it has the highest role that any device but that one has, so that the
 * only manager's lost key is no dead end, and nobody below vouches where somebody above could.
 */
export function mayVouch(roles: readonly { device: string; role: Role }[], voucher: string, subject: string): boolean {
  if (voucher === subject) return false
  const own = roles.find(({ device }) => device === voucher)?.role ?? 'inspector'
  return roles.every(({ device, role }) => device === subject || isAtLeast(own, role))
}

/** Of roles given by people who did not know of each other: the least. */
export const leastRole = (roles: readonly Role[]): Role =>
  roles.reduce((least, role) => (rank[role] < rank[least] ? role : least), 'manager')
