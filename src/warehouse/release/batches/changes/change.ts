/** What happened to the contents of a relation since the last batch. */
export type Change =
  /** Nothing. */
  | { readonly kind: 'none' }
  /** Some rows differ; which ones is unknown. */
  | { readonly kind: 'unknown'; readonly wasEmpty: boolean; readonly isEmpty: boolean }
  /** Rows of these hours arrived, left or were edited: a relation with the start of each. */
  | { readonly kind: 'hours'; readonly relation: string; readonly hours: number }
  /** These rows differ: a relation with the old and the new ones. */
  | { readonly kind: 'rows'; readonly relation: string; readonly rows: number }

/** An unchanged relation. */
export const unchanged: Change = Object.freeze({ kind: 'none' })

/** A stored view that was filled in full: any row may differ. */
export const replaced: Change = Object.freeze({ kind: 'unknown', wasEmpty: false, isEmpty: false })

/** Why a relation is read again, in words. */
export function describeChange(name: string, change: Change): string {
  switch (change.kind) {
    case 'none':
      return `${name} is unchanged`
    case 'unknown':
      return `${name} changed`
    case 'hours':
      return `${name} changed in ${change.hours} ${change.hours === 1 ? 'hour' : 'hours'}`
    case 'rows':
      return `${change.rows} changed rows of ${name}`
  }
}
