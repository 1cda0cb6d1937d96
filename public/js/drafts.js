// What is typed into a form is kept on the server, a moment after each pause, until the form is sent.
const saving = new WeakMap()

document.addEventListener('input', ({ target }) => {
  const form = target.closest('form[data-keep]')
  if (!form) return
  clearTimeout(saving.get(form)?.timer)
  saving.set(form, { ...saving.get(form), timer: setTimeout(() => keep(form), 800) })
})

// What came back with faults may have been sent before it was kept.
for (const form of document.querySelectorAll('form[data-keep]:has(.faults)')) keep(form)

async function keep(form) {
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  values.set('untuk', new URL(form.action).pathname)
  const stop = new AbortController()
  saving.set(form, { stop })
  const answer = await fetch('/draf', { method: 'POST', body: values, signal: stop.signal }).catch(() => undefined)
  // What is safe there may be left here.
  if (answer?.ok) delete form.dataset.typed
}

// Nothing is saved any more once it is sent, or it would be offered again.
document.addEventListener('submit', ({ target }) => {
  clearTimeout(saving.get(target)?.timer)
  saving.get(target)?.stop?.abort()
})
