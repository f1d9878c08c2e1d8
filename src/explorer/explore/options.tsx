import { useState } from 'react'
import type { Definitions, MetricOutline, ParameterOutline } from '../client/use-definitions.ts'
import { Chips } from '../parts/chips.tsx'
import { Picker } from '../parts/picker.tsx'
import { Sentence } from '../parts/sentence.tsx'
import { textOf } from '../words/text-of.ts'
import { toWords } from '../words/to-words.ts'
import type { Question } from './question/question.ts'

interface OptionsProps {
  readonly question: Question
  readonly definitions: Definitions
  readonly picked: readonly MetricOutline[]
  readonly onChange: (part: Partial<Question>) => void
}

/** The business parameters that this question overrides. Each one is listed as a deviation of the answer. */
export function Options({ question, definitions, picked, onChange }: OptionsProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const names = [...new Set(picked.flatMap(({ options }) => options.map(({ name }) => name)))]
  const parameters = names.flatMap((name) => definitions.parameters.get(name) ?? [])
  const drafted = draft === null ? undefined : definitions.parameters.get(draft)
  return (
    <fieldset>
      <legend>Options</legend>
      <Chips
        label="Options"
        items={Object.entries(question.options).map(([name, value]) => ({
          name,
          text: `${toWords(name)}: ${textOf(value)}`,
        }))}
        onRemove={(name) =>
          onChange({
            options: Object.fromEntries(Object.entries(question.options).filter(([one]) => one !== name)),
          })
        }
      />
      <Picker
        label="Change an option"
        choices={parameters.map(({ name, description, canonical }) => ({
          name,
          label: toWords(name),
          detail: `${description} Now: ${textOf(canonical)}.`,
          group: 'Options of these metrics',
          because: null,
        }))}
        picked={draft === null ? [] : [draft]}
        isSingle
        onPick={([name]) => setDraft(name ?? null)}
      />
      {drafted !== undefined && (
        <OptionForm
          key={drafted.name}
          parameter={drafted}
          onSet={(value) => {
            setDraft(null)
            onChange({ options: { ...question.options, [drafted.name]: value } })
          }}
          onCancel={() => setDraft(null)}
        />
      )}
    </fieldset>
  )
}

interface OptionFormProps {
  readonly parameter: ParameterOutline
  readonly onSet: (value: unknown) => void
  readonly onCancel: () => void
}

function OptionForm({ parameter, onSet, onCancel }: OptionFormProps) {
  const { name, description, values, canonical, unit } = parameter
  const [text, setText] = useState(canonical === null ? '' : textOf(canonical))
  return (
    <div className="draft" role="group" aria-label={`Option ${toWords(name)}`}>
      <p className="faint">
        <Sentence text={description} />
      </p>
      <label className="field">
        <span>{unit === null ? toWords(name) : `${toWords(name)} (${unit})`}</span>
        {values === null ? (
          <input className="input" value={text} onChange={({ target }) => setText(target.value)} />
        ) : (
          <select className="input" value={text} onChange={({ target }) => setText(target.value)}>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        )}
      </label>
      <div className="field-row">
        <button type="button" className="button primary" onClick={() => onSet(valueOf(text, parameter))}>
          Set
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  )
}

/** What is written, in the type of the parameter. The server rejects what does not fit. */
function valueOf(text: string, { type }: ParameterOutline): unknown {
  if (text === '') return null
  if (type === 'text' || type === 'timestamp') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
