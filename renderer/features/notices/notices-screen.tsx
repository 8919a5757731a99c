import type { ReactNode } from 'react'
import { ProfileEditor } from './editor/profile-editor.tsx'
import { ProfileList } from './editor/profile-list.tsx'
import { NoticeComposer } from './notice-composer.tsx'
import { NoticeHistory } from './notice-history.tsx'
import { TableImport } from './tables/table-import.tsx'
import { TableList } from './tables/table-list.tsx'
import { TemplatesScreen } from './templates/templates-screen.tsx'
import './notices.css'
import './editor/editor.css'
import './templates/templates.css'

/** `view`: empty for the composer, else what stands after `/notices/`. */
export function NoticesScreen({ view }: { view: string }): ReactNode {
  const [name, id] = view.split('/')
  if (name === 'history') return <NoticeHistory />
  if (name === 'profiles') return <ProfileList />
  if (name === 'profile' && id !== undefined && id !== '') return <ProfileEditor key={id} id={id} />
  if (name === 'tables') return id === 'import' ? <TableImport /> : <TableList />
  if (name === 'templates') return <TemplatesScreen />
  return <NoticeComposer />
}
