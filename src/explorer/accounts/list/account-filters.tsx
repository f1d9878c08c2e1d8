import { useEffect, useState } from 'react'
import { useDefinitions } from '../../client/use-definitions.ts'
import { useSignalNames } from '../../client/use-signal-names.ts'
import { Choose } from '../../parts/choose.tsx'
import { toWords } from '../../words/to-words.ts'
import { kinds, type AccountsView } from './accounts-address.ts'

interface AccountFiltersProps {
  readonly view: AccountsView
  readonly onChange: (part: Partial<AccountsView>) => void
}

/** The search and the filters of the list. */
export function AccountFilters({ view, onChange }: AccountFiltersProps) {
  const { definitions } = useDefinitions()
  // what the reader may not ask for is no filter either
  const has = (metric: string) => definitions?.metrics.has(metric) === true
  const { names: signals = [] } = useSignalNames()
  const segments = definitions?.dimensions.get('segment')?.values ?? null
  return (
    <div className="filters" role="search">
      <LateField
        label="Search"
        isWide
        hint="name, domain, e-mail"
        value={view.search}
        onChange={(search) => onChange({ search })}
      />
      <Choose
        label="Kind"
        value={view.kind}
        choices={[
          { value: '', text: 'all kinds' },
          ...kinds.map((kind) => ({ value: kind, text: kind.toLowerCase() })),
        ]}
        onChoose={(kind) => onChange({ kind })}
      />
      <LateField label="Industry" value={view.industry} onChange={(industry) => onChange({ industry })} />
      <LateField label="Country" value={view.country} onChange={(country) => onChange({ country })} />
      <LateField
        label="ICP segment"
        value={view.icpSegment}
        onChange={(icpSegment) => onChange({ icpSegment })}
      />
      <LateField label="Owner" value={view.owner} onChange={(owner) => onChange({ owner })} />
      {segments !== null && (
        <Choose
          label="Segment"
          value={view.segment}
          choices={[
            { value: '', text: 'all segments' },
            ...segments.map((value) => ({ value, text: toWords(value) })),
          ]}
          onChoose={(segment) => onChange({ segment })}
        />
      )}
      {definitions?.entities.has('signals') === true && (
        <Choose
          label="Open signal"
          value={view.signal}
          choices={[
            { value: '', text: 'with or without' },
            { value: 'any', text: 'any' },
            ...signals.map((value) => ({ value, text: toWords(value) })),
          ]}
          onChoose={(signal) => onChange({ signal })}
        />
      )}
      {has('mrr') && (
        <LateField
          label="MRR at least"
          isNumber
          value={view.mrrFrom}
          onChange={(mrrFrom) => onChange({ mrrFrom })}
        />
      )}
      {has('health_score') && (
        <LateField
          label="Health at most"
          isNumber
          value={view.healthTo}
          onChange={(healthTo) => onChange({ healthTo })}
        />
      )}
      {has('workspaces_at_limit') && (
        <label className="check field">
          <input
            type="checkbox"
            checked={view.isAtLimit}
            onChange={({ target }) => onChange({ isAtLimit: target.checked })}
          />
          At a limit
        </label>
      )}
    </div>
  )
}

interface LateFieldProps {
  readonly label: string
  readonly value: string
  readonly isNumber?: boolean
  readonly isWide?: boolean
  /** What to write. */
  readonly hint?: string
  readonly onChange: (text: string) => void
}

/** How long after the last letter the list follows. */
const delayMs = 350

/** A field that reports its text when the reader pauses. */
function LateField({ label, value, isNumber = false, isWide = false, hint, onChange }: LateFieldProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  // the address has another value: the reader went back, or took all conditions away
  if (known !== value) {
    setKnown(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <label className={isWide ? 'field grows' : 'field'}>
      <span>{label}</span>
      <input
        className="input"
        type={isNumber ? 'number' : 'search'}
        step="any"
        value={text}
        placeholder={hint}
        onChange={({ target }) => setText(target.value)}
      />
    </label>
  )
}
