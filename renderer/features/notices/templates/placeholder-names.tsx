import { App, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../../components/failure.tsx'
import { Loaded, ScrollPane } from '../../../components/screen.tsx'
import { useRead } from '../../../rpc/hooks.ts'

/** What may be written in a template of this profile; a press copies it. */
export function PlaceholderNames({ profile }: { profile: string }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('templates.names', { profile }, { keepPrevious: true })
  const [wanted, setWanted] = useState('')
  const has = (...words: string[]): boolean => words.some((word) => word.toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <section className="panel template-names" aria-labelledby="template-names-title">
      <h2 id="template-names-title">{t(($) => $.notices.templates.names)}</h2>
      <p className="quiet">{t(($) => $.notices.templates.namesHelp)}</p>
      <Input
        type="search"
        allowClear
        aria-label={t(($) => $.notices.templates.searchNames)}
        placeholder={t(($) => $.notices.templates.searchNames)}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <Loaded read={read}>
        {({ figures, loops }) => {
          const shownLoops = loops.filter(({ placeholder, meaning, fields }) => has(placeholder, meaning, ...fields))
          const shownFigures = figures.filter(({ placeholder, meaning, id }) => has(placeholder, meaning, id))
          return (
            <ScrollPane className="template-names-rows" label={t(($) => $.notices.templates.names)}>
              {shownLoops.length + shownFigures.length === 0 ? (
                <p className="quiet">{t(($) => $.notices.templates.noName, { words: wanted.trim() })}</p>
              ) : null}
              {shownLoops.length === 0 ? null : (
                <section aria-labelledby="template-loops">
                  <h3 id="template-loops">{t(($) => $.notices.templates.loops, { n: shownLoops.length })}</h3>
                  <ul className="plain-list">
                    {shownLoops.map(({ id, placeholder, meaning, fields }) => (
                      <li key={id} className="template-loop">
                        <Copied words={placeholder} />
                        <p>{meaning}</p>
                        {fields.length === 0 ? null : (
                          <p className="template-fields">
                            <span className="quiet">{t(($) => $.notices.templates.fields)}</span>
                            {fields.map((field) => (
                              <Copied key={field} words={field} />
                            ))}
                          </p>
                        )}
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              {shownFigures.length === 0 ? null : (
                <table className="figure-table" aria-labelledby="template-figures">
                  <caption id="template-figures">{t(($) => $.notices.templates.figures, { n: shownFigures.length })}</caption>
                  <tbody>
                    {shownFigures.map(({ id, placeholder, meaning }) => (
                      <tr key={id}>
                        <th scope="row">
                          <Copied words={placeholder} />
                        </th>
                        <td>{meaning}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </ScrollPane>
          )
        }}
      </Loaded>
    </section>
  )
}

function Copied({ words }: { words: string }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  return (
    <button
      type="button"
      className="figure-link"
      title={t(($) => $.notices.templates.copyName)}
      onClick={() => {
        navigator.clipboard
          .writeText(words)
          .then(() => void message.success({ key: 'copied-name', content: t(($) => $.notices.templates.copiedName, { words }) }))
          .catch(report)
      }}
    >
      {words}
    </button>
  )
}
