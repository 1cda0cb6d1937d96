// What stands at the head of papers and who signs letters, as it comes with the application; the office's own stands in letterheads.

export type Letterhead = {
  organisation: string
  department: string
  address: string[]
  phone: string
  email: string
  /** Where papers are signed: 'Makassar, 24 November 2026'. */
  city: string
  /** Who signs letters; the name may be empty until it is known. */
  signerOffice: string
  signerName: string
  /** With {nomor}, {bulan} and {tahun}. */
  letterPattern: string
}

export const FIRST_LETTERHEAD: Letterhead = {
  organisation: 'Perumda Air Minum Kota Makassar',
  department: 'Bagian Hubungan Masyarakat',
  address: ['Jalan Dr. Ratulangi Nomor 3, Makassar'],
  phone: '',
  email: '',
  city: 'Makassar',
  signerOffice: 'Kepala Bagian Hubungan Masyarakat',
  signerName: '',
  letterPattern: '{nomor}/B.3a/HUMAS/{bulan}/{tahun}',
}

/** 'Jalan …, telepon 0411 …, humas@…' */
export const reachLines = ({ address, phone, email }: Letterhead): string[] =>
  [...address, [phone && `Telepon ${phone}`, email].filter(Boolean).join(' · ')].filter(Boolean)
