import { z } from '../../../forms.ts'

/**
 * An object whose names are the caller's. Zod's own record leaves out a name such as `__proto__` without a word, and
 * takes an object with the name `constructor` for none.
 */
export function namedValues<Value extends z.ZodType>(value: Value) {
  return z.custom<Readonly<Record<string, z.output<Value>>>>(
    (given) =>
      typeof given === 'object' &&
      given !== null &&
      !Array.isArray(given) &&
      Object.values(given).every((one) => value.safeParse(one).success),
    'it must be an object of names and values',
  )
}
