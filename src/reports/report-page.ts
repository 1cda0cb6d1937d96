// What the page of a report shows, whether its figures are those of now or of an issued version.
import { COMPANY, CONFIDENTIAL, sopName } from '../settings/sop-texts.ts'
import { fullDate, startOfDayWita } from '../time.ts'
import { barsPicture, leftOut } from './pictures.ts'
import type { Report } from './report.ts'
import type { Bars } from './section.ts'

export const reportPage = (report: Report) => ({
  title: `${report.title} ${report.name}`,
  report,
  picture: ({ title, bars }: Bars) => barsPicture(title, bars),
  leftOut: ({ bars }: Bars) => leftOut(bars),
  company: COMPANY,
  confidential: CONFIDENTIAL,
  sopName: sopName(report.sop, (date) => fullDate(startOfDayWita(date))),
})
