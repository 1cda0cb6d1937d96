// What each kind of paper says about a complaint.

import { numberOf } from '../complaints/complaint.ts'
import type { PaperKind } from '../generated/enums.ts'
import { KIND, PAPER_KIND, SERVICE } from '../words.ts'
import { mapOf } from './map.ts'
import type { Content, Fact, Signer } from './paper.ts'
import {
  chroniclePart,
  clocksPart,
  complainantPart,
  complaintPart,
  contactWords,
  explanationPart,
  filled,
  forTheHouse,
  type Material,
  moment,
  nameOf,
  needsOf,
  ownerOf,
  photosPart,
  placeOf,
  present,
  readingsPart,
  signerName,
  workPart,
} from './parts.ts'

/** A letter is made of what was written in it: see its own folder of the same form. */
export type MadeKind = Exclude<PaperKind, 'LETTER'>

export const contentOf = (kind: MadeKind, material: Material): Content => ({
  title: PAPER_KIND[kind],
  number: numberOf(material.complaint),
  paperNumber: null,
  letterhead: material.master.letterhead,
  ...MADE[kind](material),
})

type Own = Pick<Content, 'parts' | 'signers' | 'rests' | 'confidential'>

const MADE: Record<MadeKind, (material: Material) => Own> = {
  RECEIPT: (material) => ({
    parts: [
      { as: 'facts', heading: null, facts: receiptFacts(material) },
      { as: 'text', heading: null, paragraphs: ['Simpan tanda terima ini.'] },
    ],
    signers: [customer(material), officer(receiverOf(material))],
    rests: [],
    confidential: null,
  }),

  WORK_ORDER: (material) => ({
    parts: present([
      { as: 'facts', heading: 'Tugas', facts: taskFacts(material) },
      { as: 'facts', heading: 'Tempat dan pelapor', facts: siteFacts(material) },
      {
        as: 'link',
        heading: 'Peta',
        href: mapOf(material.complaint, material.evidence.place, material.master),
        words: 'Buka lokasi di peta',
      },
      explanationPart(material),
      photosPart(material),
    ]),
    signers: [
      { party: null, label: `Pemberi perintah, ${ownerOf(material.complaint, material.master) ?? ''}`, name: null },
      officer(material.complaint.officers.map(material.master.names.person).join(', ') || null),
    ],
    ...forTheHouse(material.master),
  }),

  OFFICIAL_REPORT: (material) => ({
    parts: present([
      complaintPart(material),
      complainantPart(material),
      clocksPart(material),
      chroniclePart(material),
      explanationPart(material),
      workPart(material),
      readingsPart(material),
      photosPart(material),
    ]),
    signers: [customer(material), officer(null), approver(material)],
    ...forTheHouse(material.master),
  }),

  COMPLETION_REPORT: (material) => ({
    parts: present([
      complaintPart(material),
      complainantPart(material),
      workPart(material),
      readingsPart(material),
      clocksPart(material),
      photosPart(material),
    ]),
    signers: [
      customer(material),
      officer(material.complaint.report?.officers.map(material.master.names.person).join(', ') ?? null),
    ],
    ...forTheHouse(material.master),
  }),
}

const customer = ({ complaint }: Material): Signer => ({
  party: 'CUSTOMER',
  label: 'Pelapor',
  name: signerName(complaint.complainant),
})

const officer = (name: string | null): Signer => ({ party: 'OFFICER', label: 'Petugas', name })

const approver = ({ master: { letterhead } }: Material): Signer => ({
  ...{ party: null, label: `Mengetahui, ${letterhead.signerOffice}`, name: letterhead.signerName || null },
})

/** Who took the complaint in. */
function receiverOf({ history, master: { names } }: Material): string | null {
  const recorded = history.events.find(({ type }) => type === 'recorded' || type === 'accepted')
  return recorded?.actorId == null ? null : names.person(recorded.actorId)
}

function receiptFacts(material: Material): Fact[] {
  const { complaint, master } = material
  const {
    names,
    letterhead: { phone },
  } = material.master
  return filled([
    ['Waktu masuk', moment(complaint.arrivedAt)],
    ['Kanal', names.channel(complaint.channelId)],
    ['Layanan', SERVICE[complaint.service]],
    ['Jenis dan kategori', `${KIND[complaint.kind]}, ${names.category(complaint.categoryId)}`],
    ['Perihal', complaint.subject],
    ['Uraian', complaint.description],
    ['Pelapor', nameOf(complaint.complainant)],
    ['Telepon', complaint.complainant.phone],
    ['Nomor sambungan', complaint.connectionNumber],
    ['Alamat', placeOf(complaint, master)],
    ['Unit', ownerOf(complaint, master)],
    ['Diterima oleh', receiverOf(material)],
    ['Kapan dijawab', answeredBy(complaint)],
    ['Tempat bertanya', `Bagian Humas${phone ? `, telepon ${phone}` : ''}, dengan menyebutkan nomor aduan di atas`],
  ])
}

/** The limit itself, passed or not: what a receipt says does not change with the hour. */
function answeredBy({ state, runs }: Material['complaint']): string | null {
  if (state === 'CLOSED' || state === 'DISMISSED') return null
  const dues = runs.filter((run) => run.judged && !run.stoppedAt && !run.pausedAt).map(({ dueAt }) => +dueAt)
  return dues.length > 0 ? `Paling lambat ${moment(new Date(Math.min(...dues)))}` : 'Secepatnya, pada jam kerja'
}

function taskFacts({ complaint, history, master }: Material): Fact[] {
  const { names } = master
  const instruction = history.texts.filter(({ kind }) => kind === 'DISPOSITION' || kind === 'REQUEST').at(-1)
  const due = complaint.runs.filter(({ clock, stoppedAt }) => clock === 'FOLLOW_UP' && !stoppedAt).at(-1)
  return filled([
    ['Unit', ownerOf(complaint, master)],
    ['Petugas', complaint.officers.map(names.person).join(', ') || 'Belum ditugaskan'],
    ['Layanan dan kategori', `${SERVICE[complaint.service]}, ${names.category(complaint.categoryId)}`],
    ['Perihal', complaint.subject],
    ['Uraian', complaint.description],
    ['Perintah', instruction?.body],
    ['Selesai sebelum', due && moment(due.dueAt)],
  ])
}

function siteFacts({ complaint, master }: Material): Fact[] {
  const { complainant } = complaint
  const reachable = complainant.contactWay !== 'NONE'
  return filled([
    ['Alamat', placeOf(complaint, master) || 'Tidak dicatat'],
    ['Nomor sambungan', complaint.connectionNumber],
    ['Pelapor', nameOf(complainant)],
    ['Kebutuhan khusus', needsOf(complaint, master)],
    ['Telepon', reachable && complainant.phone, `tel:${complainant.phone?.replace(/[^\d+]/g, '')}`],
    ['Surel atau akun', reachable && complainant.account],
    ['Cara dihubungi', contactWords(complainant)],
  ])
}
