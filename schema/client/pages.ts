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

/** What a page of a list has without `select`: its nodes with these fields, and where it is. */
export interface PageColumns<Columns> {
  readonly nodes: Columns
  readonly pageInfo: { readonly [Name in keyof PageInfo]: true }
}

export function pageOf<Columns>(nodes: Columns) {
  return {
    nodes,
    pageInfo: { hasNextPage: true, hasPreviousPage: true, startCursor: true, endCursor: true },
  } as const satisfies PageColumns<Columns>
}

/** All items of a list, read page by page: `for await (const account of allNodes((after) => accounts(client, { after })))`. */
export async function* allNodes<Node>(
  readPage: (after: string | null) => Promise<{
    readonly nodes: readonly Node[]
    readonly pageInfo: Pick<PageInfo, 'hasNextPage' | 'endCursor'>
  }>,
): AsyncGenerator<Node, void, undefined> {
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo } = await readPage(after)
    yield* nodes
    if (!pageInfo.hasNextPage) return
    after = pageInfo.endCursor
  }
}

/** All items of a list from its end, the last one first: `allNodesBackwards((before) => accounts(client, { last: 50, before }))`. */
export async function* allNodesBackwards<Node>(
  readPage: (before: string | null) => Promise<{
    readonly nodes: readonly Node[]
    readonly pageInfo: Pick<PageInfo, 'hasPreviousPage' | 'startCursor'>
  }>,
): AsyncGenerator<Node, void, undefined> {
  for (let before: string | null = null; ;) {
    const { nodes, pageInfo } = await readPage(before)
    yield* [...nodes].reverse()
    if (!pageInfo.hasPreviousPage) return
    before = pageInfo.startCursor
  }
}
