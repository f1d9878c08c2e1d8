import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './graphiql.css'

import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { useContext, useMemo } from 'react'
import { ThemeContext } from '../charts/options/chart-colors.ts'
import { keyHeaders } from '../client/access-key.ts'
import { graphqlUrl } from '../client/ask-server.ts'
import example from './example.graphql?raw'
import { Title } from '../parts/title.tsx'

/** GraphiQL over the same server, with the key of the login. */
export function GraphiqlPage() {
  const theme = useContext(ThemeContext)
  const fetcher = useMemo(() => createGraphiQLFetcher({ url: graphqlUrl, headers: { ...keyHeaders() } }), [])
  return (
    <div className="graphiql-place">
      <Title text="GraphiQL" isHidden />
      <GraphiQL fetcher={fetcher} defaultQuery={example} forcedTheme={theme} />
    </div>
  )
}
