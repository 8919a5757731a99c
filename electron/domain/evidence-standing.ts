import type { CaptureFault, Evidence } from './inspection.ts'

/** The picture itself is not right: it can never stand. */
export const neverStands: readonly CaptureFault[] = ['cut', 'repeated-tiles', 'torn']
/** Right as a picture, but of another site than the registered one. */
export const notOfTheSite: readonly CaptureFault[] = ['wrong-host']
/** That a page does not open may be the very finding: its picture needs nobody's word. */
const standsByItself: readonly CaptureFault[] = ['load-failed']

/** Right as a picture, but perhaps not of what was to be shown: it counts once a person has said so. */
export const isDoubtful = (fault: CaptureFault): boolean =>
  !neverStands.includes(fault) && !notOfTheSite.includes(fault) && !standsByItself.includes(fault)

/** A person's word would let this one count. */
export const canBeAccepted = ({ quality, acceptedBy }: Pick<Evidence, 'quality' | 'acceptedBy'>): boolean =>
  acceptedBy === undefined && quality.some(isDoubtful) && !quality.some((fault) => neverStands.includes(fault))
