import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './explorer.css'

import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createRoot } from 'react-dom/client'

import example from './example.graphql?raw'

const place = document.getElementById('explorer')
if (place === null) throw new Error('index.html has no element with the id "explorer".')

// Relative to the page, so that the explorer also works behind a path prefix.
const url = new URL('graphql', document.baseURI).href

// A server with keys gets the key from the editor of headers, also for its schema ("Re-fetch GraphQL schema").
const isLocked = await fetch(`${url}?query={__typename}`).then(
  ({ status }) => status === 401,
  () => false,
)
const headers = isLocked ? { initialHeaders: '{ "authorization": "Bearer KEY" }' } : {}

createRoot(place).render(
  <GraphiQL
    {...headers}
    fetcher={createGraphiQLFetcher({ url })}
    defaultQuery={example}
    defaultEditorToolsVisibility={isLocked && 'headers'}
  >
    <GraphiQL.Logo>
      <span className="explorer-name">Plumbline</span>
    </GraphiQL.Logo>
  </GraphiQL>,
)
