import type { Draft } from '../files/parsed-view.ts'
import type { Problem } from '../headers/problem.ts'

/** Looks at everything that was read and says what is wrong; never stops at the first fault. */
export type Rule = (draft: Draft) => readonly Problem[]
