import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { TypedDocumentString } from '../../generated/explorer/graphql.ts'
import { askServer } from './ask-server.ts'

/** Answers are kept while the page is open. A rejection does not change by asking again; `send` waits for a place. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: false,
    },
  },
})

/** The result of a query, with its states: waiting, rejected, answered. */
export function useServer<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  { enabled = true }: { readonly enabled?: boolean } = {},
): UseQueryResult<Result> {
  return useQuery({
    queryKey: [document.toString(), variables],
    queryFn: ({ signal }) => askServer(document, variables, signal),
    enabled,
  })
}
