// The indicators as the dashboard shows them, each number with the address of the complaints that it counts.
import type { Kind } from '../generated/enums.ts'
import type { MasterData } from '../settings/master.ts'
import { listHref, OTHER_UNITS, type Part, type Span } from './addresses.ts'
import type { DashboardContent } from './dashboard-content.ts'
import { allConnections, arrivedElsewhere, handledVerdict, perThousand, ratesOf } from './indicators.ts'
import { INDICATOR_WORD, type IndicatorName, OTHER_UNITS_WORD } from './measure-words.ts'
import { shownAt } from './shown.ts'
import { rateWords, shareWords } from './wording.ts'

export function indicatorsShown(content: DashboardContent, kind: Kind | null, { names, sop }: Pick<MasterData, 'names' | 'sop'>) {
  const named = (name: IndicatorName) => ({
    name,
    word: INDICATOR_WORD[name],
    meaning: sop.definitions[`indicator_${name}` as const],
  })
  const { figures, rates, density, isOver } = content
  const { from, until } = figures
  const span: Span = { from, until, kind }
  const keluhan = (count: number, part?: Part) =>
    shownAt(count, listHref({ from, until, kind: 'COMPLAINT' }, { of: 'flow', what: 'arrived' }, part))
  const shares = ratesOf(figures, rates).map(({ name, part, whole, share }) => ({
    ...named(name),
    words: share === null ? null : shareWords(share),
    part: shownAt(part.count, listHref(span, part.measure)),
    whole: shownAt(whole.count, listHref(span, whole.measure)),
    verdict: name === 'handled' ? handledVerdict({ part, whole }, isOver) : null,
  }))
  const units = density.units.map(({ unitId, connections, arrived }) => ({
    name: names.unit(unitId),
    words: rateOrNone(perThousand(arrived, connections)),
    arrived: keluhan(arrived, { by: 'unit', id: unitId }),
    connections: connections?.toLocaleString('id') ?? null,
  }))
  const others = { name: OTHER_UNITS_WORD, arrived: keluhan(arrivedElsewhere(density), OTHER_UNITS) }
  const connections = allConnections(density)
  const whole = { words: rateOrNone(perThousand(density.arrived, connections)), arrived: keluhan(density.arrived) }
  return {
    shares,
    density: { ...named('density'), ...whole, connections: connections?.toLocaleString('id') ?? null, units, others },
  }
}

const rateOrNone = (rate: number | null): string | null => (rate === null ? null : rateWords(rate))
