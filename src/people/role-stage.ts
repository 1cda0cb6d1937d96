/** Where a role stands at an instant; one that was ended before it began was cancelled. */
export function roleStage({ from, until }: { from: Date; until: Date | null }, now: Date): keyof typeof ROLE_STAGE {
  if (until && until <= from) return 'CANCELLED'
  if (from > now) return 'PLANNED'
  return until && until <= now ? 'ENDED' : 'IN_FORCE'
}

export const ROLE_STAGE = { IN_FORCE: 'Berlaku', PLANNED: 'Akan berlaku', ENDED: 'Berakhir', CANCELLED: 'Dibatalkan' } as const
