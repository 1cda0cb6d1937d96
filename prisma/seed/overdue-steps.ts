/** SOP, escalation of overdue work to the next person up: the officers and their unit are warned, then its head and the Kasie, then the Kabag. */
export const OVERDUE_STEPS = [
  { moment: 'WARNING', after_minutes: 0, recipients: ['ASSIGNED', 'UNIT_STAFF'], ways: ['BELL'] },
  { moment: 'LIMIT', after_minutes: 0, recipients: ['UNIT_HEAD', 'SECTION_HEAD'], ways: ['BELL', 'EMAIL'] },
  { moment: 'LIMIT', after_minutes: 60, recipients: ['DEPARTMENT_HEAD'], ways: ['BELL', 'EMAIL'] },
] as const
