import { renamedValues } from '../../renamed.ts'
import { closest } from '../../../closest.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Parameter } from '../parameter.ts'
import type { Measures } from './account-signals.ts'
import { readCriteria } from './conversion-criteria.ts'
import { readMatcher } from './event-matcher.ts'
import { readHealthRule } from './health-rule.ts'
import { readNumber } from './read-number.ts'
import { readQualificationRule } from './qualification-rule.ts'

/**
 * Checks a value of a parameter, a default or an override, and brings it into one form: column → value. A matcher has
 * two columns, everything else one.
 *
 * @param measures the measures that a rule may name
 * @throws PlumblineError `BAD_OPTION` with the valid values
 */
export function readValue(
  { name, header }: Parameter,
  written: unknown,
  measures: Measures,
): Readonly<Record<string, unknown>> {
  const bad = (expected: string) =>
    new PlumblineError('BAD_OPTION', `${name} has to be ${expected}, not ${JSON.stringify(written)}.`, {
      subject: name,
      ...(header.values === undefined
        ? {}
        : { valid: header.values, suggestions: closest(String(written), header.values) }),
    })
  // a window that is null never ends
  if (written === null && header.nullable) return { [name]: null }
  switch (header.type) {
    case 'matcher':
      return readMatcher(name, written)
    case 'criteria':
      return { [name]: readCriteria(name, written) }
    case 'health_rule':
      return { [name]: readHealthRule(name, written, measures) }
    case 'qualification_rule':
      return { [name]: readQualificationRule(name, written, measures) }
    case 'text':
    case 'timestamp':
      if (typeof written !== 'string' || (header.values !== undefined && !header.values.includes(written))) {
        throw bad(
          header.values === undefined
            ? 'a text'
            : `one of ${header.values.join(', ')}${renamedValue(name, written)}`,
        )
      }
      return { [name]: written }
    case 'text_list': {
      const list = typeof written === 'string' ? written.split(',').map((item) => item.trim()) : written
      if (!Array.isArray(list) || !list.every((item) => typeof item === 'string'))
        throw bad('a list of texts')
      return { [name]: list }
    }
    case 'boolean':
      if (typeof written !== 'boolean') throw bad('true or false')
      return { [name]: written }
    case 'integer':
    case 'number': {
      if (typeof written === 'string' && header.values?.includes(written) === true) return { [name]: written }
      const read = readNumber(header, written)
      if ('expected' in read) throw bad([read.expected, ...(header.values ?? [])].join(', or '))
      return { [name]: read.number }
    }
  }
}

/** The same for a default, which may also be null where the data give no value that would do for all. */
export function readDefault(parameter: Parameter, measures: Measures): Readonly<Record<string, unknown>> {
  const { name, header } = parameter
  if (header.default === null && header.type !== 'matcher') return { [name]: null }
  return readValue(parameter, header.default, measures)
}

/** The new name of a value that was renamed. */
function renamedValue(parameter: string, written: unknown): string {
  const value = renamedValues[parameter]?.[String(written)]
  return value === undefined ? '' : ` (${String(written)} is now ${value})`
}
