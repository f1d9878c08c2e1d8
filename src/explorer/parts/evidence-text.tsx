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

function wordsOf(value: unknown): string {
  if (value === null) return 'unknown'
  if (typeof value === 'number') return new Intl.NumberFormat(undefined).format(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return Object.entries(value as object)
    .map(([name, one]: [string, unknown]) => `${toWords(name).toLowerCase()} ${wordsOf(one)}`)
    .join(', ')
}
