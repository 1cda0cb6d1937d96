// The intake: kelurahan of the chosen kecamatan, the suggested unit, the minutes of the conversation.
const district = document.querySelector('[data-narrows]')
if (district) narrowVillages(document.getElementById(district.dataset.narrows))

function narrowVillages(village) {
  const groups = [...village.querySelectorAll('optgroup')]
  const narrow = () => {
    village.replaceChildren(village.options[0], ...groups.filter(({ label }) => !district.value || label === district.value))
  }
  const chosen = village.value
  narrow()
  village.value = chosen
  district.addEventListener('change', () => {
    const before = village.value
    narrow()
    village.value = [...village.options].some(({ value }) => value === before) ? before : ''
  })
  village.addEventListener('change', () => {
    district.value = village.selectedOptions[0]?.closest('optgroup')?.label ?? district.value
  })
}

// A category of one service names it.
document.getElementById('f-kategori')?.addEventListener('change', ({ target }) => {
  const named = target.selectedOptions[0]?.closest('optgroup')?.label
  const service = document.getElementById('f-layanan')
  service.value = [...service.options].find(({ label }) => label === named)?.value ?? service.value
})

document.addEventListener('htmx:after:swap', () => {
  const suggestion = document.querySelector('#saran [data-unit]')
  const unit = document.getElementById('f-unit')
  if (!suggestion || !unit || unit.dataset.chosen) return
  unit.value = suggestion.dataset.unit
  document.querySelector('[data-to]').textContent = ` ke ${suggestion.dataset.name}`
})
document.querySelector('form:has([data-to]) #f-unit')?.addEventListener('change', ({ target }) => {
  target.dataset.chosen = 'ya'
  document.querySelector('[data-to]').textContent = target.value ? ` ke ${target.selectedOptions[0].label}` : ''
})

// Who goes back to the fields above, by a link of a fault too, finds them uncovered.
document.querySelector('.talk')?.addEventListener('focusin', ({ target }) => {
  if (target.matches('input, select, textarea'))
    for (const part of document.querySelectorAll('.foot details[open]')) part.open = false
})

const talked = document.querySelector('[data-opened]')
if (talked) tick(new Date(talked.dataset.opened), Date.now() - new Date(talked.dataset.now), Number(talked.dataset.limit))

// The server's clock counts: the browser's is only asked how much later it has become.
function tick(opened, ahead, limit) {
  const show = () => {
    const minutes = Math.floor((Date.now() - ahead - opened) / 60000)
    talked.querySelector('b').textContent = minutes
    talked.classList.toggle('near', minutes >= limit * 0.7 && minutes < limit)
    talked.classList.toggle('over', minutes >= limit)
  }
  show()
  setInterval(show, 5000)
}
