// Shortcuts of the whole application. They never fire while someone types, nor with a modifier.
const typing = (node) => node.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
const rows = () => [...document.querySelectorAll('[data-queue] td:first-child a')]

const KEYS = {
  '/': () => document.querySelector('[data-key="/"]')?.focus(),
  n: () => document.querySelector('[data-key="n"]')?.click(),
  '?': () => document.getElementById('pintasan')?.showModal(),
  j: () => step(1),
  k: () => step(-1),
  x: tickRow,
  '.': openNext,
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendFocused(event)
  if (event.key === 'Escape') return closeMenus()
  if (event.altKey && !event.ctrlKey) return openPart(event)
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return
  const press = KEYS[event.key]
  if (!press) return
  event.preventDefault()
  press()
})

// Moving stops at both ends; with nothing chosen, both keys begin at the first row.
function step(by) {
  const all = rows()
  const at = all.indexOf(document.activeElement.closest('[data-queue] tr')?.querySelector('a'))
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]
  next?.focus()
  next?.closest('tr').scrollIntoView({ block: 'nearest' })
}

// Of the row in focus, else the first; a list without boxes is opened with them, that row ticked.
function tickRow() {
  const link = document.activeElement.closest('[data-queue] tr')?.querySelector('a') ?? rows()[0]
  const box = link?.closest('tr').querySelector('input')
  if (box) return box.click()
  const choose = document.querySelector('[data-key="x"]')
  if (link && choose) location.assign(`${choose.href}&aduan=${link.textContent}`)
}

// How many are ticked is said, and their buttons wait for the first.
function countTicked() {
  const form = document.querySelector('form.choosing')
  if (!form) return
  const ticked = form.querySelectorAll('[name=aduan]:checked').length
  form.querySelector('[data-ticked]').textContent = ticked ? `${ticked} dicentang.` : ''
  for (const button of form.querySelectorAll('.tools button')) button.disabled = !ticked
}
document.addEventListener('change', countTicked)
addEventListener('pageshow', countTicked)

// What does not fit is told whole in a title: only where it is pointed at, since it would double the bytes of the list.
document.addEventListener('pointerover', ({ target }) => {
  for (const text of target.closest('[data-queue] tbody tr')?.querySelectorAll('td:not(:first-child), p') ?? [])
    if (text.scrollWidth > text.clientWidth) text.title ||= (text.matches('p') ? text : text.firstChild).textContent.trim()
})

// The list last seen goes along, so that the next complaint is one key away after an action.
const seen = rows().map((link) => link.getAttribute('href'))
if (seen.length) sessionStorage.setItem('daftar', JSON.stringify(seen))

function openNext() {
  const list = JSON.parse(sessionStorage.getItem('daftar') ?? '[]')
  const at = list.indexOf(location.pathname)
  location.assign(list[at + 1] ?? '/aduan')
}

// The form in focus, or the one on the page: with the button of the part in which one types.
function sendFocused(event) {
  const form = event.target.closest('form') ?? document.querySelector('main form[data-keep]')
  if (!form) return
  event.preventDefault()
  const part = event.target.closest('[data-submit]') ?? form
  form.requestSubmit(part.querySelector('button:not([type=button])'))
}

// Alt and a letter open a part of the form at hand, also while typing.
function openPart(event) {
  const part = document.querySelector(`[data-alt="${event.code}"]`)
  if (!part) return
  event.preventDefault()
  part.click()
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('.menu[open]')) if (menu !== except) menu.open = false
}

document.addEventListener('click', ({ target }) => {
  closeMenus(target.closest('.menu'))
  const opener = target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens).showModal()
  // A row is its link: its clock and time lie above the link to show their titles.
  if (!target.closest('a, input')) target.closest('[data-queue] tbody tr')?.querySelector('a').click()
})
