// Where a version stands: in force, still to come, over, or replaced by one of the same date before it ever held.
import { type PolicyVersion, policyOf } from '../sla/policy.ts'
import { dateInWita } from '../time.ts'

export const POLICY_STAGE = {
  IN_FORCE: 'Berlaku sekarang',
  COMING: 'Akan berlaku',
  OVER: 'Sudah berakhir',
  REPLACED: 'Digantikan',
} as const
export type PolicyStage = keyof typeof POLICY_STAGE

export function stageOf(version: PolicyVersion, versions: readonly PolicyVersion[], now: Date): PolicyStage {
  const later = versions.some(({ id, effectiveFrom }) => effectiveFrom === version.effectiveFrom && id > version.id)
  if (later) return 'REPLACED'
  if (version.effectiveFrom > dateInWita(now)) return 'COMING'
  return policyOf(versions, now).id === version.id ? 'IN_FORCE' : 'OVER'
}
