import { namedType } from './parts.js'
import { documentOf, variablesOf, type Document, type Field, type Select } from './document.js'
import type { Client, RequestOptions } from './runtime.js'

/** A result of a family of metrics. */
export interface FamilyResult<Row> {
  readonly rows: readonly Row[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly provenance: {
    readonly asOf: string
    readonly metrics: readonly { readonly metric: string; readonly definitionHash: string }[]
  }
}

/** A family of metrics: its field, and the selections of its rows. */
export interface Family extends Field {
  /** What every row has. */
  readonly keys: Select
  /** Dimension → its value in the argument `by`. */
  readonly dimensions: Readonly<Record<string, string>>
  /** Metric → the selection of its value. */
  readonly metrics: Readonly<Record<string, Select>>
}

/** Reads metrics of a family, and makes the documents that do. */
export interface ReadFamily<Name extends string, Row, Key, Metric, Dimension, Arguments> {
  /** Only these metrics are computed. */
  <const Selected extends Metric, const Grouped extends Dimension = never>(
    client: Client,
    given: Arguments & Chosen<Selected, Grouped>,
    options?: RequestOptions,
  ): Promise<FamilyResult<Pick<Row, (Key | Selected | Grouped) & keyof Row>>>
  /** A document for these metrics and dimensions. Its variables are the other arguments. */
  document<const Selected extends Metric, const Grouped extends Dimension = never>(
    /** `name` is by default that of the field. */
    given: Chosen<Selected, Grouped> & { readonly name?: string },
  ): Document<
    { readonly [One in Name]: FamilyResult<Pick<Row, (Key | Selected | Grouped) & keyof Row>> | null },
    Arguments
  >
}

interface Chosen<Metric, Dimension> {
  readonly metrics: readonly Metric[]
  readonly by?: readonly Dimension[]
}

/** A function that reads a family, with a method that makes its documents. Generated code has their types. */
export function familyReader(family: Family): unknown {
  const byType = family.arguments['by'] ?? ''
  const graph = { fields: {}, enums: { [namedType(byType)]: 'enum' } } as const
  const { by: _by, ...variables } = variablesOf(family)
  const document = ({ metrics, by = [], name = family.name }: Given) => {
    const groups = by.length === 0 ? {} : { by: by.map((one) => family.dimensions[one]) }
    const grouped = Object.fromEntries(by.map((one) => [one, true as const]))
    const values = Object.fromEntries(metrics.map((one) => [one, family.metrics[one] ?? {}]))
    return documentOf<Data, object>(
      graph,
      'query',
      name,
      family,
      { ...groups, ...variables },
      {
        rows: { ...family.keys, ...grouped, ...values },
        pageInfo: { hasNextPage: true, endCursor: true },
        provenance: { asOf: true, metrics: { metric: true, definitionHash: true } },
      },
    )
  }
  const read = async (
    client: Client,
    { metrics, by = [], ...given }: Given,
    options?: RequestOptions,
  ): Promise<unknown> => (await client.request(document({ metrics, by }), given, options))[family.name]
  return Object.assign(read, { document })
}

interface Given extends Chosen<string, string> {
  readonly name?: string
}

type Data = Readonly<Record<string, unknown>>
