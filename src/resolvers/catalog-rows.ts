import type { DimensionHeader } from '../catalog/view-header.ts'

/** A dimension under its name. */
export interface DimensionRow {
  readonly name: string
  readonly header: DimensionHeader
}

/** A column of a view, as its header describes it. */
export interface ViewColumnRow {
  readonly name: string
  readonly description: string | null
  readonly isPersonal: boolean
}
