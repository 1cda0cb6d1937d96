import type { UnitCode } from './units.ts'

type Role =
  | 'HUMAS_ADMIN'
  | 'CALL_CENTER'
  | 'SECTION_HEAD'
  | 'DEPARTMENT_HEAD'
  | 'QUICK_RESPONSE'
  | 'TECHNICIAN'
  | 'UNIT_STAFF'
  | 'DIRECTOR'
  | 'SYSTEM_ADMIN'

/** The people of the demo: invented, reachable at addresses that lead nowhere. */
export const PEOPLE = [
  person('admin.humas', 'Nurhayati Daeng Ratu', 'HUMAS_ADMIN', 'HUMAS', '081141000101'),
  person('callcenter', 'Andi Fitriani Mappatoba', 'CALL_CENTER', 'HUMAS', '081141000102'),
  person('kasie.hula', 'Hj. Sitti Rahmawati', 'SECTION_HEAD', 'HUMAS', '081141000103'),
  person('kabag.humas', 'Andi Ikhsan Pettarani', 'DEPARTMENT_HEAD', 'HUMAS', '081141000104'),
  person('quick.response', 'Syamsul Bahri Daeng Sila', 'QUICK_RESPONSE', 'HUMAS', '081141000105'),
  person('teknik.1', 'Muhammad Ridwan', 'TECHNICIAN', 'WIL1', '081141000111'),
  person('teknik.2', 'Baharuddin Daeng Naba', 'TECHNICIAN', 'WIL2', '081141000112'),
  person('teknik.3', 'Yohanis Rantetana', 'TECHNICIAN', 'WIL3', '081141000113'),
  person('teknik.4', 'Hasanuddin Daeng Tompo', 'TECHNICIAN', 'WIL4', '081141000114'),
  person('teknik.5', 'Rusdi Mappasomba', 'TECHNICIAN', 'WIL5', '081141000115'),
  person('teknik.6', 'Agus Salim Daeng Ngalle', 'TECHNICIAN', 'WIL6', '081141000116'),
  person('teknik.distribusi', 'Arifuddin Daeng Lau', 'TECHNICIAN', 'DISTRIBUSI', '081141000117'),
  person('staf.wilayah1', 'Hasnawati Mansyur', 'UNIT_STAFF', 'WIL1', '081141000121'),
  person('staf.wilayah2', 'Andi Tenri Sumpala', 'UNIT_STAFF', 'WIL2', '081141000122'),
  person('staf.wilayah3', 'Irfan Jaya Kusuma', 'UNIT_STAFF', 'WIL3', '081141000123'),
  person('staf.wilayah4', 'Sri Wahyuni Mangkona', 'UNIT_STAFF', 'WIL4', '081141000124'),
  person('staf.wilayah5', 'Marlina Tandilintin', 'UNIT_STAFF', 'WIL5', '081141000125'),
  person('staf.wilayah6', 'Muhammad Yusuf Patunru', 'UNIT_STAFF', 'WIL6', '081141000126'),
  person('staf.distribusi', 'Abdul Rauf Malik', 'UNIT_STAFF', 'DISTRIBUSI', '081141000127'),
  person('staf.limbah', 'Nirwana Basri', 'UNIT_STAFF', 'LIMBAH', '081141000128'),
  person('staf.produksi', 'Herlina Palimbong', 'UNIT_STAFF', 'PRODUKSI', '081141000129'),
  person('direktur', 'H. Andi Baso Makkulau', 'DIRECTOR', 'SEKPER', '081141000131'),
  person('sistem', 'Fadhil Ramadhan Latief', 'SYSTEM_ADMIN', 'UMUM', '081141000132'),
] as const

export type Username = (typeof PEOPLE)[number]['username']

function person<const U extends string>(username: U, name: string, role: Role, unit: UnitCode, phone: string) {
  return { username, name, role, unit, phone, email: `${username}@tanggap.example` }
}
