import type { Query } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Output } from '../../../electron/contract/index.ts'
import { useGuide } from '../../components/guide.ts'
import { rpc } from '../../rpc/client.ts'
import { queryClient, useBackendEvent } from '../../rpc/hooks.ts'
import { actsOf } from './acts.ts'

/**
 * Ticks a step when the state that the screens read has changed accordingly: the guide believes no key and no click.
 * It looks at what is read anyway, so it costs next to nothing and works the same in every host.
 */
export function useGuideWatch(batchId: string): void {
  const tick = useGuide((state) => state.tick)

  useBackendEvent('page.changed', (page) => {
    if (page.batchId === batchId && !page.loading && /^https?:/.test(page.url)) tick('page')
  })

  useEffect(() => {
    // Taken anew with every run of the guide: what stood there before was not done now.
    const firstSeen = new Map<string, Output<'targets.get'>>()
    const asked = new Set<string>()
    /** A page that stands open from before says nothing of itself. */
    const askForPage = (objectKey: string): void => {
      if (asked.has(objectKey)) return
      asked.add(objectKey)
      rpc.call('page.state', {}).then(
        ({ state }) => {
          if (state?.objectKey === objectKey && state.batchId === batchId && !state.loading) tick('page')
        },
        // Without the backend nothing is done that could be ticked.
        () => undefined
      )
    }
    const look = (query: Query): void => {
      if (query.state.data === undefined) return
      const [name, input] = query.queryKey
      if (name === 'targets.get') {
        const { batchId: of, objectKey } = input as { batchId: string; objectKey: string }
        if (of !== batchId) return
        const now = query.state.data as Output<'targets.get'>
        if (query.isActive()) {
          tick('target')
          askForPage(objectKey)
        }
        const first = firstSeen.get(objectKey)
        if (first === undefined) firstSeen.set(objectKey, now)
        else for (const step of actsOf(first, now)) tick(step)
      }
      if (name === 'notices.preview' && (input as { batchIds: readonly string[] }).batchIds.includes(batchId) && query.isActive())
        tick('notice')
    }
    const cache = queryClient.getQueryCache()
    for (const query of cache.getAll()) look(query)
    return cache.subscribe(({ query }) => look(query))
  }, [batchId, tick])
}
