/** Checks the text of a value; returns the fault, or null. */
export type ValueCheck = (text: string) => string | null
