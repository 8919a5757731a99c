/** A name out of a foreign archive as it may stand in a sentence: it must not break it. At most 81 characters. */
export function printedName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters and marks that turn the writing are what is looked for
  const plain = name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '·')
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain
}
