/** A key's number as it is read out by telephone. */
export const inFours = (keyId: string): string => (keyId.match(/.{1,4}/g) ?? []).join(' ')
