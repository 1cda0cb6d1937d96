// Addresses as people see them who need not know them: enough to tell one from another.
import type { MessageWay } from '../generated/enums.ts'

/** 'd•••@surel.example', '•••890' */
export const masked = (to: string, way: MessageWay): string =>
  way === 'EMAIL' ? to.replace(/^(.).*(?=@)/s, '$1•••') : `•••${to.slice(-3)}`
