import { formatDay } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'

interface EvidenceTextProps {
  readonly evidence: unknown
}

/** The numbers at the detection of a signal. */
export function EvidenceText({ evidence }: EvidenceTextProps) {
  if (typeof evidence !== 'object' || evidence === null) return null
  return (
    <dl className="evidence">
      {Object.entries(evidence).map(([name, value]: [string, unknown]) => (
        <div key={name}>
          <dt>{toWords(name)}</dt>
          <dd>{wordsOf(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

function wordsOf(value: unknown): string {
  if (value === null) return 'unknown'
  if (typeof value === 'number') return new Intl.NumberFormat(undefined).format(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return isDay.test(value) ? formatDay(value) : value
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return Object.entries(value as object)
    .map(([name, one]: [string, unknown]) => `${nameOf(name)} ${wordsOf(one)}`)
    .join(', ')
}

/** A number that is a name is not read as the value. */
function nameOf(name: string): string {
  return /^\d+$/.test(name) ? `${name}:` : toWords(name).toLowerCase()
}
