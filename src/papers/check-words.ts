// What anybody who holds a paper is told about it.
import { fullDateAndTime } from '../time.ts'

type Checked = { replacedBy: { version: number; madeAt: Date } | null; changed: boolean; emptied: boolean; signed: number }
export type Told = { genuine: boolean; current: boolean; heading: string; words: string[] }

export function checkWords(found: Checked | null): Told {
  if (!found)
    return {
      ...{ genuine: false, current: false, heading: 'Tidak dikenal' },
      words: [
        'Tidak ada dokumen dengan kode ini. Periksa kembali kode yang Anda ketik.',
        'Bila kode pada dokumen memang demikian, dokumen itu bukan dari kami.',
      ],
    }
  const { replacedBy, changed, emptied, signed } = found
  const words = [
    replacedBy && `Versi ${replacedBy.version} dibuat ${fullDateAndTime(replacedBy.madeAt)} WITA dan berlaku sebagai gantinya.`,
    !replacedBy && changed && 'Aduan ini masih berubah sesudah dokumen dibuat; keadaan terakhir ada di Bagian Humas.',
    emptied && 'Isinya sudah dikosongkan sesuai masa simpan data pribadi; sidiknya tetap tersimpan.',
    signed > 0 && `Memuat ${signed} tanda tangan atau keterangan penandatanganan.`,
  ].filter((one) => typeof one === 'string')
  return { genuine: true, current: !replacedBy && !changed, heading: headingOf(found), words }
}

function headingOf({ replacedBy, changed }: Checked): string {
  if (replacedBy) return `Asli, sudah diganti versi ${replacedBy.version}`
  return changed ? 'Asli, tetapi aduan berubah sesudahnya' : 'Asli dan berlaku'
}
