import { useEffect, useState } from 'react'
import { accountDocument, moreDocument, type Account, type More } from './account-document.ts'
import { watchDataRefreshed, type Client } from './plumbline/index.ts'
import { readAccount, type Found } from './read-account.ts'

/** What is known of an account so far. */
export interface Reading {
  readonly first: Found<Account> | null
  readonly more: Found<More> | null
  readonly error: unknown
}

const nothing: Reading = { first: null, more: null, error: null }

/** Reads an account, and again after each refresh of the data. */
export function useAccount(client: Client, id: string): Reading {
  const [reading, setReading] = useState(nothing)
  useEffect(() => {
    const left = new AbortController()
    const set = (part: Partial<Reading>) => {
      if (!left.signal.aborted) setReading((known) => ({ ...known, ...part }))
    }
    const read = () => {
      const fail = (error: unknown) => set({ error })
      readAccount(client, accountDocument, id).then((first) => set({ first, error: null }), fail)
      readAccount(client, moreDocument, id).then((more) => set({ more }), fail)
    }
    const follow = async () => {
      for await (const _refresh of watchDataRefreshed(client, {}, { signal: left.signal })) read()
    }
    setReading(nothing)
    read()
    // an account is shown without news, too
    follow().catch(() => undefined)
    return () => left.abort()
  }, [client, id])
  return reading
}
