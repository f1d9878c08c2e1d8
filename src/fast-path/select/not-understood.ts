/** A document, or a value in it, that is not answered from one statement for each root field. It is no error. */
export class NotUnderstood extends Error {}
