/**
 * 2026 by the joint decree of three ministers (Nomor 1497, 2 and 5 Tahun 2025). 2027: the days that the calendars give; its collective leave is an
 * assumption until compared with that year's decree. Hari Jadi Kota Makassar (9 November) is a working day.
 */
export const HOLIDAYS = [
  national('2026-01-01', 'Tahun Baru 2026 Masehi'),
  national('2026-01-16', 'Isra Mikraj Nabi Muhammad SAW'),
  collective('2026-02-16', 'Cuti bersama Tahun Baru Imlek'),
  national('2026-02-17', 'Tahun Baru Imlek 2577 Kongzili'),
  collective('2026-03-18', 'Cuti bersama Hari Suci Nyepi'),
  national('2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)'),
  collective('2026-03-20', 'Cuti bersama Idulfitri 1447 Hijriah'),
  national('2026-03-21', 'Idulfitri 1447 Hijriah'),
  national('2026-03-22', 'Idulfitri 1447 Hijriah'),
  collective('2026-03-23', 'Cuti bersama Idulfitri 1447 Hijriah'),
  collective('2026-03-24', 'Cuti bersama Idulfitri 1447 Hijriah'),
  national('2026-04-03', 'Wafat Yesus Kristus'),
  national('2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)'),
  national('2026-05-01', 'Hari Buruh Internasional'),
  national('2026-05-14', 'Kenaikan Yesus Kristus'),
  collective('2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus'),
  national('2026-05-27', 'Iduladha 1447 Hijriah'),
  collective('2026-05-28', 'Cuti bersama Iduladha 1447 Hijriah'),
  national('2026-05-31', 'Hari Raya Waisak 2570 BE'),
  national('2026-06-01', 'Hari Lahir Pancasila'),
  national('2026-06-16', '1 Muharam Tahun Baru Islam 1448 Hijriah'),
  national('2026-08-17', 'Proklamasi Kemerdekaan'),
  national('2026-08-25', 'Maulid Nabi Muhammad SAW'),
  collective('2026-12-24', 'Cuti bersama Kelahiran Yesus Kristus'),
  national('2026-12-25', 'Kelahiran Yesus Kristus'),

  national('2027-01-01', 'Tahun Baru 2027 Masehi'),
  national('2027-01-05', 'Isra Mikraj Nabi Muhammad SAW'),
  collective('2027-02-05', 'Cuti bersama Tahun Baru Imlek'),
  national('2027-02-06', 'Tahun Baru Imlek 2578 Kongzili'),
  national('2027-03-08', 'Hari Suci Nyepi (Tahun Baru Saka 1949)'),
  collective('2027-03-09', 'Cuti bersama Idulfitri 1448 Hijriah'),
  national('2027-03-10', 'Idulfitri 1448 Hijriah'),
  national('2027-03-11', 'Idulfitri 1448 Hijriah'),
  collective('2027-03-12', 'Cuti bersama Idulfitri 1448 Hijriah'),
  collective('2027-03-15', 'Cuti bersama Idulfitri 1448 Hijriah'),
  collective('2027-03-25', 'Cuti bersama Wafat Yesus Kristus'),
  national('2027-03-26', 'Wafat Yesus Kristus'),
  national('2027-03-28', 'Kebangkitan Yesus Kristus (Paskah)'),
  national('2027-05-01', 'Hari Buruh Internasional'),
  national('2027-05-06', 'Kenaikan Yesus Kristus'),
  national('2027-05-17', 'Iduladha 1448 Hijriah'),
  collective('2027-05-18', 'Cuti bersama Iduladha 1448 Hijriah'),
  collective('2027-05-19', 'Cuti bersama Hari Raya Waisak'),
  national('2027-05-20', 'Hari Raya Waisak 2571 BE'),
  national('2027-06-01', 'Hari Lahir Pancasila'),
  national('2027-06-06', '1 Muharam Tahun Baru Islam 1449 Hijriah'),
  national('2027-08-15', 'Maulid Nabi Muhammad SAW'),
  national('2027-08-17', 'Proklamasi Kemerdekaan'),
  collective('2027-12-24', 'Cuti bersama Kelahiran Yesus Kristus'),
  national('2027-12-25', 'Kelahiran Yesus Kristus'),
  national('2027-12-26', 'Isra Mikraj Nabi Muhammad SAW'),
]

function national(date: string, name: string) {
  return { date, name, kind: 'NATIONAL' as const }
}

function collective(date: string, name: string) {
  return { date, name, kind: 'COLLECTIVE' as const }
}
