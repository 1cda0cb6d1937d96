// What each figure counts, as it comes with the application; the office's own wording stands in the versions of the SOP.

export const FIRST_DEFINITIONS = {
  // Complaints that were open, came in and left.
  flow_opening: 'Aduan yang masuk sebelum hari pertama dan belum selesai atau ditutup pada akhir hari sebelumnya.',
  flow_arrived: 'Aduan menurut tanggal masuknya (WITA), bukan tanggal dicatat.',
  flow_reopened: 'Aduan selesai atau ditutup yang dibuka kembali; pembatalan salah tutup tidak dihitung.',
  flow_closed: 'Penyelesaian menurut tanggalnya. Aduan yang selesai dua kali dihitung dua kali.',
  flow_dismissed: 'Aduan yang ditutup tanpa tindak lanjut menurut tanggalnya.',
  flow_open: 'Aduan yang pada akhir hari terakhir belum selesai atau ditutup.',
  // Of clocks, ages and submissions.
  overdue: 'Aduan yang terbuka pada akhir hari terakhir dan salah satu batas waktunya sudah lewat tanpa dipenuhi.',
  clock:
    'Menurut aduan yang masuk pada hari-hari itu. Waktu satu langkah dihitung lagi dari awal bila aduan dialihkan, ' +
    'dikembalikan, diminta ulang, atau dibuka kembali, sehingga satu aduan dapat memiliki beberapa hitungan waktu. Setiap ' +
    'hitungan waktu dinilai dengan batasnya sendiri; yang berakhir karena aduan ditutup tanpa tindak lanjut tidak dinilai ' +
    'dan tidak ikut dalam persentase. Seluruh waktu satu aduan juga dinilai bersama terhadap satu batas, sehingga ' +
    'mengalihkan pekerjaan tidak menambah waktu.',
  held:
    'Waktu tertunda dihitung di samping waktu pengerjaan, menurut jam kerja batas waktunya, dari penundaan yang sudah ' +
    'berakhir. Penundaan yang menghentikan waktu menggeser batas; yang alasannya tidak menghentikan waktu, atau yang ' +
    'dimulai sesudah batas lewat, tidak menggesernya.',
  unit:
    'Menurut unit, aduan dihitung pada unit yang memegangnya sekarang, atau yang terakhir memegangnya. Aduan yang sesudah ' +
    'periode ini dialihkan dihitung pada unit yang baru.',
  age: 'Umur dihitung dari tanggal masuk sampai hari terakhir.',
  dismissal: 'Kiriman warga yang masuk pada hari-hari itu dan tidak diteruskan.',
  // What the office is measured by, beside its own limits.
  indicator_handled:
    'Dari aduan yang masuk pada hari-hari itu, yang pada akhir hari terakhir sudah selesai, dengan penjelasan atau sesudah ' +
    'ditindaklanjuti. Yang masih terbuka dan yang ditutup tanpa tindak lanjut tidak dihitung tertangani. Kepmendagri ' +
    '47/1999 meminta paling sedikit 80%.',
  indicator_density:
    'Keluhan yang masuk pada hari-hari itu untuk setiap 1.000 sambungan aktif. Keluhan dihitung pada unit yang menanganinya, bukan ' +
    'menurut alamat sambungannya. Humas dan Bagian tidak melayani sambungan, sehingga keluhan yang ditanganinya disebut ' +
    'tersendiri. Jumlah sambungan diisi Kabag Humas.',
  indicator_repeated:
    'Dari aduan yang masuk dengan nomor sambungan, yang sambungannya sudah diadukan dalam 30 × 24 jam sebelumnya. Untuk ' +
    'angka keluhan, aduan sebelumnya pun keluhan. Aduan tanpa nomor sambungan tidak dihitung.',
  indicator_firstContact:
    'Dari penyelesaian pada hari-hari itu, yang selesai dengan penjelasan dan aduannya tidak pernah diteruskan ke unit. ' +
    'Aduan yang selesai dua kali dihitung dua kali.',
  indicator_reopened:
    'Dari penyelesaian pada hari-hari itu, yang aduannya sesudah itu dibuka kembali, kapan pun. Aduan yang selesai dua kali ' +
    'dihitung dua kali. Pembatalan salah tutup tidak dihitung.',
  // How a complaint went through a step of the SOP.
  outcome_followed: 'Langkah dijalani berurutan dan dalam batas waktu, tanpa satu pun sebab menyimpang.',
  outcome_deviating: 'Ada sedikitnya satu sebab menyimpang, juga bila langkahnya masih berjalan.',
  outcome_underway: 'Aduan masih pada langkah ini dan sejauh ini tidak menyimpang.',
  outcome_unjudged:
    'Batas waktunya berhenti karena aduan ditutup tanpa tindak lanjut, jadi tepat waktu atau tidaknya tidak dinilai.',
  // Which complaints come to a step, and why it was not followed (SOP 5).
  step1_reached: 'Semua aduan yang masuk pada periode ini.',
  step1_skipped: 'Diproses lebih lanjut tanpa pernah diterima petugas.',
  step1_late: 'Sedikitnya satu kali batas waktu langkah ini terlewati, menurut batas yang berlaku ketika aduan masuk.',
  step2_reached: 'Aduan yang sudah diterima petugas.',
  step2_skipped: 'Dikerjakan unit atau selesai tanpa keputusan menjelaskan atau meneruskan.',
  step2_late: 'Sedikitnya satu kali batas waktu langkah ini terlewati, menurut batas yang berlaku ketika aduan masuk.',
  step3_reached: 'Aduan yang pernah diteruskan ke unit.',
  step3_skipped: 'Dilaporkan atau selesai tanpa pernah dimulai oleh unit.',
  step3_late: 'Sedikitnya satu kali batas waktu langkah ini terlewati, menurut batas yang berlaku ketika aduan masuk.',
  step3_returned: 'Unit atau Humas mengembalikan aduan ke Humas.',
  step3_transferred: 'Aduan berpindah dari satu unit ke unit lain.',
  step3_held: 'Tindak lanjut pernah ditunda, dengan alasan apa pun.',
  step4_reached: 'Aduan yang pekerjaannya dinyatakan selesai atau dilaporkan, dan aduan yang selesai setelah pernah diteruskan.',
  step4_skipped: 'Berakhir tanpa laporan penyelesaian.',
  step4_undeclared: 'Aduan teknis yang dilaporkan tanpa petugas lebih dulu menyatakan pekerjaannya selesai.',
  step4_sentBack: 'Hasil yang dilaporkan belum diterima, sehingga unit diminta menindaklanjuti ulang.',
  step5_reached: 'Aduan yang laporan penyelesaiannya pernah diisi, dan aduan yang selesai setelah pernah diteruskan.',
  step5_skipped: 'Berakhir tanpa dinyatakan selesai atau diminta ulang pada pemantauan.',
  step6_reached: 'Aduan yang selesai, dan aduan yang dibuka kembali setelah selesai.',
  step6_reopened: 'Dibuka kembali setelah selesai; pembatalan salah tutup tidak dihitung.',
} as const satisfies Record<string, string>

export type DefinitionKey = keyof typeof FIRST_DEFINITIONS
export type Definitions = Record<DefinitionKey, string>

export const DEFINITION_KEYS = Object.keys(FIRST_DEFINITIONS) as DefinitionKey[]

/** Only what differs from the wording of the application, so that this can grow better where nobody chose another. */
export const changedOf = (definitions: Definitions): Partial<Definitions> =>
  Object.fromEntries(
    DEFINITION_KEYS.filter((key) => definitions[key] !== FIRST_DEFINITIONS[key]).map((key) => [key, definitions[key]]),
  )

/** Whatever was said before there were as many. */
export const completed = (changed: Partial<Definitions> = {}): Definitions => ({ ...FIRST_DEFINITIONS, ...changed })
