import { useEffect, useState } from 'react'
import { accounts, RequestError, type Account, type Client } from './plumbline/index.ts'

interface FinderProps {
  readonly client: Client
  readonly onOpen: (id: string) => void
  readonly onKey: (key: string) => void
}

/** Looks for accounts; asks for a key where the server needs one. */
export function Finder({ client, onOpen, onKey }: FinderProps) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Account[]>([])
  const [needsKey, setNeedsKey] = useState(false)
  useEffect(() => {
    const left = new AbortController()
    const search = text.trim()
    accounts(client, { first: 5, where: search === '' ? [] : [{ search }] }, { signal: left.signal }).then(
      ({ nodes }) => {
        setNeedsKey(false)
        setFound(search === '' ? [] : nodes)
      },
      (error: unknown) => {
        if (!left.signal.aborted) setNeedsKey(error instanceof RequestError && error.status === 401)
      },
    )
    return () => left.abort()
  }, [client, text])
  if (needsKey) return <KeyForm onKey={onKey} />
  return (
    <search>
      <input
        type="search"
        aria-label="Look for an account"
        placeholder="Look for an account"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <ul>
        {found.map(({ id, key, name, industry }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                setText('')
                onOpen(key)
              }}
            >
              {name ?? key} <span className="faint">{industry}</span>
            </button>
          </li>
        ))}
      </ul>
    </search>
  )
}

function KeyForm({ onKey }: Pick<FinderProps, 'onKey'>) {
  const [key, setKey] = useState('')
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault()
        onKey(key)
      }}
    >
      <label>
        API key
        <input
          type="password"
          autoComplete="off"
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
      </label>
      <button type="submit">Open</button>
    </form>
  )
}
