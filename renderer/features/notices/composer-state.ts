import { create } from 'zustand'
import type { Input } from '../../../electron/contract/index.ts'

export type NoticeRequest = Input<'notices.preview'>

/** What was chosen for the notice at hand; it stays while other screens are looked at. */
export interface Choices {
  /** null: the batch of the top bar and its fellow of the same period. */
  batchIds: readonly string[] | null
  profile: string | null
  decimals: NoticeRequest['decimals']
  issuer: string
  addressee: string
  docNumber: string
  date: string
  deadline: string
  /** The deadline so many working days after the date of issue; null when it is a date. */
  workingDays: number | null
  /** By the profile's name of the table: the office's table. */
  externals: Readonly<Record<string, string>>
  template: string | null
  pdf: boolean
}

interface Composer extends Choices {
  set(change: Partial<Choices>): void
}

export const useComposer = create<Composer>((set) => ({
  batchIds: null,
  profile: null,
  decimals: null,
  issuer: '',
  addressee: '',
  docNumber: '',
  date: '',
  deadline: '',
  workingDays: null,
  externals: {},
  template: null,
  pdf: false,
  set: (change) => set(change)
}))

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** The request that the choices make; `deadline` is the day counted out where working days were given. */
export function requestOf(
  choices: Choices,
  batchIds: readonly string[],
  profile: string,
  deadline: string | null
): NoticeRequest {
  return {
    batchIds: [...batchIds],
    profile,
    deadline,
    decimals: choices.decimals,
    issuer: orNull(choices.issuer),
    addressee: orNull(choices.addressee),
    docNumber: orNull(choices.docNumber),
    date: orNull(choices.date),
    externals: { ...choices.externals }
  }
}
