import { useMemo, useState } from 'react'
import { clientWith, storedKey, storeKey } from './client.ts'
import { Finder } from './finder.tsx'
import { Panel } from './panel.tsx'

/** The panel of the account in the address (`?account=…`), or of one that is looked for. */
export function App() {
  const [key, setKey] = useState(storedKey)
  const [account, setAccount] = useState(() => new URLSearchParams(location.search).get('account'))
  const client = useMemo(() => clientWith(key), [key])
  const open = (id: string) => {
    history.replaceState(null, '', `?account=${encodeURIComponent(id)}`)
    setAccount(id)
  }
  const enter = (entered: string) => {
    storeKey(entered)
    setKey(entered)
  }
  return (
    <main>
      <Finder client={client} onOpen={open} onKey={enter} />
      {account === null ? (
        <p className="faint">Look for an account by its name or mail domain.</p>
      ) : (
        <Panel key={account} client={client} id={account} />
      )}
    </main>
  )
}
