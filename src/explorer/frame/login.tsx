import { useState } from 'react'
import { Rejected } from '../parts/rejected.tsx'
import { Title } from '../parts/title.tsx'

interface LoginProps {
  /** Why the server wants to know the caller. */
  readonly error: unknown
  /** Whether a key has been tried. */
  readonly isRejected: boolean
  readonly onKey: (key: string) => void
}

/** Asks for a key, where the server has keys. */
export function Login({ error, isRejected, onKey }: LoginProps) {
  const [key, setKey] = useState('')
  return (
    <main className="login" id="main">
      <Title text="Log in to Plumbline" />
      <p>This server answers callers with a key. An administrator creates one with</p>
      <pre className="code">plumbline keys create --role analyst</pre>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onKey(key.trim())
        }}
      >
        <label className="field">
          <span>API key or token</span>
          <input
            className="input"
            type="password"
            autoComplete="current-password"
            value={key}
            onChange={({ target }) => setKey(target.value)}
            required
          />
        </label>
        <button type="submit" className="button primary">
          Log in
        </button>
      </form>
      {isRejected && <Rejected error={error} />}
      <p className="faint">The key stays in this tab, and is forgotten when it is closed.</p>
    </main>
  )
}
