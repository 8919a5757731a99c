import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../components/format.ts'
import { exportHref } from '../../components/served-file.ts'

interface ListedFile {
  name: string
  path: string
  sha256: string
  size: number
}

export function FileList({ files }: { files: readonly ListedFile[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.notices.files)}</th>
          <th scope="col" className="num">
            {t(($) => $.notices.size)}
          </th>
          <th scope="col">{t(($) => $.notices.hash)}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => {
          const href = exportHref(file.path)
          return (
            <tr key={file.path}>
              <th scope="row">
                {href === null ? (
                  <span title={file.path}>{file.name}</span>
                ) : (
                  <a href={href} download={file.name} title={`${t(($) => $.notices.download)} ${file.name}`}>
                    {file.name}
                  </a>
                )}
              </th>
              <td className="num">{formatBytes(file.size)}</td>
              <td className="mono notice-hash">{file.sha256}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
