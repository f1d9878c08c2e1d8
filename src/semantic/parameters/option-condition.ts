import type { OptionCondition } from '../../catalog/catalog.ts'
import type { Parameters } from '../../generated/parameters.ts'
import { parameterValue } from '../model/parameter-value.ts'

/** Whether these values of other options meet a condition. */
export function holds(condition: OptionCondition, values: Parameters): boolean {
  return Object.entries(condition).every(([option, required]) => {
    const value = parameterValue(values, option)
    return required.some((one) =>
      one === 'none' ? value === null : one === 'given' ? value !== null : toText(value) === String(one),
    )
  })
}

/** The condition, for a sentence. */
export function describeCondition(condition: OptionCondition): string {
  return Object.entries(condition)
    .map(([option, required]) =>
      required.includes('given')
        ? `${option} is given`
        : required.includes('none')
          ? `${option} is left out`
          : `${option} is ${required.join(' or ')}`,
    )
    .join(' and ')
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
