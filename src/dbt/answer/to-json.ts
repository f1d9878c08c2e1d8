import type { ResultColumn } from '../../semantic/model/result.ts'
import { plainValue } from '../../export/plain-value.ts'
import type { ResultPage } from './result-page.ts'

/** The forms of rows that pandas reads. */
export const orients = ['COLUMNS', 'INDEX', 'RECORDS', 'SPLIT', 'TABLE', 'VALUES'] as const
export type Orient = (typeof orients)[number]

/**
 * A page as the JSON that pandas writes and reads. Numbers have every digit, which JavaScript would not keep, so the text
 * is written here.
 */
export function toJson({ header: { columns }, rows, offset }: ResultPage, orient: Orient): string {
  const names = columns.map(({ name }) => JSON.stringify(name))
  const cells = rows.map((row) => columns.map((column, place) => valueText(column, row[place])))
  const indexes = rows.map((_, place) => String(offset + place))
  const records = cells.map((row) => row.map((cell, place) => `${names[place] ?? ''}:${cell}`))
  switch (orient) {
    case 'TABLE':
      return object({
        schema: JSON.stringify(schemaOf(columns)),
        data: array(
          records.map((row, place) => `{${[`"index":${indexes[place] ?? ''}`, ...row].join(',')}}`),
        ),
      })
    case 'RECORDS':
      return array(records.map((row) => `{${row.join(',')}}`))
    case 'SPLIT':
      return object({ columns: array(names), index: array(indexes), data: array(cells.map(array)) })
    case 'VALUES':
      return array(cells.map(array))
    case 'INDEX':
      return `{${records.map((row, place) => `"${indexes[place] ?? ''}":{${row.join(',')}}`).join(',')}}`
    case 'COLUMNS':
      return `{${names
        .map((name, place) => {
          const values = cells.map((row, index) => `"${indexes[index] ?? ''}":${row[place] ?? ''}`)
          return `${name}:{${values.join(',')}}`
        })
        .join(',')}}`
  }
}

function array(texts: readonly string[]): string {
  return `[${texts.join(',')}]`
}

function object(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, text]) => `"${name}":${text}`)
    .join(',')}}`
}

/** A number as its digits, a day as its first instant, anything else as usual. */
function valueText({ type }: ResultColumn, value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (type === 'date') return JSON.stringify(`${plainValue(value)}T00:00:00.000`)
  return type === 'numeric' || type === 'bigint' ? plainValue(value) : JSON.stringify(value)
}

/** The table schema of Frictionless Data, as pandas writes it. */
function schemaOf(columns: readonly ResultColumn[]) {
  const types: Readonly<Record<string, string>> = {
    date: 'datetime',
    timestamptz: 'datetime',
    bigint: 'integer',
    numeric: 'number',
    boolean: 'boolean',
  }
  return {
    fields: [
      { name: 'index', type: 'integer' },
      ...columns.map(({ name, type }) => ({ name, type: types[type] ?? 'string' })),
    ],
    primaryKey: ['index'],
    pandas_version: '1.4.0',
  }
}
