// What a periodic report says first, in sentences.
import { CLOCKS } from '../sla/policy.ts'
import { CLOCK } from '../words.ts'
import { keptShare } from './clock-section.ts'
import type { Content } from './content.ts'
import type { Line } from './figures.ts'
import { isOver, nameOf } from './period.ts'
import { capital, said, shareWords } from './wording.ts'

export function summaryOf({ period, before, all, complaints, allBefore, now }: Content): string[] {
  const { flow, clocks } = all.total
  const arrived =
    flow.arrived === 0
      ? 'tidak ada aduan yang masuk'
      : `${said(flow.arrived)} aduan masuk, ${among(complaints.total.flow.arrived, flow.arrived)} keluhan`
  const closed = flow.closed === 0 ? 'tidak ada yang selesai' : `${said(flow.closed)} selesai`
  const dismissed =
    flow.dismissed === 0 ? 'tidak ada yang ditutup tanpa tindak lanjut' : `${said(flow.dismissed)} tidak dilanjutkan`
  return [
    `${capital(nameOf(period))}: ${arrived}; ${closed} dan ${dismissed}.`,
    `${changeWords(flow.arrived, allBefore.total.flow.arrived, nameOf(before))}${isOver(period, now) ? '' : '; periode ini masih berjalan'}.`,
    flow.open === 0
      ? 'Pada akhir periode tidak ada aduan yang masih terbuka.'
      : `Pada akhir periode ${said(flow.open)} aduan masih terbuka, ${among(all.overdue, flow.open)} melewati batas waktu.`,
    ...keptWords(clocks),
  ]
}

function among(part: number, whole: number): string {
  if (part === 0) return 'tidak satu pun di antaranya'
  return part === whole ? 'semuanya' : `${said(part)} di antaranya`
}

function changeWords(arrived: number, before: number, earlier: string): string {
  if (arrived === before) return `Jumlah yang masuk sama dengan ${earlier}`
  if (before === 0) return `Pada ${earlier} tidak ada yang masuk`
  return `Yang masuk ${said(Math.abs(arrived - before))} ${arrived > before ? 'lebih banyak' : 'lebih sedikit'} daripada ${earlier} (${said(before)})`
}

/** Steps of which nothing was judged are named apart. */
function keptWords(clocks: Line['clocks']): string[] {
  const judged = CLOCKS.filter((clock) => keptShare(clocks[clock]) !== null)
  const others = CLOCKS.filter((clock) => !judged.includes(clock)).map((clock) => CLOCK[clock])
  const kept = judged.map((clock) => `${CLOCK[clock]} ${shareWords(keptShare(clocks[clock]))}`)
  return [
    ...(kept.length > 0 ? [`Tepat waktu: ${kept.join(', ')}.`] : []),
    ...(others.length > 0 ? [`Belum dapat dinilai tepat waktu atau terlambat: ${others.join(', ')}.`] : []),
  ]
}
