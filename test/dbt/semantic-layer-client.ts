import { tableFromIPC } from 'apache-arrow'
import { sdkDocuments } from './sdk-documents.ts'

/** What the SDK passes to `query`, as the variables of its documents. */
export interface SdkQuery {
  readonly metrics?: readonly string[]
  readonly groupBy?: readonly (string | { readonly name: string; readonly timeGranularity: string })[]
  readonly where?: readonly string[]
  /** `-mrr` is descending, as in the SDK. */
  readonly orderBy?: readonly string[]
  readonly limit?: number
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** The result of a query, as the SDK gets it. */
export interface SdkResult {
  readonly status: string
  readonly error: string | null
  readonly sql: string | null
  readonly totalPages: number | null
  readonly arrowResult: string | null
}

/** Sends the requests of dbt's SDK, in its order and with its headers. */
export function semanticLayerClient(url: string, key: string) {
  const send = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `bearer ${key}` },
      body: JSON.stringify({ query, variables: { environmentId: 42, ...variables } }),
    })
    return (await response.json()) as Answer
  }
  const dataOf = async (query: string, variables?: object) => {
    const { data, errors } = await send(query, variables)
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '))
    return data ?? {}
  }
  const create = async (asked: SdkQuery) => {
    const { createQuery } = await dataOf(sdkDocuments.createQuery, variablesOf(asked))
    return (createQuery as { readonly queryId: string }).queryId
  }
  const result = async (queryId: string, pageNum = 1) => {
    const { query } = await dataOf(sdkDocuments.queryResults, { queryId, pageNum })
    return query as SdkResult
  }
  return {
    send,
    dataOf,
    create,
    result,
    /** The rows of all pages, from Arrow, with every value as text. */
    rows: async (asked: SdkQuery): Promise<readonly Readonly<Record<string, string | null>>[]> => {
      const queryId = await create(asked)
      const first = await result(queryId)
      if (first.status !== 'SUCCESSFUL') throw new Error(first.error ?? first.status)
      const others = Array.from({ length: (first.totalPages ?? 1) - 1 }, (_, place) =>
        result(queryId, place + 2),
      )
      return [first, ...(await Promise.all(others))].flatMap(({ arrowResult }) => arrowRows(arrowResult))
    },
  }
}

/** The variables that the SDK makes of its arguments. */
export function variablesOf({ metrics, groupBy, where, orderBy, limit }: SdkQuery) {
  return {
    savedQuery: null,
    metrics: metrics?.map((name) => ({ name })) ?? null,
    groupBy: groupBy?.map((one) => (typeof one === 'string' ? { name: one } : one)) ?? null,
    where: where?.map((sql) => ({ sql })) ?? null,
    orderBy:
      orderBy?.map((clause) => {
        const name = clause.replace(/^-/, '')
        const order = metrics?.includes(name)
          ? { metric: { name } }
          : { groupBy: { name, timeGranularity: null } }
        return { ...order, descending: clause.startsWith('-') }
      }) ?? null,
    limit: limit ?? null,
    readCache: true,
  }
}

/** A value of an Arrow table: a decimal has its unscaled digits as text. */
type Cell = string | number | bigint | boolean | null | undefined

/** The rows of an Arrow stream in base64; decimals with their scale, days as `2025-01-31`. */
export function arrowRows(base64: string | null): readonly Readonly<Record<string, string | null>>[] {
  const table = tableFromIPC(Buffer.from(base64 ?? '', 'base64'))
  return table.toArray().map((row: Readonly<Record<string, Cell>>) =>
    Object.fromEntries(
      table.schema.fields.map(({ name, type }) => {
        const value = row[name]
        if (value === null || value === undefined) return [name, null]
        if (String(type).startsWith('Date')) return [name, new Date(Number(value)).toISOString().slice(0, 10)]
        const scale = Reflect.get(type, 'scale') as number | undefined
        return [name, scale === undefined ? String(value) : withScale(String(value), scale)]
      }),
    ),
  )
}

function withScale(unscaled: string, scale: number): string {
  const digits = unscaled.replace('-', '').padStart(scale + 1, '0')
  const written = `${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`
  return `${unscaled.startsWith('-') ? '-' : ''}${written.replace(/\.?0*$/, '')}`
}
