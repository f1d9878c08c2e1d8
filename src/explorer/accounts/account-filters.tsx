import { useEffect, useState } from 'react'
import { Choose } from '../parts/choose.tsx'
import { kinds, type AccountsView } from './accounts-address.ts'

interface AccountFiltersProps {
  readonly view: AccountsView
  readonly onChange: (part: Partial<AccountsView>) => void
}

/** The search and the filters of the list. */
export function AccountFilters({ view, onChange }: AccountFiltersProps) {
  return (
    <div className="filters" role="search">
      <LateField label="Name contains" value={view.name} onChange={(name) => onChange({ name })} />
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
    </div>
  )
}

interface LateFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** How long after the last letter the list follows. */
const delayMs = 350

/** A field that reports its text when the reader pauses. */
function LateField({ label, value, onChange }: LateFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), delayMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" type="search" value={text} onChange={({ target }) => setText(target.value)} />
    </label>
  )
}
