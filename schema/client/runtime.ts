/** The address of a server, and how to reach it. */
export interface ClientOptions {
  /** The address of GraphQL, such as `https://plumbline.example.com/graphql`. */
  readonly url: string
  /** Headers of every request, such as `authorization`; a function is called for each request. */
  readonly headers?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>)
  /** By default the platform's own. */
  readonly fetch?: typeof fetch
}

/** Options of one request. */
export interface RequestOptions {
  readonly signal?: AbortSignal
}

/** Sends documents to one server. */
export interface Client {
  /**
   * Runs any document, such as one typed by a code generator.
   *
   * @throws RequestError when the answer has errors or is not one of GraphQL
   */
  request<Data>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<Data>
  /**
   * Opens the stream of a subscription: the response to server-sent events. `watch` functions read it.
   *
   * @throws RequestError when the server rejects it
   */
  open(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<Response>
}

/** An error of an answer. */
export interface AnswerError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  /** Its `code`, `subject` and `valid` alternatives, where the error has them. */
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** An answer with errors. Its data have null where an error occurred. */
export class RequestError extends Error {
  readonly errors: readonly AnswerError[]
  readonly data: unknown
  readonly status: number

  constructor(errors: readonly AnswerError[], data: unknown, status: number) {
    super(errors.map(({ message }) => message).join('\n'))
    this.name = 'RequestError'
    this.errors = errors
    this.data = data
    this.status = status
  }
}

export function createClient({ url, headers = {}, fetch: fetchIt = fetch }: ClientOptions): Client {
  const send = async (
    to: string,
    accept: string,
    body: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
    { signal }: RequestOptions,
  ): Promise<Response> => {
    const own = typeof headers === 'function' ? await headers() : headers
    return fetchIt(to, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', ...own },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    })
  }
  return {
    request: async <Data>(
      query: string,
      variables: Readonly<Record<string, unknown>> = {},
      options: RequestOptions = {},
    ) => {
      const response = await send(url, 'application/graphql-response+json', { query, variables }, options)
      const { data, errors = [] } = await readAnswer(response)
      if (errors.length > 0) throw new RequestError(errors, data, response.status)
      return data as Data
    },
    open: async (query, variables = {}, options = {}) => {
      const response = await send(`${url}/stream`, 'text/event-stream', { query, variables }, options)
      if (response.ok) return response
      const { data, errors = [] } = await readAnswer(response)
      throw new RequestError(errors, data, response.status)
    },
  }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly AnswerError[]
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Answer
  } catch {
    throw new RequestError([{ message: `The server answered ${text.slice(0, 200)}` }], null, response.status)
  }
}

/** A page of a list. */
export interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: PageInfo
}

export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** All items of a list, read page by page: `for await (const account of allNodes((after) => accounts(client, { after })))`. */
export async function* allNodes<Node>(
  readPage: (after: string | null) => Promise<Page<Node>>,
): AsyncGenerator<Node, void, undefined> {
  let after: string | null = null
  for (;;) {
    const { nodes, pageInfo }: Page<Node> = await readPage(after)
    yield* nodes
    if (!pageInfo.hasNextPage) return
    after = pageInfo.endCursor
  }
}

/** A field of `Query`: its name, and the types of its arguments. */
export interface Field {
  readonly name: string
  readonly arguments: Readonly<Record<string, string>>
}

/** Reads one field of `Query`, with the given arguments only. */
export async function read<Result>(
  client: Client,
  field: Field,
  given: object,
  selection: string,
  options?: RequestOptions,
): Promise<Result> {
  const { document, variables } = documentOf('query', field, given, selection)
  const { result } = await client.request<{ readonly result: Result }>(document, variables, options)
  return result
}

/** The document of one field, named `result`, and its variables: the arguments that are given. */
export function documentOf(
  operation: 'query' | 'subscription',
  field: Field,
  given: object,
  selection: string,
): { readonly document: string; readonly variables: Readonly<Record<string, unknown>> } {
  const variables = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => name in field.arguments && value !== undefined),
  )
  const names = Object.keys(variables)
  const declared = names.map((name) => `$${name}: ${field.arguments[name] ?? ''}`).join(', ')
  const passed = names.map((name) => `${name}: $${name}`).join(', ')
  const inBrackets = (text: string) => (text === '' ? '' : `(${text})`)
  const document = `${operation} ${field.name}${inBrackets(declared)} { result: ${field.name}${inBrackets(passed)} ${selection} }`
  return { document, variables }
}

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
  readonly keys: readonly string[]
  /** Dimension → its value in the argument `by`. */
  readonly dimensions: Readonly<Record<string, string>>
  /** Metric → the selection of its value. */
  readonly metrics: Readonly<Record<string, string>>
}

/** Reads metrics of a family; only these are computed. */
export function readFamily<Row>(
  client: Client,
  family: Family,
  { metrics, by = [], ...given }: { readonly metrics: readonly string[]; readonly by?: readonly string[] },
  options?: RequestOptions,
): Promise<FamilyResult<Row>> {
  const values = metrics.map((metric) => `${metric} ${family.metrics[metric] ?? ''}`)
  const row = [...family.keys, ...by, ...values].join(' ')
  const selection = `{ rows { ${row} } pageInfo { hasNextPage endCursor } provenance { asOf metrics { metric definitionHash } } }`
  const grouped = by.length === 0 ? {} : { by: by.map((name) => family.dimensions[name]) }
  return read<FamilyResult<Row>>(client, family, { ...given, ...grouped }, selection, options)
}

/** An input with exactly one of its fields. */
export type OneOf<Fields> = {
  [Field in keyof Fields]: { readonly [Given in Field]-?: NonNullable<Fields[Given]> } & {
    readonly [Other in Exclude<keyof Fields, Field>]?: never
  }
}[keyof Fields]
