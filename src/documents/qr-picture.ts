import encodeQR from 'qr'

/** Where anybody may check a paper. */
export const checkAddress = (baseUrl: string, shown: string): string => `${baseUrl}/cek/${shown}`

/** A code that a phone's camera opens, as SVG: the same on the page and in the PDF. */
export const qrPicture = (address: string): string => encodeQR(address, 'svg', { ecc: 'medium', border: 2 })
