/** The reading room: the page in which people look at readings, correct them, and lay reports side by side. */
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/parts.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './frame/client.ts'
import { Frame } from './frame/frame.tsx'
import { RouterProvider } from './frame/router.tsx'

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider>
        <Frame />
      </RouterProvider>
    </QueryClientProvider>
  </StrictMode>,
)
