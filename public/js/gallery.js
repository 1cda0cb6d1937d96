// Photos of a page, large, one at a time: opened from their thumbnails, turned by the arrow keys, closed by Escape.
const photos = [...document.querySelectorAll('a[data-photo]')]
let viewer
let at = 0

document.addEventListener('click', (event) => {
  const photo = event.target.closest('a[data-photo]')
  if (!photo || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  viewer ??= makeViewer()
  turnTo(photos.indexOf(photo))
  viewer.showModal()
})

function makeViewer() {
  const made = document.createElement('dialog')
  made.className = 'gallery'
  made.setAttribute('aria-label', 'Foto')
  made.innerHTML = `<div class="shown"><img alt=""></div>
    <p><span aria-live="polite"></span><a target="_blank" rel="noopener">Buka ukuran penuh</a></p>
    <div class="turn"><button type="button" class="btn" data-turn="-1">Sebelumnya</button><button type="button" class="btn" data-turn="1">Berikutnya</button><button type="button" class="btn" data-turn="" autofocus>Tutup</button></div>`
  made.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') turnTo(at - 1)
    if (key === 'ArrowRight') turnTo(at + 1)
  })
  made.addEventListener('click', ({ target }) => {
    const turn = target.closest('[data-turn]')?.dataset.turn
    if (turn) turnTo(at + Number(turn))
    else if (turn === '' || target === made) made.close()
  })
  document.body.append(made)
  return made
}

/** The space is kept before the picture has come; the thumbnail, which is there already, stands in for it. */
function turnTo(number) {
  const photo = photos[number]
  if (!photo) return
  at = number
  const [width, height] = photo.dataset.photo.split('x').map(Number)
  const name = photo.querySelector('img').alt
  const picture = Object.assign(new Image(width, height), { alt: name, src: photo.href })
  viewer.querySelector('.shown').replaceChildren(picture)
  viewer.querySelector('[aria-live]').textContent = `${name} · ${number + 1} dari ${photos.length}`
  viewer.querySelector('a').href = photo.href
  for (const button of viewer.querySelectorAll('[data-turn]'))
    if (button.dataset.turn) button.disabled = !photos[number + Number(button.dataset.turn)]
}
