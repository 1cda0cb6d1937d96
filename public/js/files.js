// Files of a form: chosen, dropped, pasted or taken with the camera, made smaller here, and sent ahead one after the other.
const MOST_CHOSEN = 10
const MOST_SENT = 10 * 1024 * 1024
const LONGEST_SIDE = 2560
/** Below this a picture that is small enough travels as it is. */
const SMALL = 700 * 1024
const STALLED_MS = 60_000

const queued = []
let sending = null
const formOfFiles = (node) => node.closest('form')
const isComing = (line) => line.isConnected && line.matches('.coming')
const boxesOf = (form) => [...form.querySelectorAll('[data-files]')]

document.addEventListener('change', ({ target }) => {
  const box = target.closest('[data-files]')
  if (box && target.type === 'file') {
    addFiles(box, [...target.files])
    target.value = '' // what is sent ahead need not travel with the form again
  } else if (box) tellFault(box, '')
  else if (target.name === 'simpan_lokasi' && target.checked) sendOriginals(formOfFiles(target))
})

document.addEventListener('paste', (event) => {
  const files = [...(event.clipboardData?.files ?? [])]
  const box = files.length && boxFor(event.target)
  if (!box || event.clipboardData.types.includes('text/plain')) return
  event.preventDefault()
  addFiles(box, files, 'gambar tempelan')
})

// Dropped beside a field it would open in place of the page.
for (const type of ['dragover', 'dragleave', 'drop'])
  document.addEventListener(type, (event) => {
    if (!event.dataTransfer?.types.includes('Files') || !document.querySelector('[data-files]')) return
    const box = boxFor(event.target)
    for (const one of document.querySelectorAll('[data-files].over')) one.classList.remove('over')
    if (type === 'dragleave') return
    event.preventDefault()
    event.dataTransfer.dropEffect = box ? 'copy' : 'none'
    if (box && type === 'dragover') box.classList.add('over')
    if (box && type === 'drop') addFiles(box, [...event.dataTransfer.files])
  })

/** The field under the pointer or the focus, the last of its form, or the only one to be seen. */
function boxFor(target) {
  const node = target instanceof Element ? target : document.body
  const form = node.closest('form')
  const seen = [...document.querySelectorAll('[data-files]')].filter((one) => one.checkVisibility())
  return (
    node.closest('[data-files]') ??
    (form && boxesOf(form).findLast((one) => seen.includes(one))) ??
    (new Set(seen.map(formOfFiles)).size === 1 ? seen.at(-1) : null)
  )
}

function addFiles(box, files, name) {
  const form = formOfFiles(box)
  const mine = [...form.querySelectorAll('[data-files] li')]
  const known = new Set(mine.map((line) => line.sent && keyOf(line.sent)).filter(Boolean))
  const again = files.filter((file) => known.has(keyOf(file)))
  const fresh = files.filter((file) => !known.has(keyOf(file)))
  const room = Math.max(0, MOST_CHOSEN - mine.filter((line) => line.matches(':has(:checked), .coming, .unsent')).length)
  for (const file of fresh.slice(0, room))
    send(lineFor(box, name ? new File([file], `${name}.${file.type.split('/')[1] ?? ''}`, file) : file))
  tellFault(
    box,
    [
      fresh.length > room &&
        `Paling banyak ${MOST_CHOSEN} berkas untuk satu langkah; ${fresh.length - room} berkas tidak ditambahkan.`,
      again.length > 0 && `${again.map((file) => file.name).join(', ')} sudah ada di daftar.`,
    ]
      .filter(Boolean)
      .join(' '),
  )
}

const keyOf = ({ name, size, lastModified }) => `${name} ${size} ${lastModified}`

function lineFor(box, file) {
  const line = document.createElement('li')
  line.sent = file
  box.querySelector('.brought').append(line)
  return line
}

function send(line) {
  showComing(line)
  if (line.sent.size === 0) return showFault(line, `${line.sent.name} kosong.`)
  queued.push(line)
  sendNext()
}

async function sendNext() {
  if (sending || queued.length === 0) return
  sending = queued.shift()
  const line = sending
  const file = isComing(line) && (await fitting(line))
  if (file?.size > MOST_SENT) settle(line, { status: 422, response: { salah: `${line.sent.name} lebih dari 10 MB.` } })
  else if (file) await transfer(line, file)
  sending = null
  sendNext()
}

/** The original where its place is to be kept and it may travel, else made smaller. */
async function fitting(line) {
  const located = formOfFiles(line).elements.simpan_lokasi?.checked
  if (located && line.sent.size <= MOST_SENT) return line.sent
  return smaller(line.sent)
}

/** The picture upright, in JPEG, no larger than it is kept; what cannot be read here is read on the server. */
async function smaller(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    if (scale === 1 && file.size <= SMALL) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    const drawing = canvas.getContext('2d')
    drawing.fillStyle = '#fff'
    drawing.fillRect(0, 0, canvas.width, canvas.height)
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const made = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return made && made.size < file.size ? made : file
  } catch {
    return file
  }
}

function transfer(line, file) {
  if (!isComing(line)) return
  const body = new FormData()
  body.append('berkas', file, line.sent.name)
  const request = new XMLHttpRequest()
  line.request = request
  let watch
  const alive = () => {
    clearTimeout(watch)
    watch = setTimeout(() => request.abort(), STALLED_MS)
  }
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    alive()
    const bar = line.querySelector('progress')
    // All is there, and is being read: how long that takes nobody knows.
    if (bar && loaded < total) bar.value = loaded / total
    else bar?.removeAttribute('value')
  })
  request.open('POST', '/lampiran')
  request.responseType = 'json'
  return new Promise((done) => {
    request.addEventListener('loadend', () => {
      clearTimeout(watch)
      line.shrunk = file !== line.sent
      settle(line, request)
      done()
    })
    alive()
    request.send(body)
  })
}

