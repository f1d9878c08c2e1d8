import { Choose } from '../parts/choose.tsx'
import type { Question } from './question/question.ts'

interface PeriodFieldsProps {
  readonly question: Question
  readonly onChange: (part: Partial<Question>) => void
}

const relative = [
  'last 4 weeks',
  'last 3 months',
  'last 6 months',
  'last 12 months',
  'last 24 months',
  'this month',
  'this quarter',
  'this year',
  'last 1 years',
]

/** The period: relative to the newest data, or between two days. */
export function PeriodFields({ question: { period, from, to }, onChange }: PeriodFieldsProps) {
  const isBetween = from !== null || to !== null
  const known = period === null || relative.includes(period) ? relative : [period, ...relative]
  return (
    <>
      <Choose
        label="Period"
        value={period ?? (isBetween ? 'between' : '')}
        choices={[
          { value: '', text: 'all data' },
          ...known.map((text) => ({ value: text, text })),
          { value: 'between', text: 'between two days' },
        ]}
        onChoose={(value) =>
          onChange(
            value === 'between'
              ? { period: null, from: '', to: null }
              : { period: value === '' ? null : value, from: null, to: null },
          )
        }
      />
      {isBetween && (
        <div className="field-row">
          <DayField label="From" value={from} onChange={(day) => onChange({ from: day })} />
          <DayField label="To" value={to} onChange={(day) => onChange({ to: day })} />
        </div>
      )}
    </>
  )
}

interface DayFieldProps {
  readonly label: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        type="date"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      />
    </label>
  )
}
