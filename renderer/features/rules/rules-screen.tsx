import type { ReactNode } from 'react'
import { DiffScreen } from './diff-screen.tsx'
import { EditionList } from './edition-list.tsx'
import { EditionScreen } from './edition-screen.tsx'
import { ImportScreen } from './import-screen.tsx'
import { WhatIfScreen } from './what-if-screen.tsx'
import { WordPacksScreen } from './word-packs-screen.tsx'
import './rules.css'

/** `view`: empty for the list, `edition/<id>/<item>`, `diff/<from>/<to>`, `import`, `terms` or `what-if/<batch>` from the route. */
export function RulesScreen({ view }: { view: string }): ReactNode {
  const [page = '', first = '', second = ''] = view.split('/').map(decodeURIComponent)
  if (page === 'edition') return <EditionScreen key={first} id={first} selected={second} />
  if (page === 'diff') return <DiffScreen from={first} to={second} />
  if (page === 'import') return <ImportScreen />
  if (page === 'terms') return <WordPacksScreen />
  if (page === 'what-if') return <WhatIfScreen key={first} batchId={first} />
  return <EditionList />
}
