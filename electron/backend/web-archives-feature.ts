/** 导出网页存档: the page of a capture, as it was kept, in the format that public replay tools open. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { webArchiveProcedures } from '../contract/web-archives.ts'
import { XunchaError } from '../domain/errors.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { writeFileAtomic } from './atomic-file.ts'
import type { BackendContext, Feature } from './context.ts'
import { sha256 } from './sha256.ts'

const folderName = '网页存档'

export function webArchivesFeature(
  ctx: BackendContext,
  files: EvidenceStore,
  exportsDir: string
): Feature<keyof typeof webArchiveProcedures> {
  /** The bytes as they were saved, or a refusal: an archive of changed bytes would prove the wrong thing. */
  async function original(hash: string): Promise<Uint8Array> {
    if ((await files.verify(hash)) !== 'ok') {
      throw new XunchaError('evidence-missing', '网页存档与登记的校验值不符，没有导出；请从备份恢复这份证据后重试。')
    }
    return files.read(hash)
  }

  return {
    handlers: {
      async 'evidence.exportArchive'({ evidenceId }) {
        const evidence = ctx.store.evidenceById(evidenceId)
        if (!evidence) {
          throw new XunchaError('unknown-evidence', `没有编号为“${evidenceId}”的证据；请重新取证或另选证据。`)
        }
        const kept = evidence.files.find(({ role }) => role === 'archive')
        const url = evidence.finalUrl ?? evidence.requestedUrl
        if (kept === undefined || url === null) {
          throw new XunchaError('bad-input', '这份证据没有网页存档（照片和文件没有网页），不能导出；请另选一次网页取证。')
        }
        const picture = evidence.files.find(({ role, mime }) => role === 'image' && mime === 'image/png')
        // The writer of archives is loaded when first needed.
        const { webArchive } = await import('../evidence/web-archive.ts')
        const bytes = await webArchive({
          evidenceId,
          url,
          title: evidence.title ?? url,
          capturedAt: evidence.capturedAt,
          mhtml: { bytes: await original(kept.sha256), sha256: kept.sha256 },
          picture: picture === undefined ? null : await original(picture.sha256),
          software: `Xuncha ${ctx.version}`
        })
        const name = `${kept.name.replace(/\.[^.]*$/, '')}.wacz`
        const folder = join(exportsDir, folderName)
        await mkdir(folder, { recursive: true })
        await writeFileAtomic(join(folder, name), bytes)
        const file = { name, sha256: sha256(bytes), size: bytes.length }
        ctx.store.append([{ type: 'evidence.archive-exported', payload: { evidenceId, derivedFrom: kept.sha256, file } }])
        return { path: `${folderName}/${name}`, size: bytes.length }
      }
    }
  }
}
