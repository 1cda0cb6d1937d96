// A form waits for its files: sent before everything is there, it would leave behind what its person believes to be in it.
const WAITING = '[data-files] :is(.coming, .unsent)'
/** The form that goes by itself once its files are through, and the button that it was sent by. */
let awaiting = null

document.addEventListener(
  'submit',
  (event) => {
    const { target: form, submitter: button } = event
    const line = form.querySelector(WAITING) ?? form.querySelector('[data-files] .refused:not([data-told])')
    if (!line) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const box = line.closest('[data-files]')
    if (line.matches('.refused')) return stop(box, missing(form))
    awaiting = { form, button }
    if (!form.querySelector('[data-files] .coming')) return goOn()
    stop(box, 'Berkas masih dikirim. Formulir ini dikirim sendiri begitu semuanya sampai.')
  },
  true,
)

/** Asked once for each file that was refused. */
function missing(form) {
  const refused = [...form.querySelectorAll('[data-files] .refused')]
  for (const line of refused) line.dataset.told = 'ya'
  const those = refused.length === 1 ? 'berkas itu' : 'berkas-berkas itu'
  return `Kirim tanpa ${refused.map(({ sent }) => sent.name).join(', ')}? Kirim lagi untuk melanjutkan tanpa ${those}.`
}

/** After each file: on with the form when all are through; without a line it waits; else its person decides. */
function goOn() {
  const { form, button } = awaiting ?? {}
  if (!form || form.querySelector('[data-files] .coming')) return
  const unsent = form.querySelector('[data-files] .unsent')
  if (unsent && !navigator.onLine)
    return stop(
      unsent.closest('[data-files]'),
      'Tidak ada sambungan. Berkas, lalu formulir ini, dikirim sendiri begitu tersambung.',
    )
  awaiting = null
  if (unsent)
    stop(unsent.closest('[data-files]'), 'Satu berkas belum terkirim. Tekan Coba lagi atau Buang, lalu kirim formulir ini lagi.')
  else if (form.isConnected) form.requestSubmit(button)
}

function stop(box, words) {
  tellFault(box, words, { stopped: true })
  box.scrollIntoView({ block: 'nearest' })
  box.focus()
}

// Who goes on writing has not finished: the form does not go under their hands.
document.addEventListener('input', ({ target, isTrusted }) => {
  if (!isTrusted || !awaiting?.form.contains(target)) return
  const box = awaiting.form.querySelector('[data-stopped]').closest('[data-files]')
  awaiting = null
  tellFault(box, 'Berkas masih dikirim. Kirim formulir ini lagi setelah selesai diubah.', { stopped: true })
})

addEventListener('online', () => {
  for (const line of document.querySelectorAll('[data-files] .unsent')) send(line)
})
