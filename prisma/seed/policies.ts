/** SOP 5: 30 minutes, 10 minutes, 2–3 hours. From when on, the warnings and the calendars are assumptions. */
export const FIRST_POLICY = {
  effectiveFrom: '2020-01-01',
  rows: [
    {
      clock: 'RECEIVE',
      technical: null,
      from: 'ARRIVED',
      to: 'RECEIVED',
      calendar: 'OFFICE_HOURS',
      warnMinutes: 20,
      limitMinutes: 30,
    },
    {
      clock: 'EXPLAIN',
      technical: null,
      from: 'RECEIVED',
      to: 'DECIDED',
      calendar: 'OFFICE_HOURS',
      warnMinutes: 7,
      limitMinutes: 10,
    },
    {
      clock: 'FOLLOW_UP',
      technical: true,
      from: 'ESCALATED',
      to: 'REPORTED',
      calendar: 'ROUND_THE_CLOCK',
      warnMinutes: 120,
      limitMinutes: 180,
    },
    {
      clock: 'FOLLOW_UP',
      technical: false,
      from: 'ESCALATED',
      to: 'REPORTED',
      calendar: 'OFFICE_HOURS',
      warnMinutes: 120,
      limitMinutes: 180,
    },
  ],
} as const
