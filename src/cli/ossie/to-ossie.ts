import { loadModule } from 'libpg-query'
import { stringify } from 'yaml'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { releasedFiles } from '../../warehouse/release/deployed-files.ts'
import { datasetOf, datasetViews, relationshipsOf } from './datasets.ts'
import { ossieVersion, sqlExpression, type OssieDocument, type OssieMetric } from './document.ts'
import { extension } from './extension.ts'
import { lossesOf, type Loss } from './losses.ts'
import { sayMetrics } from './say-metrics.ts'

/** A catalogue in the format of Apache Ossie, and what other tools do not read of it. */
export interface Exported {
  readonly document: OssieDocument
  readonly losses: readonly Loss[]
}

/**
 * A catalogue as a document of Apache Ossie: datasets, relationships, and the metrics that one expression over rows can
 * say. Its extensions have the files of all definitions, so that Plumbline reads the same catalogue from it.
 */
export async function toOssie(catalog: Catalog): Promise<Exported> {
  await loadModule()
  const said = sayMetrics(catalog)
  const views = datasetViews(catalog)
  const inDatasets = new Set(views.map(({ name }) => name))
  const files = releasedFiles(catalog)
  const others = [...files].filter(([name]) => !inDatasets.has(name))
  const boards = catalog.boards.map((board) => [`boards/${board.board}.yaml`, stringify(board)] as const)
  const metrics = [...catalog.metrics.values()].flatMap((metric) => {
    const one = said.get(metric.name)
    return one === undefined || 'reason' in one ? [] : [metricOf(metric, one.sql)]
  })
  return {
    document: {
      version: ossieVersion,
      semantic_model: [
        {
          name: 'plumbline',
          description: 'Metrics of Plumbline, over the views that it deploys.',
          datasets: views.map((view) => datasetOf(view, files.get(view.name))),
          relationships: [...relationshipsOf(catalog)],
          metrics,
          ...extension({ files: Object.fromEntries([...others, ...boards]) }),
        },
      ],
    },
    losses: lossesOf(catalog, said, views),
  }
}

function metricOf(metric: Metric, sql: string): OssieMetric {
  const { name, description, kind, unit, version, hash, dimensions, options } = metric
  return {
    name,
    expression: sqlExpression(sql),
    description: oneLine(description),
    datatype: kind === 'count' || kind === 'count_distinct' ? 'Integer' : 'Decimal',
    ...extension({ kind, unit, version, hash, dimensions, options }),
  }
}
