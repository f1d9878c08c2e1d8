import type { Definitions } from '../client/use-definitions.ts'
import { Chips } from '../parts/chips.tsx'
import { Choose } from '../parts/choose.tsx'
import { Picker } from '../parts/picker.tsx'
import { toWords } from '../words/to-words.ts'
import { dimensionChoices, grainChoices, metricChoices, pickedMetrics } from './question/choices.ts'
import { Conditions } from './conditions.tsx'
import { Options } from './options.tsx'
import { PeriodFields } from './period-fields.tsx'
import type { Question } from './question/question.ts'

interface ControlsProps {
  readonly question: Question
  readonly definitions: Definitions
  readonly onChange: (question: Question) => void
}

/** The question, part by part. What cannot be asked is greyed out, with the reason. */
export function Controls({ question, definitions, onChange }: ControlsProps) {
  const picked = pickedMetrics(definitions, question)
  const change = (part: Partial<Question>) => onChange({ ...question, ...part })
  const isCohort = picked[0]?.resultShape === 'COHORT'
  const mayCompare = picked.every(({ resultShape }) => resultShape === 'SERIES') && question.grain !== null
  // cohorts have no cut periods
  const mayCut = question.grain !== null && picked[0]?.resultShape === 'SERIES'
  return (
    <form className="controls" aria-label="Question" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>Metrics</legend>
        <Chips
          label="Picked metrics"
          items={question.metrics.map((name) => ({ name, text: toWords(name) }))}
          onRemove={(name) =>
            change({ metrics: question.metrics.filter((one) => one !== name), chart: null })
          }
        />
        <Picker
          label="Pick metrics"
          choices={metricChoices(definitions, picked)}
          picked={question.metrics}
          onPick={(metrics) => change({ metrics, chart: null })}
        />
      </fieldset>
      <fieldset>
        <legend>Group by</legend>
        <Chips
          label="Dimensions"
          items={question.by.map((name) => ({ name, text: toWords(name) }))}
          onRemove={(name) => change({ by: question.by.filter((one) => one !== name), chart: null })}
        />
        <Picker
          label="Pick dimensions"
          choices={dimensionChoices(definitions, picked)}
          picked={question.by}
          onPick={(by) => change({ by, chart: null })}
        />
      </fieldset>
      <fieldset>
        <legend>Time</legend>
        <Choose
          label="Grain"
          value={question.grain ?? ''}
          choices={grainChoices(picked)}
          onChoose={(grain) =>
            change({
              grain: grain === '' ? null : grain,
              chart: null,
              compareTo: null,
              ...(grain === '' && { partial: 'whole' }),
            })
          }
        />
        <PeriodFields question={question} onChange={change} />
        {mayCut && (
          <Choose
            label="Periods that are cut"
            value={question.partial}
            choices={[
              { value: 'whole', text: 'count whole' },
              { value: 'keep', text: 'count their part, and mark it' },
              { value: 'drop', text: 'leave out' },
            ]}
            onChoose={(partial) => change({ partial })}
          />
        )}
        {mayCompare && (
          <Choose
            label="Compare with"
            value={question.compareTo ?? ''}
            choices={[
              { value: '', text: 'nothing' },
              { value: 'previous', text: 'the period before' },
              { value: '1 year', text: 'a year before' },
            ]}
            onChoose={(compareTo) => change({ compareTo: compareTo === '' ? null : compareTo })}
          />
        )}
        {isCohort && (
          <Choose
            label="Cohorts"
            value={question.cohorts}
            choices={[
              { value: 'each', text: 'each cohort' },
              { value: 'weighted_average', text: 'average, by size' },
              { value: 'simple_average', text: 'average of cohorts' },
            ]}
            onChoose={(cohorts) => change({ cohorts, chart: null })}
          />
        )}
      </fieldset>
      <Conditions question={question} definitions={definitions} picked={picked} onChange={change} />
      <Options question={question} definitions={definitions} picked={picked} onChange={change} />
      <label className="check">
        <input
          type="checkbox"
          checked={question.totals}
          onChange={({ target }) => change({ totals: target.checked })}
        />
        Totals
      </label>
    </form>
  )
}
