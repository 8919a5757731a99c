import { catalogueSchema, type Catalogue } from './catalogue.ts'

export function parseCatalogue(json: unknown, _file: string): Catalogue {
  return catalogueSchema.parse(json)
}
