// Pictures of figures, drawn on the server: figures in, SVG out, the same for screen and paper. Fonts are those of the place, colours are handed in.
import { createRequire } from 'node:module'
import type * as ECharts from 'echarts/core'
import { escapeHtml } from '../web/html.ts'

export type Palette = { ink: string; bar: string; before: string }
export type Bar = { label: string; count: number }
/** A figure of the period beside that of the one before. */
export type Pair = Bar & { before: number }

/** Seen well on white and on black; words have the colour of the text around. */
export const ON_PAGE: Palette = { ink: 'currentColor', bar: '#4178c4', before: '#8791a1' }
export const ON_PAPER: Palette = { ...ON_PAGE, ink: '#000000' }

const WIDTH = 440
const NAMES = 188
/** Wider than a name may be reckoned, since fonts differ; longer ones take two lines. */
const NAME = 154
const LINE = 24
const TWO_LINES = 28
const LONG_NAME = 24
const FONT = { fontFamily: 'inherit', fontSize: 12 }
const MOST = 15

/** Bars from the top down in the order given, those beyond the fifteenth left out. Undefined where there is nothing to draw. */
export function barsPicture(title: string, bars: readonly Bar[], palette = ON_PAGE): string | undefined {
  const shown = drawn(bars)
  if (!shown.some(({ count }) => count > 0)) return undefined
  const alternative = `${title}: ${shown.map(({ label, count }) => `${label} ${words(count)}`).join(', ')}.`
  return draw(alternative, shown, [seriesOf(shown, palette.bar, palette.ink)], palette)
}

/** Two bars each: the period's above that of the one before. */
export function pairsPicture(title: string, pairs: readonly Pair[], palette = ON_PAGE): string | undefined {
  if (pairs.length === 0) return undefined
  const said = pairs.map(({ label, count, before }) => `${label} ${words(count)}, sebelumnya ${words(before)}`)
  const earlier = pairs.map(({ before }) => ({ count: before }))
  const series = [
    { name: 'Masuk', ...seriesOf(pairs, palette.bar, palette.ink) },
    { name: 'Sebelumnya', ...seriesOf(earlier, palette.before, palette.ink) },
  ]
  return draw(`${title}: ${said.join('; ')}.`, pairs, series, palette, 1.6)
}

/** What stands below a picture of many bars; as a bar the rest would be the longest, and seem to be the worst. */
export function leftOut(bars: readonly Bar[]): string | undefined {
  const rest = bars.slice(drawn(bars).length)
  if (rest.length === 0) return undefined
  return `Tidak digambar: ${rest.length} lainnya, bersama-sama ${words(rest.reduce((sum, { count }) => sum + count, 0))}.`
}

/** One alone takes no more room than the word that it is left out. */
const drawn = (bars: readonly Bar[]): readonly Bar[] => (bars.length <= MOST + 1 ? bars : bars.slice(0, MOST))

const words = (count: number): string => count.toLocaleString('id')

const seriesOf = (bars: readonly { count: number }[], color: string, ink: string) => ({
  type: 'bar',
  silent: true,
  barCategoryGap: '30%',
  barGap: '10%',
  itemStyle: { color },
  data: bars.map(({ count }) => count),
  label: { show: true, position: 'right', color: ink, ...FONT, formatter: ({ value }: { value: number }) => words(value) },
})

function draw(alternative: string, bars: readonly { label: string }[], series: object[], { ink }: Palette, lines = 1): string {
  const key = series.length > 1
  const top = key ? LINE : 2
  const line = bars.some(({ label }) => label.length > LONG_NAME) ? TWO_LINES : LINE
  const [width, height] = [WIDTH, Math.round(bars.length * line * lines) + top + 2]
  const chart = library().init(null, null, { renderer: 'svg', ssr: true, width, height })
  const names = { ...FONT, color: ink, width: NAME, overflow: 'break', lineHeight: 13, interval: 0 }
  chart.setOption({
    animation: false,
    grid: { left: NAMES, right: 56, top, bottom: 2 },
    legend: {
      show: key,
      left: NAMES - 5,
      top: 0,
      itemWidth: 12,
      itemHeight: 12,
      selectedMode: false,
      textStyle: { ...FONT, color: ink },
    },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: {
      type: 'category',
      inverse: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: names,
      data: bars.map(({ label }) => label),
    },
    series,
  })
  const svg = chart.renderToSVGString()
  chart.dispose() // its timer would outlive it
  return plain(svg, alternative)
}

/** Without what the rules for our pages forbid (styles of its own) or nobody reads; with its words for who does not see it. */
const plain = (svg: string, alternative: string): string =>
  svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => style.replace(/\s*([\w-]+)\s*:\s*([^;]+);?/g, ' $1="$2"'))
    .replace(/ (?:class|ecmeta_\w+|xmlns:xlink|version|baseProfile|xml:space)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"><\/rect>/, '')
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${escapeHtml(alternative)}"`)
    .replace(/\n+/g, '')

let loaded: typeof ECharts | undefined

/** In one file, and only when first asked for: module by module it takes half a second and three times the memory. */
function library(): typeof ECharts {
  loaded ??= createRequire(import.meta.url)('echarts/dist/echarts.common.min.js') as typeof ECharts
  return loaded
}
