/** What the server offers to callers beyond answers to their queries, and which queries it runs. */
export interface InterfaceSettings {
  /** Whether callers may read the schema. */
  readonly introspection: boolean
  /** Whether the explorer is at `/`. */
  readonly explorer: boolean
  /** The file of the documents that callers may run; null: any document. */
  readonly trustedDocuments: string | null
}

export const defaultInterface: InterfaceSettings = {
  introspection: true,
  explorer: true,
  trustedDocuments: null,
}
