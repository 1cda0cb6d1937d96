// Forms: sent once, nothing typed lost by a slip, fields shown when they matter.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.hasAttribute('data-lean')) for (const field of form.elements) field.disabled = !field.value
  if (!form.hasAttribute('data-once')) return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'ya'
  // The button goes along with what is sent, so it is marked only afterwards.
  setTimeout(() => event.submitter?.setAttribute('aria-busy', 'true'))
})

// Coming back by the back button finds the form as it was left.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('[data-sent]')) delete form.dataset.sent
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy')
  for (const field of document.querySelectorAll('[data-lean] :disabled')) field.disabled = false
})

addEventListener('beforeunload', (event) => {
  const unsent = (form) => form.dataset.typed && !form.dataset.sent
  if ([...document.querySelectorAll('form[data-keep]')].some(unsent)) event.preventDefault()
})
document.addEventListener('input', ({ target }) => {
  const form = target.closest('form[data-keep]')
  if (form && target.matches('textarea, input[type=text], input[type=tel]')) form.dataset.typed = 'ya'
})

// What is being mended is red no longer, nor told at the top. On the first key, not on leaving: a page that moves under a click swallows it.
document.addEventListener('input', ({ target }) => {
  const field = target.closest('.wrong')
  const fault = field?.querySelector('.fault')
  if (!fault) return
  field.classList.remove('wrong')
  for (const one of [field, ...field.querySelectorAll('[aria-invalid], [aria-describedby]')]) {
    const others = one.getAttribute('aria-describedby')?.replace(fault.id, '').trim()
    one.removeAttribute('aria-invalid')
    if (others) one.setAttribute('aria-describedby', others)
    else one.removeAttribute('aria-describedby')
  }
  fault.remove()
  untell(document.querySelector(`.faults a[href="#${fault.id.replace(/-salah$/, '')}"]`))
})

function untell(link) {
  const box = link?.closest('.faults')
  if (!box) return
  box.removeAttribute('role') // what is left of it need not be read out again
  link.closest('li').remove()
  const left = box.querySelectorAll('li').length
  box.querySelector('h2').lastChild.data = left === 1 ? 'Satu isian perlu diperbaiki' : `${left} isian perlu diperbaiki`
  if (left === 0) box.remove()
}

// data-when="hasil=UNREACHABLE": shown while that field of the form holds that value.
function reveal(form) {
  for (const field of form.querySelectorAll('[data-when]')) {
    const [name, value] = field.dataset.when.split('=')
    field.hidden = new FormData(form).get(name) !== value
  }
}
for (const form of document.querySelectorAll('form:has([data-when])')) {
  reveal(form)
  form.addEventListener('change', () => reveal(form))
}

// What opens, opens to be filled in; what a page comes with open leaves the focus to the list of faults.
const cameOpen = new Set(document.querySelectorAll('details[open]'))
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target.open && !cameOpen.delete(target) && target.matches('.act, .foot details, .menu'))
      target
        .querySelector('form :is(input:not([type=hidden]), select, textarea)')
        ?.focus({ preventScroll: target.matches('.foot details') })
  },
  true,
)

document.addEventListener('click', async ({ target }) => {
  if (target.closest('[data-print]')) print()
  const button = target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  button.dataset.done = 'ya'
  setTimeout(() => delete button.dataset.done, 1500)
})

document.querySelector('.faults')?.focus()
