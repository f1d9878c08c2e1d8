import { signalFeed } from '../../catalog/signals/feed-name.ts'
import { SignalNamesDocument } from '../../generated/explorer/graphql.ts'
import { useServer } from './use-server.ts'

/** The schema of signals, in the names of their relations. */
const layer = 'signals.'

/** The kinds of signals; undefined while they are being read. */
export function useSignalNames(): { readonly names: readonly string[] | undefined; readonly error: unknown } {
  const { data, error } = useServer(SignalNamesDocument, {})
  const names = data?.catalog.views.flatMap(({ name }) =>
    name === signalFeed ? [] : [name.slice(layer.length)],
  )
  return { names, error }
}
