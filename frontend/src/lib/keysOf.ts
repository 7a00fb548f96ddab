/** The keys of a record, in the order in which they are written. */
export const keysOf = <Key extends string>(record: Record<Key, unknown>) =>
  Object.keys(record) as Key[];
