import type { Document } from './document.js'

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
   * Runs a document with its types: `accounts.document({ … })`.
   *
   * @throws RequestError when the answer has errors or is not one of GraphQL
   */
  request<Data, Variables>(
    document: Document<Data, Variables>,
    ...given: object extends Variables
      ? [variables?: Variables, options?: RequestOptions]
      : [variables: Variables, options?: RequestOptions]
  ): Promise<Data>
  /**
   * Runs any other document.
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
    document: string | Document<unknown, never>,
    variables?: object,
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
    body: { readonly query: string | Document<unknown, never>; readonly variables: object },
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
      query: string | Document<Data, never>,
      variables: object = {},
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

/** An input with exactly one of its fields. */
export type OneOf<Fields> = {
  [Field in keyof Fields]: { readonly [Given in Field]-?: NonNullable<Fields[Given]> } & {
    readonly [Other in Exclude<keyof Fields, Field>]?: never
  }
}[keyof Fields]
