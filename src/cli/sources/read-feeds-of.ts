import { join } from 'node:path'
import type { Command } from 'commander'
import type { Feed } from '../../catalog/adapters/adapter.ts'
import { readFeeds } from '../../catalog/adapters/read-feeds.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { mappingFileName } from '../../warehouse/load/mapping/mapping.ts'
import type { CommonOptions } from '../arguments/common-options.ts'

/** The option of commands that read which vendors feed the contract. */
export interface FeedOptions {
  readonly adapters?: string | undefined
}

export function withFeedOptions(command: Command): Command {
  return command.option(
    '--adapters <file>',
    `which vendors feed which tables (default: ${mappingFileName} here, where it exists)`,
  )
}

/** The vendors declared in `plumbline.yaml`; null when it has no entry about vendors. */
export function readFeedsOf(
  { adapters, sql }: FeedOptions & Pick<CommonOptions, 'sql'>,
  { sources }: Catalog,
): Promise<readonly Feed[] | null> {
  return readFeeds({ configuration: adapters ?? mappingFileName, adapters: join(sql, 'adapters') }, sources)
}
