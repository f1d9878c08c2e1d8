import { useState } from 'react'
import type { MetricsInput } from '../../generated/explorer/graphql.ts'
import { rejectionOf, Rejection, type WrittenError } from '../client/rejection.ts'
import { send } from '../client/send.ts'
import { Rejected } from '../parts/rejected.tsx'

interface DownloadsProps {
  readonly input: MetricsInput
}

const formats = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['arrow', 'Arrow'],
] as const

/** All rows of the answer as a file. */
export function Downloads({ input }: DownloadsProps) {
  const [error, setError] = useState<unknown>(null)
  return (
    <>
      <div className="downloads" role="group" aria-label="Download all rows">
        <span className="faint">Download:</span>
        {formats.map(([format, text]) => (
          <button
            key={format}
            type="button"
            className="button"
            onClick={() => void download(input, format).then(() => setError(null), setError)}
          >
            {text}
          </button>
        ))}
      </div>
      {error !== null && <Rejected error={error} />}
    </>
  )
}

async function download(input: MetricsInput, format: string): Promise<void> {
  const response = await send(`export?format=${format}`, input)
  if (!response.ok) throw await rejectionIn(response)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = `plumbline.${format}`
  link.click()
  URL.revokeObjectURL(address)
}

async function rejectionIn(response: Response): Promise<Rejection> {
  const { errors = [] } = (await response.json()) as { readonly errors?: readonly WrittenError[] }
  const [error] = errors
  return error === undefined
    ? new Rejection(`The server answered ${response.status}. Try again.`)
    : rejectionOf(error)
}
