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
const fetcher = createGraphiQLFetcher({ url: new URL('graphql', document.baseURI).href })

createRoot(place).render(
  <GraphiQL fetcher={fetcher} defaultQuery={example} defaultEditorToolsVisibility={false}>
    <GraphiQL.Logo>
      <span className="explorer-name">Plumbline</span>
    </GraphiQL.Logo>
  </GraphiQL>,
)
