/** Relations of the schema `plumbline` that views may read although `sql/` does not define them. */
export const internalRelations: ReadonlyMap<string, readonly string[]> = new Map([
  ['plumbline.free_mail_domains', ['domain']],
  ['plumbline.deployed_metrics', ['name', 'hash']],
  ['plumbline.deployed_parameters', ['name', 'value']],
  ['plumbline.closed_months', ['month', 'definition', 'reporting_currency', 'recorded_at']],
  ['plumbline.closed_books', ['month', 'account_key', 'customer_key', 'mrr', 'amount']],
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
