import type { ChartForm } from '../../catalog/boards/chart-forms.ts'

interface FormButtonsProps {
  readonly forms: readonly ChartForm[]
  readonly form: ChartForm
  readonly onChoose: (form: ChartForm) => void
}

const words: Readonly<Record<ChartForm, string>> = {
  line: 'Lines',
  stacked: 'Stacked',
  bars: 'Bars',
  cohorts: 'Cohorts',
  curves: 'Curves',
  payback: 'Payback',
  funnel: 'Funnel',
  waterfall: 'Bridge',
  numbers: 'Numbers',
}

/** The forms that fit the answer. */
export function FormButtons({ forms, form, onChoose }: FormButtonsProps) {
  if (forms.length < 2) return null
  return (
    <div className="form-buttons" role="group" aria-label="Picture">
      {forms.map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === form}
          onClick={() => onChoose(one)}
        >
          {words[one]}
        </button>
      ))}
    </div>
  )
}
