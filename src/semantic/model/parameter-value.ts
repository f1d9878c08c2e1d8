/** The value of a parameter (or of one of its columns) whose name comes from a header; null when it has no value. */
export function parameterValue(parameters: Readonly<Record<string, unknown>>, name: string): unknown {
  return parameters[name] ?? null
}
