import { Command } from 'commander'
import type { Catalog } from '../../../catalog/catalog.ts'
import { loadCatalog } from '../../../catalog/load-catalog.ts'
import { policyFileOf, readConfig } from '../../../config.ts'
import { PlumblineError } from '../../../errors.ts'
import { readPolicyFile } from '../../../policy/follow-policies.ts'
import { inspectSources } from '../../../warehouse/contract/inspect-sources.ts'
import { check } from '../../../warehouse/check/check.ts'
import { storedResults } from '../../../warehouse/release/batches/stored-results.ts'
import { isUndeployed, planDeploy } from '../../../warehouse/release/deploy.ts'
import type { Engine } from '../../../warehouse/engine/engine.ts'
import { providedTables } from '../../../warehouse/state/provided-tables.ts'
import type { CommonOptions } from '../../arguments/common-options.ts'
import { withCommonOptions } from '../../arguments/common-options.ts'
import { readSourceRelations } from '../../../warehouse/contract/read-source-relations.ts'
import { sourceProblems } from '../../../warehouse/contract/source-problems.ts'
import { runCheckSources } from '../../sources/check-sources.ts'
import { withFeedOptions, type FeedOptions } from '../../sources/read-feeds-of.ts'
import { resolveDatabase } from '../../steps/resolve-database.ts'
import { exitCodes } from '../../terminal/exit-codes.ts'
import { describeWithRows } from '../../format/describe-violation.ts'
import { createProgress } from '../../terminal/progress.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { databaseExists, inSnapshot, withEngine } from '../../steps/with-warehouse.ts'

interface CheckOptions extends CommonOptions, FeedOptions {
  readonly offline?: true
  readonly sources?: true
}

/** `plumbline check`: validates the definitions, and tests the data against them. */
export function checkCommand(terminal: Terminal): Command {
  return withFeedOptions(withCommonOptions(new Command('check')))
    .description('validate the definitions in sql/ and test the data against them')
    .option('--offline', 'check the files only, without a database')
    .option(
      '--sources',
      'say which source tables are there, how new and how right they are, and what they answer',
    )
    .addHelpText(
      'after',
      `
In the files: every problem with file, line and rule. In the database: tables, columns and rows of the source
contract, unique keys, the checks and guards of every view, and views that differ from sql/. Findings that affect
no number are notes: blank text, and records dated after they were received.

With --sources only the source tables are read. The metrics that they answer are listed, and for the others the table
that is missing.

Example:
  $ plumbline check --offline`,
    )
    .action((options: CheckOptions) =>
      options.sources === true ? runCheckSources(terminal, options) : run(terminal, options),
    )
}

async function run(terminal: Terminal, options: CheckOptions): Promise<void> {
  const database = resolveDatabase(options.database)
  const { catalog, problems } = await readCatalog(options.sql)
  if (catalog !== null) problems.push(...(await policyProblems(options.sql, catalog)))
  const notes: string[] = []
  const usesDatabase = catalog !== null && options.offline !== true && databaseExists(database)
  if (catalog !== null && usesDatabase) {
    const inspect = (engine: Engine) => checkDatabase(terminal, engine, catalog)
    const found = await withEngine(options, (engine) => inSnapshot(engine, inspect))
    problems.push(...found.problems)
    notes.push(...found.notes)
  }
  const scope = `${catalog?.views.size ?? 0} views, ${catalog?.metrics.size ?? 0} metrics${usesDatabase ? `, the data in ${database.replace(/\/\/.*@/, '//')}` : '; without a database'}`
  if (options.json === true)
    terminal.out(
      `${JSON.stringify({ problems, notes, checked: { files: options.sql, database: usesDatabase } })}\n`,
    )
  else
    terminal.out([...problems, ...notes.map((note) => `note: ${note}`)].map((line) => `${line}\n`).join(''))
  if (problems.length > 0) terminal.setExitCode(exitCodes.rejected)
  if (options.json === true) return
  terminal.err(
    problems.length === 0
      ? `No problems: ${scope}.\n`
      : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.\n`,
  )
}

async function readCatalog(directory: string): Promise<{ catalog: Catalog | null; problems: string[] }> {
  try {
    return { catalog: await loadCatalog(directory), problems: [] }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'BAD_CATALOG') throw error
    return { catalog: null, problems: [...(error.details.problems ?? [error.message])] }
  }
}

async function policyProblems(directory: string, catalog: Catalog): Promise<readonly string[]> {
  try {
    await readPolicyFile(policyFileOf(readConfig(), directory), catalog)
    return []
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'BAD_POLICIES') throw error
    return error.details.problems ?? [error.message]
  }
}

/** Problems to repair, and notes that affect no number. */
interface Found {
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

async function checkDatabase(terminal: Terminal, engine: Engine, catalog: Catalog): Promise<Found> {
  const provided = await providedTables(engine, catalog.sources)
  if (provided.size === 0)
    return {
      problems: ['database: no table of the source contract is provided: plumbline load DIRECTORY.'],
      notes: [],
    }
  const plan = await planDeploy(engine, catalog)
  // before the first deployment, deploy creates the missing tables
  const inspected = [...catalog.sources].filter(([name]) => !isUndeployed(plan) || provided.has(name))
  const contract = sourceProblems(new Map(inspected), await readSourceRelations(engine))
  const undeployed = [
    ...(isUndeployed(plan)
      ? ['database: no view is deployed: plumbline deploy.']
      : plan.created.map((name) => `${name}: not deployed: plumbline deploy.`)),
    ...plan.findings.map((finding) => `${finding.replace(/\.$/, '').replace(' ', ': ')}: plumbline deploy.`),
    ...[...plan.replaced, ...plan.restored]
      .filter((name) => !plan.findings.some((finding) => finding.startsWith(`${name} `)))
      .map((name) => `${name}: deployed with another definition: plumbline deploy.`),
    ...plan.dropped.map((name) => `${name}: deployed, and not in sql/: plumbline deploy.`),
  ]
  // the headers describe the views in sql/, so testing other views would be meaningless
  if (undeployed.length > 0) return { problems: [...contract, ...undeployed], notes: [] }
  // rows can only be inspected when all columns exist
  const inspections = contract.length > 0 ? [] : await inspectSources(engine, catalog.sources)
  const violations = inspections.flatMap((inspection) => inspection.violations)
  const stale = await staleStoredViews(engine, catalog)
  const progress = createProgress(terminal)
  const findings = await check(engine, catalog, (view, done, total) =>
    progress.step('views', done, total, view),
  ).finally(() => progress.end())
  return {
    problems: [
      ...contract,
      ...stale,
      ...violations.filter(({ severity }) => severity !== 'note').map(describeWithRows),
      ...findings.map(
        ({ view, check: name, message, rows }) =>
          `${view}: ${name}: ${message} (${rows} ${rows === 1 ? 'row' : 'rows'}).`,
      ),
    ],
    notes: violations.filter(({ severity }) => severity === 'note').map(describeWithRows),
  }
}

/** Stored views filled before the last load, or never; results that are not filled are computed. */
async function staleStoredViews(engine: Engine, catalog: Catalog): Promise<readonly string[]> {
  const stale = await engine.query<{ name: string }>({
    sql: `select name
      from plumbline.deployed_views
      where is_table
        and name <> all ($1::text[])
        and (refreshed_at is null or refreshed_at < (select max(loaded_at) from plumbline.source_state))
      order by position`,
    parameters: [storedResults(catalog).map(({ name }) => name)],
  })
  return stale.map(({ name }) => `${name}: stored, and older than the data: plumbline refresh.`)
}
