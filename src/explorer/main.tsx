import './styles/tokens.css'
import './styles/page.css'
import './styles/controls.css'
import './styles/results.css'
import './styles/places.css'
import '../catalog/lineage/lineage.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './client/use-server.ts'
import { App } from './frame/app.tsx'

const place = document.getElementById('explorer')
if (place === null) throw new Error('index.html has no element with the id "explorer".')

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
