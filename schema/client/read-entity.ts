import { documentOf, variablesOf, type Document, type Field, type Graph, type Select } from './document.js'
import type { Client, RequestOptions } from './runtime.js'
import type { Checked, Selected, Selection, Variable, VariablesIn } from './selection.js'

/** Reads one object, and makes the documents that do. */
export interface ReadObject<
  Name extends string,
  Fields,
  Arguments,
  Columns extends Everywhere<Fields>,
> extends DocumentMaker<Name, Fields, Arguments, Columns> {
  /** Null when there is none. Without `select` it has the fields that need no other row. */
  <const Chosen extends Selection<Fields> = Columns>(
    client: Client,
    given: Arguments & { readonly select?: Chosen & Checked<Fields, Chosen> },
    options?: RequestOptions,
  ): Promise<Selected<Fields | null, NoInfer<Chosen>>>
}

/** Reads a page of a list, and makes the documents that do. */
export interface ReadPage<
  Name extends string,
  Fields,
  Arguments,
  Columns extends Everywhere<Fields>,
> extends DocumentMaker<Name, Fields, Arguments, Columns> {
  /** Without `select` its nodes have the fields that need no other row. */
  <const Chosen extends Selection<Fields> = Columns>(
    client: Client,
    given?: Arguments & { readonly select?: Chosen & Checked<Fields, Chosen> },
    options?: RequestOptions,
  ): Promise<Selected<Fields, NoInfer<Chosen>>>
}

/** What makes documents of one field. */
export interface DocumentMaker<Name extends string, Fields, Arguments, Columns extends Everywhere<Fields>> {
  /**
   * A document for this selection. Its variables are the arguments of the field, and each `variable` of the selection.
   * Its data are null where the field was rejected.
   */
  document<const Chosen extends Selection<Fields, Variable<string>> = Columns>(given?: {
    /** By default that of the field. */
    readonly name?: string
    readonly select?: Chosen & Checked<Fields, Chosen>
  }): Document<
    { readonly [One in Name]: Selected<Fields | null, Chosen> },
    Arguments & VariablesIn<Fields, Chosen>
  >
}

/** A selection without arguments. */
export type Everywhere<Fields> = Selection<Fields> & Selection<Fields, Variable<string>>

interface Given {
  readonly name?: string
  readonly select?: Select
}

/** A function that reads a field of `Query`, with a method that makes its documents. Generated code has their types. */
export function reader(graph: Graph, field: Field, columns: Select): unknown {
  const document = ({ name = field.name, select = columns }: Given = {}) =>
    documentOf<Data, object>(graph, 'query', name, field, variablesOf(field), select)
  const read = async (
    client: Client,
    { select = columns, ...given }: Given = {},
    options?: RequestOptions,
  ): Promise<unknown> => (await client.request(document({ select }), given, options))[field.name]
  return Object.assign(read, { document })
}

type Data = Readonly<Record<string, unknown>>
