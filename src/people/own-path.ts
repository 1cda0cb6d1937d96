const HERE = 'http://here.invalid'

/** A path of this application to go on to after signing in; undefined for whatever a browser might take elsewhere. */
export function ownPath(asked: unknown): string | undefined {
  if (typeof asked !== 'string' || asked.length > 2000 || !asked.startsWith('/')) return undefined
  const url = URL.parse(asked, HERE)
  // Read as a browser reads it: `/\other`, `//other` and `/<tab>/other` name another host, `/.//other` a path that would.
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
