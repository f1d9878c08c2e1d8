import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { parameterValue } from '../../model/parameter-value.ts'
import type { Formula } from '../../model/plan.ts'
import { code } from '../formula-text.ts'
import { computed, type Kind } from '../kind.ts'

/** Arithmetic over other metrics and business parameters. */
export const derived: Kind<HeaderOf<'derived'>> = {
  ...computed,
  description: 'A formula over other metrics.',
  formula: ({ expression }) => code(expression),
  compute: ({ expression, inputs, parameters = [] }, { of, parameters: values }) => ({
    kind: 'arithmetic',
    expression,
    inputs: new Map<string, Formula>([
      ...inputs.map((name): [string, Formula] => [name, of(name)]),
      ...parameters.map((name): [string, Formula] => [
        name,
        { kind: 'constant', value: Number(parameterValue(values, name)) },
      ]),
    ]),
  }),
}
