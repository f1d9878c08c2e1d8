/** A name as SQL takes it literally, whatever it is: `interval` and `type` are columns of the contract. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
