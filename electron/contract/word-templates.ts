import { z } from 'zod'
import { importSourceSchema } from './registry.ts'
import { none, read, write } from './rpc.ts'

/** The office's own Word template, kept in the workspace. */
const wordTemplateSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Name of the file it came from. */
  file: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Placeholders as written, each once, in the order of the text: `标题`, `#正文`, `/正文`. */
  placeholders: z.array(z.string()),
  time: z.string(),
  author: z.string()
})

const templateFaultSchema = z.object({
  /**
   * `unknown`, `loop` (not closed, not opened, crossed) and `syntax` (wide braces, a brace without its partner) hold an export
   * back; `missing` says that something of the notice has no place in the template, which may be meant so.
   */
  kind: z.enum(['unknown', 'loop', 'syntax', 'missing']),
  /** As written in the template, `{网站检查书}`; for `missing` what would have to be written. */
  placeholder: z.string(),
  /** One sentence, with the nearest known name where there is one. */
  message: z.string(),
  /** The nearest known placeholder, null where none is near. */
  suggestion: z.string().nullable()
})

const templateCheckSchema = z.object({
  /** No fault but `missing`. */
  ok: z.boolean(),
  faults: z.array(templateFaultSchema)
})

export const wordTemplateProcedures = {
  'templates.list': read(none, z.object({ templates: z.array(wordTemplateSchema) })),
  /**
   * Takes a .docx of at most 2 MiB in; one with macros, links to files elsewhere or damage is refused with `bad-file`. `id` names
   * the template that it replaces, null adds one. `title` null: the file's name. It is kept also when `check` names faults.
   */
  'templates.import': write(
    z.object({ source: importSourceSchema, id: z.string().nullable(), title: z.string().nullable(), profile: z.string() }),
    z.object({ template: wordTemplateSchema, check: templateCheckSchema })
  ),
  /** Against the names of one notice profile. The export checks again, against the notice itself. */
  'templates.check': read(z.object({ id: z.string(), profile: z.string() }), templateCheckSchema),
  'templates.remove': write(z.object({ id: z.string() }), none),
  /** What may be written in a template for this profile, with what it stands for. */
  'templates.names': read(
    z.object({ profile: z.string() }),
    z.object({
      figures: z.array(z.object({ placeholder: z.string(), id: z.string(), meaning: z.string() })),
      loops: z.array(z.object({ placeholder: z.string(), id: z.string(), meaning: z.string(), fields: z.array(z.string()) }))
    })
  ),
  /** Writes a template to begin from. `outFile` null: into the workspace's `exports`, served as `exports/<name>`. */
  'templates.starter': write(
    z.object({ profile: z.string(), outFile: z.string().nullable() }),
    z.object({ path: z.string(), name: z.string(), size: z.number().int() })
  ),
  /** Fonts of an official document that this machine has not. */
  'templates.fonts': read(
    none,
    z.object({
      missing: z.array(z.object({ wanted: z.string(), usedInstead: z.string() })),
      /** One sentence, null where nothing is missing. */
      sentence: z.string().nullable()
    })
  )
}
