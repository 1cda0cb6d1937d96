/** The id of a row as an address names it; undefined for what no row can have. */
export const rowId = (raw: unknown): number | undefined =>
  typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : undefined
