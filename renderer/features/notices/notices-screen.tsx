import { useState, type ReactNode } from 'react'
import { NoticeComposer } from './notice-composer.tsx'
import { NoticeHistory } from './notice-history.tsx'
import './notices.css'

type NoticeView = 'compose' | 'history'

export function NoticesScreen(): ReactNode {
  const [view, setView] = useState<NoticeView>('compose')
  return view === 'compose' ? <NoticeComposer onView={setView} /> : <NoticeHistory onView={setView} />
}
