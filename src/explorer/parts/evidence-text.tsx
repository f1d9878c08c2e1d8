import { useDefinitions, type Definitions } from '../client/use-definitions.ts'
import { formatDay, formatNumber } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'

interface EvidenceTextProps {
  readonly evidence: unknown
}

/** The numbers at the detection of a signal. */
export function EvidenceText({ evidence }: EvidenceTextProps) {
  const { definitions } = useDefinitions()
  if (typeof evidence !== 'object' || evidence === null) return null
  return (
    <dl className="evidence">
      {Object.entries(evidence)
        .flatMap(([name, value]: [string, unknown]) =>
          name === 'signal_values' ? measuresOf(value, definitions) : [[toWords(name), name, value] as const],
        )
        .map(([label, name, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{wordsOf(name, value)}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The values by the places of their measures in the rule, with the names of the measures. */
function measuresOf(values: unknown, definitions: Definitions | undefined) {
  const rule = definitions?.parameters.get('qualification_rule')?.canonical as Rule | null | undefined
  return Object.entries(values ?? {}).map(([place, value]: [string, unknown]) => {
    const signal = rule?.signals?.[Number(place) - 1]
    const name = signal?.measure ?? `signal ${place}`
    const window = signal?.window_days === undefined ? '' : ` in ${signal.window_days} days`
    return [`${toWords(name)}${window}`, name, value] as const
  })
}

interface Rule {
  readonly signals?: readonly { readonly measure?: string; readonly window_days?: number }[]
}

const isDay = /^\d{4}-\d{2}-\d{2}$/
const isShare = /(^|_)(share|rate|penetration|utilisation)$/

function wordsOf(name: string, value: unknown): string {
  if (value === null) return 'unknown'
  if (typeof value === 'number')
    return isShare.test(name)
      ? formatNumber(value, { unit: 'RATIO', currency: null })
      : new Intl.NumberFormat(undefined).format(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return isDay.test(value) ? formatDay(value) : value
  if (Array.isArray(value)) return value.map((one) => wordsOf(name, one)).join(', ')
  return Object.entries(value as object)
    .map(([part, one]: [string, unknown]) => `${nameOf(part)} ${wordsOf(part, one)}`)
    .join(', ')
}

/** A number that is a name is not read as the value. */
function nameOf(name: string): string {
  return /^\d+$/.test(name) ? `${name}:` : toWords(name).toLowerCase()
}
