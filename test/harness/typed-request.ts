import { Command } from 'commander'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { toRequest, withRequestOptions } from '../../src/cli/arguments/request-options.ts'
import type { RequestOptions } from '../../src/cli/arguments/request-options.ts'
import { toCsv } from '../../src/export/csv.ts'
import type { MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import type { Warehouse } from './warehouse.ts'

/** The request of a command `plumbline query …` on a page, as the shell and the command line read it. */
export const typedRequest = (catalog: Catalog, command: string): MetricsRequestInput => {
  const words = command.replaceAll('\\\n', ' ').match(/(?:'[^']*'|[^\s'])+/g) ?? []
  const [program, name, ...rest] = words.map((word) => word.replaceAll("'", ''))
  if (program !== 'plumbline' || name !== 'query') throw new Error(`It is no query: ${command}`)
  const parsed = withRequestOptions(new Command('query'))
    .argument('[metrics...]')
    .option('--format <format>')
    .exitOverride()
    .parse(rest, { from: 'user' })
  return toRequest(parsed.args, parsed.opts<RequestOptions>(), catalog)
}

/** The rows of an answer as `--format csv` prints them. */
export const csvAnswer = async (warehouse: Warehouse, request: MetricsRequestInput): Promise<string> => {
  const { columns, rows } = await warehouse.answer(request)
  return toCsv(
    columns.map(({ name }) => name),
    rows,
  )
}
