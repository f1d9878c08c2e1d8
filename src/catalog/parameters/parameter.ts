import type { ParameterHeader, ParameterType } from './parameter-header.ts'

/** A business parameter: a value that definitions read, and that a query may override. */
export interface Parameter {
  readonly name: string
  /** What it is about: the name of its file. */
  readonly subject: string
  readonly header: ParameterHeader
}

/** A file of `sql/parameters/`: the parameters of one subject. */
export interface Subject {
  /** The name of the file, without its ending. */
  readonly name: string
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly description: string
  readonly owner: string
}

/** The relation in which deployed views find the canonical value of every parameter: one row, made of the files. */
export const businessParameters = 'parameters.business'

/** Columns with the conditions of a matcher are named after it. */
const conditions = '_conditions'

const sqlTypes: Readonly<Record<ParameterType, string>> = {
  text: 'text',
  text_list: 'text[]',
  matcher: 'text[]',
  integer: 'integer',
  number: 'numeric',
  boolean: 'boolean',
  timestamp: 'timestamptz',
  criteria: 'jsonb',
  health_rule: 'jsonb',
  qualification_rule: 'jsonb',
}

/** The column that holds the conditions of a matcher: documents of which an event has to contain one. */
export function conditionsColumn(matcher: string): string {
  return `${matcher}${conditions}`
}

/** The columns of a parameter, with their SQL types: one, or two of a matcher. */
export function columnsOf({ name, header }: Pick<Parameter, 'name' | 'header'>): ReadonlyMap<string, string> {
  const own: [string, string] = [name, sqlTypes[header.type]]
  return new Map(header.type === 'matcher' ? [own, [conditionsColumn(name), 'jsonb[]']] : [own])
}

/** The parameter that a column belongs to. */
export function parameterOfColumn(column: string): string {
  return column.endsWith(conditions) ? column.slice(0, -conditions.length) : column
}
