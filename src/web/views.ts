import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { escapeHtml } from './html.ts'

const ROOT = join(import.meta.dirname, '../../views')

// Locals are read from `it`, without `with`, which the engine cannot optimise. `include` is ours and comes with them:
// the library's own asks the disk and copies everything several times for every field of a form.
const OPTIONS = {
  strict: true,
  localsName: 'it',
  destructuredLocals: ['include'],
  unsafePrototypeLocals: true,
  escape: (value: unknown) => (value === undefined || value === null ? '' : escapeHtml(String(value))),
  rmWhitespace: true,
}

type Locals = Record<string, unknown>
type Template = (it: Locals) => string

// All are compiled at start: a fault in one stops the start, and no request pays for it.
const TEMPLATES = new Map<string, Template>(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => [`/${file.replaceAll('\\', '/').slice(0, -'.ejs'.length)}`, compiled(join(ROOT, file))]),
)

/** The HTML of a view ('/complaints/queue') with the locals that it reads from `it`. A part sees them too, besides its own. */
export function render(view: string, locals: Locals): string {
  const template = TEMPLATES.get(view)
  if (!template) throw new Error(`There is no view ${view}.`)
  return template({ ...locals, include: (part: string, more: Locals) => render(part, { ...locals, ...more }) })
}

function compiled(filename: string): Template {
  return ejs.compile(readFileSync(filename, 'utf8'), { ...OPTIONS, filename })
}
