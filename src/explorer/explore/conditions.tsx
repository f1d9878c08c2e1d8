import { useState } from 'react'
import type { OperatorName } from '../../semantic/model/request/operators.ts'
import type { Definitions, MetricOutline } from '../client/use-definitions.ts'
import { Chips } from '../parts/chips.tsx'
import { Choose } from '../parts/choose.tsx'
import { Picker } from '../parts/picker.tsx'
import { toWords } from '../words/to-words.ts'
import { toWords as conditionInWords, valueText } from './question/as-text.ts'
import { dimensionChoices } from './question/choices.ts'
import type { Condition, Question } from './question/question.ts'

interface ConditionsProps {
  readonly question: Question
  readonly definitions: Definitions
  readonly picked: readonly MetricOutline[]
  readonly onChange: (part: Partial<Question>) => void
}

/** The conditions on dimensions, and a form for one more. */
export function Conditions({ question, definitions, picked, onChange }: ConditionsProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const { where } = question
  return (
    <fieldset>
      <legend>Filters</legend>
      <Chips
        label="Filters"
        items={where.map((condition, index) => ({ name: String(index), text: conditionInWords(condition) }))}
        onRemove={(name) => onChange({ where: where.filter((_, index) => String(index) !== name) })}
      />
      <Picker
        label="Add a filter"
        choices={dimensionChoices(definitions, picked)}
        picked={draft === null ? [] : [draft]}
        isSingle
        onPick={([name]) => setDraft(name ?? null)}
      />
      {draft !== null && (
        <ConditionForm
          key={draft}
          dimension={draft}
          values={definitions.dimensions.get(draft)?.values ?? null}
          onAdd={(condition) => {
            setDraft(null)
            onChange({ where: [...where, condition] })
          }}
          onCancel={() => setDraft(null)}
        />
      )}
    </fieldset>
  )
}

const operatorWords: readonly { readonly value: OperatorName; readonly text: string }[] = [
  { value: 'in', text: 'is one of' },
  { value: 'notIn', text: 'is none of' },
  { value: 'contains', text: 'contains' },
  { value: 'startsWith', text: 'starts with' },
  { value: 'gte', text: 'is at least' },
  { value: 'lte', text: 'is at most' },
  { value: 'isNull', text: 'is unknown' },
]

interface ConditionFormProps {
  readonly dimension: string
  /** All values it can have; null when the list is open. */
  readonly values: readonly string[] | null
  readonly onAdd: (condition: Condition) => void
  readonly onCancel: () => void
}

function ConditionForm({ dimension, values, onAdd, onCancel }: ConditionFormProps) {
  const [operator, setOperator] = useState<OperatorName>('in')
  const [text, setText] = useState('')
  const isList = operator === 'in' || operator === 'notIn'
  const list = valuesIn(text)
  const isComplete = operator === 'isNull' || (isList ? list.length > 0 : text !== '')
  const value = operator === 'isNull' ? true : isList ? list : text
  return (
    <div className="draft" role="group" aria-label={`Filter on ${toWords(dimension)}`}>
      <Choose label={toWords(dimension)} value={operator} choices={operatorWords} onChoose={setOperator} />
      {operator !== 'isNull' &&
        (isList && values !== null ? (
          <div className="checks">
            {values.map((one) => (
              <label key={one} className="check">
                <input
                  type="checkbox"
                  checked={list.includes(one)}
                  onChange={({ target }) =>
                    setText(
                      (target.checked ? [...list, one] : list.filter((other) => other !== one))
                        .map(valueText)
                        .join(','),
                    )
                  }
                />
                {one}
              </label>
            ))}
          </div>
        ) : (
          <label className="field">
            <span>{isList ? 'Values, with commas between them' : 'Value'}</span>
            <input className="input" value={text} onChange={({ target }) => setText(target.value)} />
          </label>
        ))}
      <div className="field-row">
        <button
          type="button"
          className="button primary"
          disabled={!isComplete}
          onClick={() => onAdd({ dimension, operator, value })}
        >
          Add
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  )
}

/** The values between commas; one that has a comma itself is in quotes, as in the text of a condition. */
function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]+))/g)].flatMap(([, quoted, plain = '']) => {
    const value = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"')
    return value === '' ? [] : [value]
  })
}