function settle(line, { status, response }) {
  if (!isComing(line)) return
  if (status === 201 && response?.id) line.accepted = { id: response.id, shrunk: line.shrunk }
  const { name } = line.sent
  if (line.accepted) showStaged(line)
  else if (status === 422 && response?.salah) showFault(line, response.salah)
  else if (status === 413) showFault(line, `${name} terlalu besar.`)
  else showUnsent(line, response?.salah ?? unsentWords(name, status))
  goOn()
}

function unsentWords(name, status) {
  if (status) return `${name} belum terkirim.`
  return navigator.onLine
    ? `Sambungan terputus; ${name} belum terkirim.`
    : `Tidak ada sambungan; ${name} dikirim lagi begitu tersambung.`
}

function showComing(line) {
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 })
  bar.setAttribute('aria-label', `Mengirim ${line.sent.name}`)
  fill(line, 'coming', [named(line), bar, pressable('Batal', `Batal mengirim ${line.sent.name}`, () => giveUp(line))])
}

function showStaged(line) {
  const { id, shrunk } = line.accepted
  const tick = Object.assign(document.createElement('input'), {
    type: 'checkbox',
    className: 'form-check-input',
    value: id,
    checked: true,
  })
  tick.name = line.closest('[data-files]').dataset.files
  const label = Object.assign(document.createElement('label'), { className: 'form-check' })
  const shown = named(line)
  shown.className = 'form-check-label'
  label.append(tick, shown)
  const placeless = Object.assign(document.createElement('small'), { className: 'placeless', textContent: 'lokasi tidak ikut' })
  fill(line, '', [thumbnail(line.sent, id), label, ...(shrunk ? [placeless] : [])])
  tellStatus(line, `${line.sent.name} terkirim.`)
  tick.dispatchEvent(new Event('input', { bubbles: true })) // kept with what is typed
}

/** Opened large by the gallery. */
function thumbnail({ type, name }, id) {
  if (type === 'application/pdf') return Object.assign(document.createElement('span'), { className: 'pictureless' })
  const link = Object.assign(document.createElement('a'), { href: `/lampiran/${id}` })
  link.dataset.photo = ''
  const picture = Object.assign(new Image(56, 42), { alt: `Perbesar ${name}` })
  picture.addEventListener('error', () => link.remove())
  picture.src = `/lampiran/${id}/kecil`
  link.append(picture)
  return link
}

function showFault(line, words) {
  fill(line, 'refused', [faultWith(words), pressable('Buang', `Buang ${line.sent.name}`, () => drop(line))])
}

function showUnsent(line, words) {
  fill(line, 'unsent', [
    faultWith(words),
    pressable('Coba lagi', `Coba lagi mengirim ${line.sent.name}`, () => send(line)),
    pressable('Buang', `Buang ${line.sent.name}`, () => drop(line)),
  ])
}

function fill(line, kind, parts) {
  const held = line.contains(document.activeElement)
  line.className = kind
  line.replaceChildren(...parts)
  if (held) line.querySelector('input, button')?.focus()
}

const named = ({ sent }) => Object.assign(document.createElement('span'), { textContent: sent.name })

function faultWith(words) {
  const fault = Object.assign(document.createElement('p'), { className: 'fault', textContent: words })
  fault.setAttribute('role', 'alert')
  return fault
}

function pressable(words, label, work) {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'btn btn-link',
    textContent: words,
  })
  button.setAttribute('aria-label', label)
  button.addEventListener('click', work)
  return button
}

function drop(line) {
  const box = line.closest('[data-files]')
  line.remove()
  line.request?.abort()
  tellFault(box, '')
  box.querySelector('input[type=file]').focus()
  goOn()
}

/** What was there before stays. */
function giveUp(line) {
  if (!line.accepted) return drop(line)
  settle(line, { status: 0 })
  line.request?.abort()
}

/** Where it was taken stands in the original alone. Those behind it go again too: files stand in the order in which they came. */
function sendOriginals(form) {
  const lines = [...form.querySelectorAll('[data-files] li:has(:checked)')].filter((line) => line.accepted)
  const first = lines.findIndex((line) => line.accepted.shrunk && line.sent.size <= MOST_SENT)
  if (first >= 0) for (const line of lines.slice(first)) send(line)
}

addEventListener('beforeunload', (event) => {
  if (document.querySelector('[data-files] .coming')) event.preventDefault()
})

function tellFault(box, words, { stopped = false } = {}) {
  const spot = said(box, 'fault said', 'alert')
  spot.toggleAttribute('data-stopped', stopped)
  if (spot.textContent !== words) spot.textContent = words
}

function tellStatus(line, words) {
  const box = line.closest('[data-files]')
  said(box, 'visually-hidden', 'status').textContent = words
  const stopped = formOfFiles(box).querySelector('[data-stopped]')
  if (stopped && !formOfFiles(box).querySelector(WAITING)) tellFault(stopped.closest('[data-files]'), '')
}

function said(box, kind, role) {
  const there = box.querySelector(`:scope > [role=${role}]`)
  if (there) return there
  const spot = Object.assign(document.createElement('p'), { className: kind })
  spot.setAttribute('role', role)
  box.append(spot)
  return spot
}
