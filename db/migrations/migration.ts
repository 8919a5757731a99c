/** One step of the schema. Released ones are never edited: their hash stands in every workspace they were applied to. */
export interface Migration {
  /** `NNNN-what`, in order. */
  id: string
  sql: string
}
