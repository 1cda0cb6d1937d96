import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Every icon that a page may show, by its name in Tabler's outline set. */
const NAMES = [
  'accessible',
  'adjustments-horizontal',
  'alarm',
  'alert-triangle',
  'arrow-down',
  'arrow-left',
  'arrow-up',
  'arrows-exchange',
  'ban',
  'bell',
  'bell-ringing',
  'bookmark',
  'brand-whatsapp',
  'building',
  'calendar-event',
  'camera',
  'chart-bar',
  'check',
  'chevron-down',
  'chevron-right',
  'circle-check',
  'clipboard-check',
  'clock',
  'clock-check',
  'clock-exclamation',
  'clock-pause',
  'copy',
  'corner-up-left',
  'droplet',
  'edit',
  'equal',
  'eye',
  'file-text',
  'folder-open',
  'gauge',
  'help',
  'history',
  'hourglass',
  'inbox',
  'info-circle',
  'key',
  'link',
  'lock',
  'mail',
  'logout',
  'map-pin',
  'message',
  'message-check',
  'note',
  'pencil',
  'phone',
  'photo-plus',
  'player-pause',
  'player-play',
  'plus',
  'printer',
  'repeat',
  'route',
  'search',
  'send',
  'settings',
  'shield-check',
  'tool',
  'urgent',
  'user',
  'user-check',
  'user-plus',
  'users',
  'users-plus',
  'x',
] as const

export type IconName = (typeof NAMES)[number]

const DRAWINGS = new Map<string, string>(drawings())

/** Shapes alone: colour and stroke are those of the place. */
function drawings(): [string, string][] {
  const file = createRequire(import.meta.url).resolve('@iconify-json/tabler/icons.json')
  const { icons }: { icons: Record<string, { body: string }> } = JSON.parse(readFileSync(file, 'utf8'))
  return NAMES.map((name) => {
    const { body } = icons[name] ?? {}
    if (!body) throw new Error(`There is no icon ${name}.`)
    return [name, body.replace(/<\/?g[^>]*>/g, '').replace(/ (?:stroke[a-z-]*="[^"]*"|fill="none")/g, '')]
  })
}

/** One file with every icon as a symbol, drawn in the colour and stroke of the place that uses it. */
export const sprite = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg">${[...DRAWINGS]
    .map(([name, drawing]) => `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`)
    .join('')}</svg>`

/** The icons that a style sheet asks for by var(--icon-…), as masks: for places that repeat too often for an element of their own. */
export const masks = (css: string): string =>
  `:root{${[...new Set(css.match(/(?<=var\(--icon-)[a-z-]+/g))].map((name) => `--icon-${name}:${maskOf(name)}`).join(';')}}`

export function isIcon(name: string): name is IconName {
  return DRAWINGS.has(name)
}

function maskOf(name: string): string {
  const style = 'fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" ${style}>${DRAWINGS.get(name)}</svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
