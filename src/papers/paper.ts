// A paper about a complaint: which kinds there are, who makes and signs them, and what each is made of, frozen to the letter when it is made.
import type { Complaint } from '../complaints/complaint.ts'
import { isStaffOf, PARTIES, type PartyName, type Standing } from '../complaints/parties.ts'
import { canonical } from '../documents/canonical.ts'
import type { PaperKind, SignatureParty, State } from '../generated/enums.ts'
import { hasRole, type User } from '../permissions.ts'
import type { Letterhead } from '../settings/letterhead.ts'

type Kind = {
  /** Its word in addresses. */
  path: string
  button: string
  by: readonly PartyName[]
}

// biome-ignore format: a table, one kind a row
export const PAPERS = {
  RECEIPT:           { path: 'tanda-terima', button: 'Tanda terima', by: ['FRONT_DESK'] },
  WORK_ORDER:        { path: 'surat-perintah-kerja', button: 'Surat perintah kerja', by: ['UNIT_STAFF', 'SUPPORTER_STAFF', 'SECTION_HEAD', 'QUICK_RESPONSE_IN_TECHNICAL'] },
  OFFICIAL_REPORT:   { path: 'berita-acara', button: 'Berita acara', by: ['UNIT_STAFF', 'CLOSERS', 'ASSIGNED_OFFICER'] },
  COMPLETION_REPORT: { path: 'laporan-penyelesaian', button: 'Laporan penyelesaian', by: ['UNIT_STAFF', 'CLOSERS'] },
  LETTER:            { path: 'surat', button: 'Surat jawaban', by: [] }, // made with its letter
} as const satisfies Record<PaperKind, Kind>

export const KINDS = Object.keys(PAPERS) as PaperKind[]

export const kindAt = (path: string): PaperKind | undefined => KINDS.find((kind) => PAPERS[kind].path === path)

/** href: what a phone opens; on paper the words alone. */
export type Fact = { label: string; value: string; href?: string }
/** hash: of the picture in the store of attachments. */
export type Photo = { hash: string; caption: string }
/** A part of a paper; what is empty is left out by whoever makes it. */
export type Part =
  | { as: 'facts'; heading: string | null; facts: Fact[] }
  /** Opened by a tap, or by a phone's camera from paper. */
  | { as: 'link'; heading: string; href: string; words: string }
  | { as: 'text'; heading: string | null; paragraphs: string[] }
  | { as: 'table'; heading: string; columns: string[]; rows: string[][] }
  /** Side by side where a pair has both. */
  | { as: 'photos'; heading: string; pairs: { before: Photo | null; after: Photo | null }[]; others: Photo[] }
/** A line to sign on. party: who may sign on the screen; null: only by hand on paper. */
export type Signer = { party: SignatureParty | null; label: string; name: string | null }

/**
 * All that a paper says, in the words that it says them in: it is shown and printed from this alone. It changes with its complaint and not with the
 * hour or the person that makes it, or every press would make a new version.
 */
export type Content = {
  title: string
  /** Of the complaint. */
  number: string
  /** The number of the paper itself, where it has one: that of a letter. */
  paperNumber: string | null
  letterhead: Letterhead
  parts: Part[]
  signers: Signer[]
  /** The SOP with its version and date, and what it rests on; empty on papers for the complainant. */
  rests: string[]
  /** At the foot of each page; null on papers for the complainant. */
  confidential: string | null
}

export const freeze = (content: Content): string => canonical(JSON.parse(JSON.stringify(content)))
export const thaw = (frozen: string): Content => JSON.parse(frozen) as Content

/** Whether a person's roles ever make this kind, and whether they do of this complaint. */
export function mayMake(user: User, kind: PaperKind, complaint: Standing): 'yes' | 'not related' | 'never' {
  const parties = (PAPERS[kind].by as readonly PartyName[]).map((name) => PARTIES[name])
  if (!parties.some(({ roles }) => hasRole(user, roles))) return 'never'
  return parties.some(({ holds }) => holds(user, complaint)) ? 'yes' : 'not related'
}

/** What a person may make of a complaint as it stands, with the words of its button. */
export const offered = (user: User, complaint: Standing & Made) =>
  KINDS.filter((kind) => mayMake(user, kind, complaint) === 'yes' && missingFor(kind, complaint) === null).map((kind) => ({
    kind,
    ...PAPERS[kind],
  }))

type Signable = Standing & Pick<Complaint, 'assignments'>

/**
 * Who makes a kind lets the complainant sign it, and so do the officers who were sent out, as long as they see it. The officer's line is for who did
 * the work: those officers and the unit's staff.
 */
export const maySign = (user: User, kind: PaperKind, party: SignatureParty, complaint: Signable): boolean =>
  wasSent(user, complaint) ||
  (party === 'OFFICER' && kind !== 'RECEIPT' ? isOfUnit(user, complaint) : mayMake(user, kind, complaint) === 'yes')

const wasSent = (user: User, { assignments }: Signable): boolean =>
  hasRole(user, ['TECHNICIAN', 'QUICK_RESPONSE']) && assignments.some(({ personId }) => personId === user.id)

/** Of the unit that has the complaint; of Humas where none has. */
const isOfUnit = (user: User, complaint: Signable): boolean =>
  isStaffOf(user, complaint.ownerUnitId ?? complaint.humasUnitId, complaint)

const AFTER_WORK: readonly State[] = ['MONITORING', 'CLOSED', 'DISMISSED']

/** Why a kind cannot be made of a complaint as it stands; null when it can. */
export function missingFor(kind: PaperKind, { state, report, ownerUnitId }: Made): string | null {
  if (kind === 'WORK_ORDER' && (ownerUnitId === null || AFTER_WORK.includes(state)))
    return 'Surat perintah kerja dibuat selama aduan ditangani unit.'
  if (kind === 'COMPLETION_REPORT' && (report?.kind !== 'COMPLETION' || (state !== 'MONITORING' && state !== 'CLOSED')))
    return 'Laporan penyelesaian belum diisi.'
  if (kind === 'OFFICIAL_REPORT' && state === 'SUBMITTED') return 'Aduan ini belum diterima.'
  return null
}

type Made = Pick<Complaint, 'state' | 'ownerUnitId'> & { report: { kind: string } | null }
