/** Relations in the schema `plumbline` that views may read although no file in `sql/` defines them. */
export const internalRelations: ReadonlyMap<string, readonly string[]> = new Map([
  ['plumbline.free_mail_domains', ['domain']],
  [
    'plumbline.source_state',
    [
      'table_name',
      'rows',
      'repeated_keys',
      'loaded_at',
      'provided',
      'ours',
      'received_at',
      'seen_at',
      'newest_moment',
      'assumed',
    ],
  ],
])
