import type { ParsedCatalog } from '../files/parsed-view.ts'
import type { Problem } from '../headers/problem.ts'

/** Looks at everything that was read and says what is wrong; never stops at the first fault. */
export type Rule = (parsed: ParsedCatalog) => readonly Problem[]
