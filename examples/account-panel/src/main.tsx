import './panel.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

const place = document.getElementById('panel')
if (place === null) throw new Error('index.html has no element with the id "panel".')

createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
