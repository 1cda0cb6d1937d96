// Who may import whom, and what stands in one place only: the shape that README describes, held by reading the imports.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FIELD } from '../src/complaints/field-names.ts'
import * as codes from '../src/generated/enums.ts'
import * as words from '../src/words.ts'

const ROOT = join(import.meta.dirname, '../src')
const FILES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('generated/'))
const sourceOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** What a file imports: paths below src, or names of packages; types count like values. */
const importsOf = (file: string): string[] =>
  [...sourceOf(file).matchAll(/(?:from|import|import\() ?'([^']+)'/g)].map(([, found = '']) =>
    found.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), found)) : found,
  )
const importing = (target: RegExp): string[] => FILES.filter((file) => importsOf(file).some((one) => target.test(one)))

/** Decide, and know neither database nor Express nor the real clock. */
const PURE = [
  ...['errors.ts', 'permissions.ts', 'time.ts', 'words.ts', 'settings/master.ts', 'web/form.ts'],
  ...['people/absences.ts', 'people/row-id.ts'],
  ...FILES.filter((file) => /^(sla|complaints\/changes)\//.test(file)),
  ...[
    'hold-reason-list',
    'hold-reason-forms',
    'sop-texts',
    'letterhead',
    'letterhead-forms',
    'overdue-step-ladder',
    'overdue-step-forms',
    'connections-list',
    'connections-forms',
    'letter-templates',
    'letter-template-forms',
    'measure-list',
    'measure-forms',
    'report-list',
    'report-list-forms',
    'trail',
  ].map((name) => `settings/${name}.ts`),
  ...[
    'period',
    'figures',
    'addresses',
    'tallies',
    'measure-words',
    'report',
    'summary',
    'missed',
    'report-events',
    'definitions',
    'definition-groups',
    'section',
    'content',
    'flow-section',
    'clock-section',
    'breakdown-section',
    'open-section',
    'dismissal-section',
    'changed-section',
    'arrivals',
    'equity-section',
    'wording',
    'line-names',
    'shown',
    'dashboard-content',
    'dashboard-counting',
    'dashboard-clock',
    'dashboard-table',
    'dashboard-heat',
    'dashboard-growth',
    'issued',
    'compared',
    'dashboard',
    'indicators',
    'indicators-section',
    'indicators-shown',
    'conformance',
    'conformance-events',
    'conformance-words',
  ].map((name) => `reports/${name}.ts`),
  ...['attachment', 'kinds', 'place'].map((name) => `attachments/${name}.ts`),
  ...['reports/export-words.ts', 'reports/export-columns.ts', 'documents/cell-text.ts', 'documents/canonical.ts'],
  ...['code', 'paper', 'signature', 'check-words', 'letter-forms'].map((name) => `papers/${name}.ts`),
  ...[
    'announce',
    'audience',
    'overdue',
    'reach',
    'templates',
    'template-forms',
    'filling',
    'masking',
    'outbox-page',
    'outbox-filter',
    'matter',
    'report-word',
    'report-letters',
  ].map((name) => `notifications/${name}.ts`),
  ...[
    'workflow',
    'parties',
    'decide',
    'events',
    'forms',
    'field-names',
    'complaint',
    'choices',
    'suggestion',
    'queue-view',
    'board',
    'handing-over',
    'presence',
    'readings',
  ].map((name) => `complaints/${name}.ts`),
]
/** Know the database: the stores, and what reads beside them; whoever else hands it on names only its type. */
const READS_AND_WRITES =
  /^(database\/.*|db|.*store|people\/(lockout|sessions|links)|complaints\/(queue|search|history|visible|rows|saved-views))\.ts$/
/** Hand the database on from where it is opened to where it is used. */
const HANDS_ON =
  /^(app|server|greeting|jobs\/schedule|papers\/letter-mail|notifications\/deliver|complaints\/setting|people\/credentials|reports\/check-figures)\.ts$/
/** See a request: the HTTP kit, the routes, and what signs people in. */
const SEES_REQUESTS = /^(app|web\/.*|.*routes|people\/(sign-in|sessions))\.ts$/

describe('imports', () => {
  test.each(PURE)('%s decides with pure files alone', (file) => {
    const allowed = [...PURE, 'generated/enums.ts', 'zod', 'dayjs', 'dayjs/locale/id.js', 'dayjs/plugin/utc.js']
    expect(importsOf(file).filter((one) => !allowed.includes(one))).toEqual([])
  })

  test('only stores and what reads beside them know Prisma or pg', () => {
    expect(
      importing(/^(generated\/(client|models).*|@prisma\/.*|pg|connect-pg-simple)$/).filter(
        (file) => !READS_AND_WRITES.test(file),
      ),
    ).toEqual([])
  })

  test('the database goes from where it is opened to the stores, past nobody else', () => {
    const known = (file: string) => READS_AND_WRITES.test(file) || HANDS_ON.test(file)
    expect(importing(/^db\.ts$/).filter((file) => !known(file))).toEqual([])
  })

  test('only routes and the HTTP kit see requests', () => {
    expect(importing(/^(express|express-session|passport.*|helmet)$/).filter((file) => !SEES_REQUESTS.test(file))).toEqual([])
  })

  test('the HTTP kit knows no feature and no database', () => {
    const kit = FILES.filter((file) => file.startsWith('web/'))
    const foreign = (one: string) => /^(complaints|people|sla|settings|database)\/|^db\.ts$|^generated\/(client|models)/.test(one)
    expect(kit.flatMap(importsOf).filter(foreign)).toEqual([])
  })

  test('papers and sheets know what they are handed, words and times', () => {
    const papers = FILES.filter((file) => file.startsWith('documents/'))
    const foreign = (one: string) =>
      FILES.includes(one) && !one.startsWith('documents/') && ![...PURE, 'reports/pictures.ts'].includes(one)
    expect(papers.flatMap(importsOf).filter(foreign)).toEqual([])
  })

  test('stores know no routes, no forms of pages and no views', () => {
    const stores = FILES.filter((file) => READS_AND_WRITES.test(file))
    expect(stores.filter((file) => importsOf(file).some((one) => /routes\.ts$|^web\/(?!form)/.test(one)))).toEqual([])
  })

  test('no two files import each other’s values in a circle', () => {
    expect(FILES.filter((file) => reachable(file).has(file))).toEqual([])
  })
})

describe('one place for one thing', () => {
  test('files are named after what they hold', () => {
    expect(FILES.filter((file) => /(^|\/|-)(utils?|helpers?|types?|constants?|common|misc|index)\.ts$/.test(file))).toEqual([])
  })

  test('one file knows the library for times, and one the clock of the machine', () => {
    expect(importing(/^dayjs/)).toEqual(['time.ts'])
    // The library of the sessions keeps its own time, so what is compared with theirs is theirs.
    expect(FILES.filter((file) => /new Date\(\)|Date\.now\(\)/.test(sourceOf(file)) && file !== 'people/sessions.ts')).toEqual([
      'time.ts',
    ])
  })

  test('no SQL about our own tables asks the server for the time', () => {
    const asking = (file: string) => /(?<![.\w])now\(\)(?!:)|\b(current_(timestamp|date)|localtimestamp)\b/i.test(sourceOf(file))
    expect(FILES.filter((file) => asking(file) && file !== 'database/migrations.ts')).toEqual([]) // that table is Prisma's
  })
})

test.each([
  ['STATE', words.STATE, codes.State],
  ['STATE_COLOUR', words.STATE_COLOUR, codes.State],
  ['ROLE', words.ROLE, codes.Role],
  ['CLOCK', words.CLOCK, codes.ClockName],
  ['PRIORITY', words.PRIORITY, codes.Priority],
  ['KIND', words.KIND, codes.Kind],
  ['SERVICE', words.SERVICE, codes.Service],
  ['COMPLAINANT_KIND', words.COMPLAINANT_KIND, codes.ComplainantKind],
  ['TARIFF_CLASS', words.TARIFF_CLASS, codes.TariffClass],
  ['CONTACT_WAY', words.CONTACT_WAY, codes.ContactWay],
  ['WORK_RESULT', words.WORK_RESULT, codes.WorkResult],
  ['LINK_KIND', words.LINK_KIND, codes.LinkKind],
  ['NOTICE_KIND', words.NOTICE_KIND, codes.NoticeKind],
  ['NOTICE_WAY', words.NOTICE_WAY, codes.NoticeWay],
  ['MESSAGE_WAY', words.MESSAGE_WAY, codes.MessageWay],
  ['LETTER_WAY', words.LETTER_WAY, codes.LetterWay],
  ['MESSAGE_STATE', words.MESSAGE_STATE, codes.MessageState],
  ['REPORT_STATE', words.REPORT_STATE, codes.ReportState],
  ['PAPER_KIND', words.PAPER_KIND, codes.PaperKind],
  ['SIGNATURE_PARTY', words.SIGNATURE_PARTY, codes.SignatureParty],
  ['REFUSAL', words.REFUSAL, codes.Refusal],
  ['STEP_MOMENT', words.STEP_MOMENT, codes.StepMoment],
  ['STEP_RECIPIENT', words.STEP_RECIPIENT, codes.StepRecipient],
] as const)('%s has a word for every code, none empty and none twice', (_name, table, enumeration) => {
  expect(Object.keys(table).toSorted()).toEqual(Object.values(enumeration).toSorted())
  expect(Object.values<string>(table).filter((word, index, all) => word.trim() === '' || all.indexOf(word) !== index)).toEqual([])
})

test('no two fields of a complaint are called alike', () => {
  expect(new Set(Object.values(FIELD)).size).toBe(Object.keys(FIELD).length)
})

/** Everything that a file's values lead to; imports of types alone make no circle. */
function reachable(file: string, seen = new Set<string>()): Set<string> {
  for (const [, clause = '', found = ''] of sourceOf(file).matchAll(/import ([^'"]*?)from '(\.[^']+)'/g)) {
    const names = /{([^}]*)}/.exec(clause)?.[1]?.split(',') ?? []
    const typesOnly =
      clause.startsWith('type ') || (names.length > 0 && names.every((name) => !name.trim() || name.trim().startsWith('type ')))
    const target = posix.normalize(posix.join(posix.dirname(file), found))
    if (typesOnly || seen.has(target) || !FILES.includes(target)) continue
    seen.add(target)
    reachable(target, seen)
  }
  return seen
}
