import { documentOf, variablesOf, type Field, type Graph, type Select } from './document.js'
import type { DocumentMaker, Everywhere } from './read-entity.js'
import type { Client, RequestOptions } from './runtime.js'
import type { Checked, Selected, Selection } from './selection.js'
import { watch } from './watch.js'

/** Follows a subscription, and makes the documents that do. */
export interface ReadStream<
  Name extends string,
  Fields,
  Arguments,
  Columns extends Everywhere<Fields> & WithCursor,
> extends DocumentMaker<Name, Fields, Arguments, Columns> {
  /** The selection has the `cursor`, after which a lost stream continues. */
  <const Chosen extends Selection<Fields> & WithCursor = Columns>(
    client: Client,
    given?: Arguments & { readonly select?: Chosen & Checked<Fields, Chosen> },
    options?: RequestOptions,
  ): AsyncGenerator<Selected<Fields, NoInfer<Chosen>>, void, undefined>
}

interface WithCursor {
  readonly cursor: true
}

interface Given {
  readonly name?: string
  readonly select?: Select
}

/** A function that follows a field of `Subscription`. Generated code has its types. */
export function streamReader(graph: Graph, field: Field, columns: Select): unknown {
  const document = ({ name = field.name, select = columns }: Given = {}) =>
    documentOf<unknown, never>(graph, 'subscription', name, field, variablesOf(field), select)
  const read = (
    client: Client,
    { select = columns, ...given }: Given = {},
    options?: RequestOptions,
  ): AsyncGenerator<{ readonly cursor: string }, void, undefined> =>
    watch(client, document({ select }), given, options)
  return Object.assign(read, { document })
}
