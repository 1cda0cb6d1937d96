// Photos large: opened from their thumbnails, turned by the arrow keys, closed by Escape; before and after beside each other.
let viewer
let views = []
let at = 0

document.addEventListener('click', (event) => {
  const photo = event.target.closest('a[data-photo]')
  if (!photo || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  viewer ??= makeViewer()
  views = viewsAround(photo)
  turnTo(views.findIndex((view) => view.includes(photo)))
  viewer.showModal()
})

/** Those of the form, or of the page beside its forms; what belongs to each other is one view. */
function viewsAround(photo) {
  const form = photo.closest('form')
  const photos = [...(form ?? document).querySelectorAll('a[data-photo]')].filter((one) => one.closest('form') === form)
  const pairs = new Map([...document.querySelectorAll('.attached')].flatMap(pairsIn))
  const seconds = new Set(pairs.values())
  return photos.filter((one) => !seconds.has(one)).map((one) => [one, pairs.get(one)].filter(Boolean))
}

/** The first before with the first after, and so on. */
function pairsIn(step) {
  const [before = [], after = []] = [...step.querySelectorAll('section:has(h3)')].map((part) => [
    ...part.querySelectorAll('a[data-photo]'),
  ])
  return before.slice(0, after.length).map((photo, index) => [photo, after[index]])
}

function makeViewer() {
  const made = document.createElement('dialog')
  made.className = 'gallery'
  made.setAttribute('aria-label', 'Foto')
  made.innerHTML = `<div class="shown"></div><p class="visually-hidden" aria-live="polite"></p>
    <div class="turn"><button type="button" class="btn" data-turn="-1">Sebelumnya</button><button type="button" class="btn" data-turn="1">Berikutnya</button><span class="count"></span><button type="button" class="btn" data-turn="" autofocus>Tutup</button></div>`
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

function turnTo(number) {
  const view = views[number]
  if (!view) return
  at = number
  viewer.querySelector('.shown').replaceChildren(...view.map(large))
  viewer.querySelector('.count').textContent = `${number + 1} dari ${views.length}`
  viewer.querySelector('[aria-live]').textContent = `${view.map(nameOfPhoto).join(' dan ')}, ${number + 1} dari ${views.length}`
  for (const button of viewer.querySelectorAll('[data-turn]'))
    if (button.dataset.turn) button.disabled = !views[number + Number(button.dataset.turn)]
}

const nameOfPhoto = (photo) => photo.querySelector('img').alt.replace(/^Perbesar /, '')

/** The space is kept before the picture has come, where its measures are known. */
function large(photo) {
  const [width, height] = photo.dataset.photo.split('x').map(Number)
  const name = nameOfPhoto(photo)
  const picture = Object.assign(width ? new Image(width, height) : new Image(), { alt: name, src: photo.href })
  const whole = Object.assign(document.createElement('a'), {
    href: photo.href,
    target: '_blank',
    rel: 'noopener',
    textContent: 'Buka ukuran penuh',
  })
  whole.setAttribute('aria-label', `Buka ukuran penuh ${name}`)
  const words = document.createElement('figcaption')
  words.append(Object.assign(document.createElement('span'), { textContent: name }), whole)
  const figure = document.createElement('figure')
  figure.append(picture, words)
  return figure
}
