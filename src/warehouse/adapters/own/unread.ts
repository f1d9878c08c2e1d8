/** Why the values of a column are not read, without a point at the end. */
export interface Unread {
  readonly reason: string
}
