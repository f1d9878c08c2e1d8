import { z } from '../../../forms.ts'

/**
 * An object whose names are the caller's. Zod's own record drops a name such as `__proto__` silently, and
 * rejects an object with the name `constructor`.
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
