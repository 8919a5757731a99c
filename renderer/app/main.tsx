import './zod-jitless.ts'
import './first-reads.ts'
import '../components/style-nonce.ts'
import '../styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { sayDisconnected } from '../rpc/create-client.ts'
import { keepReadsFresh } from '../rpc/hooks.ts'
import { startStrings, text } from '../strings/strings.ts'
import { App } from './app.tsx'

await startStrings()
sayDisconnected(() => text(($) => $.common.disconnected))
keepReadsFresh()

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
