import type { ParameterHeader } from './parameters/parameter-header.ts'
import type { Parameter } from './parameters/parameter.ts'

const placeholder = /\{\{\s*(\w+)\s*\}\}/g

/** The parameters in a description, to be replaced by their values. */
export function parametersNamed(description: string): readonly string[] {
  return [...description.matchAll(placeholder)].flatMap(([, name]) => name ?? [])
}

/** A description with the values of its parameters: `{{mau_window}}` becomes `28 days`. */
export function fillDescription(
  description: string,
  parameters: ReadonlyMap<string, Pick<Parameter, 'header'>>,
  values: Readonly<Record<string, unknown>>,
): string {
  if (!description.includes('{{')) return description
  const filled = description.replaceAll(placeholder, (written, name: string) => {
    const header = parameters.get(name)?.header
    return header === undefined ? written : phraseOf(header, values[name] ?? null)
  })
  return `${filled.charAt(0).toUpperCase()}${filled.slice(1)}`
}

/** The phrase for a parameter's value in a sentence. */
function phraseOf({ says, unit }: ParameterHeader, value: unknown): string {
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  const own = says[value === null ? 'none' : written]
  if (own !== undefined) return own
  const isNumber = /^-?\d+(\.\d+)?$/.test(written)
  const named = isNumber && unit !== undefined ? `${written} ${unitOf(unit, Number(written))}` : written
  return says['other']?.replaceAll('{value}', named) ?? named
}

function unitOf(unit: string, count: number): string {
  return count === 1 ? unit.replace(/s$/, '') : unit
}
