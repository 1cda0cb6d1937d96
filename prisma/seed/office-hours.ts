const EIGHT = 8 * 60
const SIXTEEN = 16 * 60

/** Minutes of the WITA day; Monday is 1. */
export const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: EIGHT, until: SIXTEEN }))
