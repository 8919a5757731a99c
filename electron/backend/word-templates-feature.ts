import { basename, dirname, join, resolve } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { z } from 'zod'
import type { StoredDocument } from '../../db/store-types.ts'
import type { Output } from '../contract/index.ts'
import type { wordTemplateProcedures } from '../contract/word-templates.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { allCatalogues } from './catalogue-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { documentFonts, fontSentence } from './document-fonts.ts'
import { profileOf } from './notice-profile-lookup.ts'
import { readSource } from './read-sources.ts'
import { specimenNotice } from './specimen-notice.ts'
import type { Uploads } from './uploads-feature.ts'

/** Content of an office document of kind `word-template`. */
const contentSchema = z.object({
  file: z.string(),
  size: z.number().int(),
  /** The .docx, base64. */
  bytes: z.string()
})

/** Names that only some notices have: an indicator is there when it was found. */
const onlySometimes =
  /^indicator\.[\w.-]+\.(?:title|objects|problems|occurrences|example)$|^[A-Z]\d[\w.-]*(?:指标名称|对象数|问题数|问题处数|示例)$/

export function wordTemplatesFeature(ctx: BackendContext, uploads: Uploads): Feature<keyof typeof wordTemplateProcedures> {
  // The document libraries are large: read when first needed.
  const tools = () => import('../export/template-tools.ts')

  async function describe(document: StoredDocument): Promise<Output<'templates.list'>['templates'][number]> {
    const { file, size, bytes } = contentOf(document)
    const { placeholdersOf } = await tools()
    const placeholders = await placeholdersOf(Buffer.from(bytes, 'base64'), file)
    return { id: document.id, title: document.title, file, size, placeholders, time: document.time, author: document.author }
  }

  function specimen(profileId: string): NoticeModel {
    const [first] = allCatalogues(ctx)
    if (first === undefined) throw new XunchaError('unknown-catalogue', '没有可用的指标目录；请先检查程序是否完整。')
    return specimenNotice(profileOf(ctx, profileId), first.catalogue)
  }

  async function check(document: StoredDocument, profile: string): Promise<Output<'templates.check'>> {
    const { file, bytes } = contentOf(document)
    const { checkTemplateFile } = await tools()
    const faults = await checkTemplateFile(Buffer.from(bytes, 'base64'), file, specimen(profile), (name) =>
      onlySometimes.test(name)
    )
    return { ok: faults.every(({ kind }) => kind === 'missing'), faults }
  }

  return {
    handlers: {
      'templates.list': async () => ({ templates: await Promise.all(ctx.store.documents('word-template').map(describe)) }),
      'templates.import': async ({ source, id, title, profile }) => {
        const { name, bytes } = await readSource(source, uploads)
        await ctx.files.read('template', { bytes, name })
        // An unknown profile is refused before anything is written.
        specimen(profile)
        const templateId = id === null ? ctx.ids.next() : templateOf(ctx, id).id
        const words = title?.trim() ?? ''
        const content = { file: name, size: bytes.byteLength, bytes: Buffer.from(bytes).toString('base64') }
        const kept = words === '' ? name.replace(/\.docx$/i, '') : words
        ctx.store.append([
          { type: 'office.document-saved', payload: { kind: 'word-template', id: templateId, title: kept, content } }
        ])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        const document = templateOf(ctx, templateId)
        return { template: await describe(document), check: await check(document, profile) }
      },
      'templates.check': ({ id, profile }) => check(templateOf(ctx, id), profile),
      'templates.remove': ({ id }) => {
        ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'word-template', id: templateOf(ctx, id).id } }])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        return {}
      },
      'templates.names': async ({ profile }) => {
        const { namesOf } = await tools()
        const { figures, loops } = namesOf(specimen(profile))
        return {
          figures: figures.map(({ id, name, meaning }) => ({ placeholder: `{${name}}`, id, meaning })),
          loops: loops.map(({ id, names, meaning, fields }) => ({
            placeholder: `{#${names[0] ?? id}}…{/${names[0] ?? id}}`,
            id,
            meaning,
            fields: fields.map(({ name }) => `{${name}}`)
          }))
        }
      },
      'templates.starter': async ({ profile, outFile }) => {
        const { writeStarterTemplate } = await tools()
        const bytes = await writeStarterTemplate(specimen(profile))
        const name = `通报模板-${profile}.docx`
        const path = outFile === null ? join(ctx.workspaceDir, 'exports', name) : resolve(outFile)
        try {
          await mkdir(dirname(path), { recursive: true })
          await writeFileDurably(path, bytes)
        } catch (error) {
          throw toFaultOfDisk(error, '模板没有写成')
        }
        return { path, name: basename(path), size: bytes.byteLength }
      },
      'templates.fonts': async () => {
        const missing = await documentFonts()
        return { missing: missing ?? [], sentence: fontSentence(missing) }
      }
    }
  }
}

/** The bytes of a kept template and the name to call it by. Throws `bad-input` when there is none of this id. */
export function wordTemplate(ctx: Pick<BackendContext, 'store'>, id: string): { bytes: Uint8Array; file: string } {
  const document = templateOf(ctx, id)
  return { bytes: Buffer.from(contentOf(document).bytes, 'base64'), file: document.title }
}

function templateOf(ctx: Pick<BackendContext, 'store'>, id: string): StoredDocument {
  const document = ctx.store.document('word-template', id)
  if (document !== null) return document
  throw new XunchaError('bad-input', `没有编号为“${id}”的 Word 模板；它可能已被删除，请另选一个。`)
}

function contentOf({ title, content }: StoredDocument): z.infer<typeof contentSchema> {
  const parsed = contentSchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new XunchaError('bad-file', `Word 模板“${title}”保存的内容不完整；请删去后重新导入。`)
}
