/** The value of a parameter, or column of one, whose name only a header knows; null where it has none. */
export function parameterValue(parameters: Readonly<Record<string, unknown>>, name: string): unknown {
  return parameters[name] ?? null
}
