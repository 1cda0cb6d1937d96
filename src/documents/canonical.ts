export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The one way to write a value: keys in order, nothing in between. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const pairs = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`)
  return `{${pairs.join(',')}}`
}
