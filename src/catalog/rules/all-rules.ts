import { choicesExist } from './references/choices-exist.ts'
import { columnsExist } from './references/columns-exist.ts'
import { dailyRowsAreComplete } from './daily-rows-are-complete.ts'
import { incrementalViewsAreLocal } from './incremental-views-are-local.ts'
import { layersReadLeftwards } from './layers-read-leftwards.ts'
import { metricsExist } from './references/metrics-exist.ts'
import { movementsMakeTheBalance } from './movements-make-the-balance.ts'
import { namesAreUnique } from './names-are-unique.ts'
import { measuresExist } from './references/measures-exist.ts'
import { nothingReadsItself } from './nothing-reads-itself.ts'
import { parametersAreValid } from './parameters-are-valid.ts'
import { parametersExist } from './references/parameters-exist.ts'
import { relationsExist } from './references/relations-exist.ts'
import type { Rule } from './rule.ts'
import { signalsAreComplete } from './signals-are-complete.ts'
import { spreadsExist } from './distribution/spreads-exist.ts'
import { sqlIsDistributable } from './distribution/sql-is-distributable.ts'
import { stepsCanBeInlined } from './distribution/steps-can-be-inlined.ts'
import { successorsExist } from './references/successors-exist.ts'
import { unionsHaveEqualColumns } from './unions-have-equal-columns.ts'
import { viewIsNamedAfterItsFile } from './view-is-named-after-its-file.ts'

/** All rules for the files of `sql/`, in the order in which problems are reported. */
export const allRules: readonly Rule[] = [
  viewIsNamedAfterItsFile,
  namesAreUnique,
  relationsExist,
  layersReadLeftwards,
  nothingReadsItself,
  columnsExist,
  unionsHaveEqualColumns,
  parametersExist,
  parametersAreValid,
  measuresExist,
  metricsExist,
  choicesExist,
  movementsMakeTheBalance,
  successorsExist,
  signalsAreComplete,
  spreadsExist,
  incrementalViewsAreLocal,
  dailyRowsAreComplete,
  sqlIsDistributable,
  stepsCanBeInlined,
]
