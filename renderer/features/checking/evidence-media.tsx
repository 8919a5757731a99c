import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence, EvidenceFile } from '../../../electron/domain/inspection.ts'

/** Same-origin address of a stored file, in every host. */
export const evidenceUrl = (file: EvidenceFile): string => `evidence/${file.sha256}`

export function fileOf(evidence: Evidence, role: EvidenceFile['role']): EvidenceFile | null {
  return evidence.files.find((file) => file.role === role) ?? null
}

/** The picture to look at and to annotate: the capture's, or one that was handed in. */
export function pictureOf(evidence: Evidence): EvidenceFile | null {
  return (
    fileOf(evidence, 'image') ??
    evidence.files.find(({ role, mime }) => role === 'attachment' && mime.startsWith('image/')) ??
    null
  )
}

/** The small picture; a file that has none shows its name. */
export function Thumbnail({ evidence }: { evidence: Evidence }): ReactNode {
  const file = fileOf(evidence, 'thumbnail')
  if (file === null) return <span className="checking-thumb-name">{evidence.files[0]?.name ?? ''}</span>
  return <img className="checking-thumb" src={evidenceUrl(file)} alt="" loading="lazy" />
}

/** 质量合格, or what is wrong with the picture, in words. */
export function QualityMark({ evidence }: { evidence: Evidence }): ReactNode {
  const { t } = useTranslation()
  if (evidence.quality.length === 0) {
    return (
      <span className="checking-state is-pass checking-small" title={t(($) => $.checking.evidence.ok)}>
        <span aria-hidden="true">✓</span>
        {t(($) => $.checking.evidence.ok)}
      </span>
    )
  }
  const faults = evidence.quality.map((fault) => t(($) => $.checking.evidence.fault[fault])).join('、')
  const words =
    evidence.acceptedBy === undefined ? faults : t(($) => $.capture.accept.accepted, { by: evidence.acceptedBy, faults })
  return (
    <span className="checking-state is-problems checking-small" title={words}>
      <span aria-hidden="true">{evidence.acceptedBy === undefined ? '!' : '✓'}</span>
      <span>{words}</span>
    </span>
  )
}
