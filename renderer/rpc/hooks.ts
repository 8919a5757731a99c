import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult
} from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore, useLayoutEffect } from 'react'
import type { BackendEvent, BackendEventName, Input, Output, ProcedureName, procedures } from '../../electron/contract/index.ts'
import { rpc, type RpcFailure } from './client.ts'
import type { ConnectionState } from './transport.ts'

type NameOf<M extends 'read' | 'write' | 'live'> = {
  [P in ProcedureName]: (typeof procedures)[P]['mode'] extends M ? P : never
}[ProcedureName]
export type ReadName = NameOf<'read'>
export type WriteName = NameOf<'write' | 'live'>

export const queryClient = new QueryClient({
  defaultOptions: {
    // The backend is on this machine: being offline must not pause anything, and it tells when data changed.
    queries: { networkMode: 'always', refetchOnWindowFocus: false, retry: false, staleTime: Number.POSITIVE_INFINITY },
    mutations: { networkMode: 'always', retry: false }
  }
})

/** Reads and keeps the answer until the backend says that its topic changed. */
export function useRead<P extends ReadName>(
  name: P,
  input: Input<P>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {}
): UseQueryResult<Output<P>, RpcFailure> {
  return useQuery<Output<P>, RpcFailure>({
    queryKey: [name, input],
    queryFn: () => rpc.call(name, input),
    enabled: options.enabled ?? true,
    // While a changed input is being answered the former answer stays on screen.
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {})
  })
}

/** Asks before a component needs it. A failure is left to the component that asks again. */
export function readAhead<P extends ReadName>(name: P, input: Input<P>): void {
  void queryClient.prefetchQuery({ queryKey: [name, input], queryFn: () => rpc.call(name, input) })
}

export function useWrite<P extends WriteName>(name: P): UseMutationResult<Output<P>, RpcFailure, Input<P>> {
  return useMutation<Output<P>, RpcFailure, Input<P>>({ mutationKey: [name], mutationFn: (input) => rpc.call(name, input) })
}

/** Asks again now and waits for the answer: for a screen that is about to show what was just written. */
export async function refreshRead(name: ReadName): Promise<void> {
  await queryClient.refetchQueries({ queryKey: [name] })
}

/** The listener may change at every render; it is subscribed once. */
export function useBackendEvent<E extends BackendEventName>(event: E, listener: (payload: BackendEvent<E>) => void): void {
  const latest = useRef(listener)
  useLayoutEffect(() => {
    latest.current = listener
  })
  useEffect(() => rpc.on(event, (payload) => latest.current(payload)), [event])
}

let connection: ConnectionState = 'connecting'
const subscribeConnection = (changed: () => void): (() => void) =>
  rpc.onConnection((state) => {
    connection = state
    changed()
  })
export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribeConnection, () => connection)
}

type Topic = BackendEvent<'workspace.changed'>['topics'][number]
const readsOf: Record<Topic, readonly ReadName[]> = {
  registry: [
    'registry.list',
    'registry.places',
    'registry.page',
    'registry.named',
    'registry.imports',
    'workspace.info',
    'batches.previewDraw'
  ],
  batches: [
    'batches.list',
    'batches.get',
    'batches.targets',
    'overview.get',
    'workspace.info',
    'notices.preview',
    'scores.whatIf',
    'work.list'
  ],
  targets: [
    'acts.last',
    'line.get',
    'batches.list',
    'batches.get',
    'batches.targets',
    'targets.get',
    'scores.batch',
    'overview.get',
    'notices.preview',
    'scores.whatIf',
    'conflicts.count',
    'conflicts.view',
    'work.list'
  ],
  findings: [
    'acts.last',
    'line.get',
    'batches.targets',
    'targets.get',
    'targets.history',
    'findings.wordings',
    'scores.batch',
    'overview.get',
    'notices.preview',
    'scores.whatIf'
  ],
  evidence: [
    'stamps.list',
    'merge.status',
    'compare.captures',
    'targets.get',
    'targets.history',
    'annotations.get',
    'overview.get'
  ],
  notices: ['notices.list', 'scores.whatIf'],
  columns: ['columns.list', 'columns.paper'],
  hints: ['hints.list', 'hints.get', 'hints.ofTarget', 'hints.reasons', 'hints.rule', 'sweeps.get', 'sweeps.target', 'acts.last'],
  office: [
    'calendars.list',
    'calendars.deadline',
    'catalogues.list',
    'catalogues.get',
    'catalogues.overlay',
    'catalogues.diff',
    'externals.list',
    'profiles.list',
    'profiles.get',
    'profiles.preview',
    'externals.get',
    'notices.profiles',
    'notices.preview',
    'phrases.list',
    'scores.whatIf',
    'templates.check',
    'templates.list',
    'templates.names',
    'terms.judge',
    'wordPacks.get',
    'wordPacks.list',
    'wordPacks.try'
  ],
  watch: ['watch.get', 'watch.run', 'watch.site', 'watch.controlHosts'],
  workspace: [
    'workspace.info',
    'state.hash',
    'packages.key',
    'roles.list',
    'merge.status',
    'stamps.list',
    'conflicts.count',
    'conflicts.view'
  ]
}

/** Changes that come closer together are asked for once; and what the act itself brings to the screen comes first. */
const gatherMilliseconds = 80

/** Asks again for what is on screen whenever the backend says its topic changed, and for all of it after a reconnect. */
export function keepReadsFresh(): () => void {
  const stale = new Set<unknown>()
  let gathering: ReturnType<typeof setTimeout> | null = null
  const refresh = (): void => {
    gathering = null
    const names = new Set(stale)
    stale.clear()
    void queryClient.invalidateQueries({ predicate: (query) => names.has(query.queryKey[0]) })
  }
  const stopEvents = rpc.on('workspace.changed', ({ topics }) => {
    for (const name of topics.flatMap((topic) => readsOf[topic])) stale.add(name)
    stale.add('state.hash').add('workspace.info')
    gathering ??= setTimeout(refresh, gatherMilliseconds)
  })
  let wasLost = false
  const stopConnection = rpc.onConnection((state) => {
    if (state === 'open' && wasLost) void queryClient.invalidateQueries()
    wasLost = state === 'lost'
  })
  return () => {
    if (gathering !== null) clearTimeout(gathering)
    stopEvents()
    stopConnection()
  }
}
