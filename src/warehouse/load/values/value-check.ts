/** Looks at the text of a value; says what is wrong with it, or null. */
export type ValueCheck = (text: string) => string | null
