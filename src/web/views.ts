import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'

const ROOT = join(import.meta.dirname, '../../views')

// Locals are read from `it`, without `with`, which the engine cannot optimise; includes are absolute, so that none asks the disk where it is.
const OPTIONS = { cache: true, root: ROOT, strict: true, localsName: 'it', rmWhitespace: true, views: [] }

type Template = (it: object) => string

// All are compiled at start: a fault in one stops the start, and no request pays for it.
const TEMPLATES = new Map(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => [file.replaceAll('\\', '/').slice(0, -'.ejs'.length), compiled(join(ROOT, file))]),
)

/** The HTML of a view ('complaints/queue') with the locals that it reads from `it`. */
export function render(view: string, it: object): string {
  const template = TEMPLATES.get(view)
  if (!template) throw new Error(`There is no view ${view}.`)
  return template(it)
}

function compiled(filename: string): Template {
  const template = ejs.compile(ejs.fileLoader(filename).toString(), { ...OPTIONS, filename })
  ejs.cache.set(filename, template)
  return template
}
