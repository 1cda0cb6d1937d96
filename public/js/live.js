// What changes elsewhere is told where it is looked at. A page that is not looked at keeps no connection.
const told = document.querySelector('[data-live]')
const board = document.querySelector('[data-board]')
const bell = document.querySelector('[data-bell] b')
if (told) tell(told.dataset)
else if (board) show(board.dataset)
else if (bell) hear({}, () => {})

/** Calls back with each change after an event, also with those that were missed while the line was cut or nobody looked. */
function hear({ since, shown }, heard) {
  if (!('EventSource' in window)) return
  let source
  let last = since
  const turn = () => {
    if (document.hidden) return source?.close()
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource(`/kabar?${new URLSearchParams({ ...shown, ...(last && { sejak: last }) })}`)
    source.addEventListener('change', ({ data, lastEventId }) => {
      last = lastEventId
      heard(JSON.parse(data))
    })
    source.addEventListener('bell', ({ data }) => ring(JSON.parse(data)))
    source.addEventListener('presence', ({ data }) => place(JSON.parse(data)))
  }
  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', turn)
  turn()
}

/** A list counts what came in and what changed; a complaint's page says who did what. */
function tell({ live: number, last, version, since }) {
  const fresh = new Set()
  const changed = new Set()
  const say = (text) => {
    told.querySelector('span').textContent = text
    told.hidden = false
  }
  hear({ since, shown: number ? { aduan: number } : { daftar: 'ya' } }, (change) => {
    if (!number) {
      ;(change.untouched ? fresh : changed).add(change.number)
      return say(
        [fresh.size && `${fresh.size} aduan baru`, changed.size && `${changed.size} aduan berubah`].filter(Boolean).join(' · '),
      )
    }
    if (change.number !== number || change.last <= Number(last)) return
    say(change.said)
    // A note or a link stops nobody.
    if (change.version === Number(version)) return
    for (const form of document.querySelectorAll('.act[open] form[data-keep]')) warn(form, change.said)
  })
}

/** A form begun before a colleague acted says so where it is being filled in. */
function warn(form, said) {
  const warning = form.querySelector('.outdated') ?? form.insertBefore(document.createElement('p'), form.lastElementChild)
  warning.className = 'fault outdated'
  warning.setAttribute('role', 'alert')
  warning.textContent = `Sementara Anda mengisi, ${said} Isian Anda tersimpan; muat ulang halaman sebelum mengirim.`
}

function ring({ unread }) {
  bell.textContent = unread > 99 ? '99+' : unread
  bell.hidden = unread === 0
}

/** Who else has a complaint open: on its page, or in its row of a list. */
function place({ of, here }) {
  const row = document.querySelector(`.queue a[href="/aduan/${of}"]`)?.closest('tr')
  const spot = document.querySelector('.case .present') ?? row?.querySelector('.present') ?? (row && added(row))
  if (!spot) return
  spot.textContent = here
  spot.hidden = !here
}

const added = (row) => {
  const spot = document.createElement('em')
  spot.className = 'present'
  row.cells[1].querySelector('p').prepend(spot)
  return spot
}

/** The board comes anew from the server at each change, and when its clocks read differently by the server's time. */
function show({ board: address, since }) {
  let timer
  let asking
  let again = false
  const refresh = async () => {
    if (asking) {
      again = true
      return
    }
    clearTimeout(timer)
    asking = true
    again = false
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.redirected) return location.reload() // signed out
    const html = answer?.ok ? await answer.text().catch(() => undefined) : undefined
    if (html !== undefined) board.querySelector('[data-now]').innerHTML = html
    board.querySelector('.cut').hidden = html !== undefined
    asking = false
    if (again) return refresh()
    wait(html === undefined ? 2000 : undefined)
  }
  const wait = (ms = Number(board.querySelector('[data-next]').dataset.next)) => {
    if (!document.hidden) timer = setTimeout(refresh, Math.max(ms, 50))
  }
  hear({ since }, refresh)
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : refresh()))
  wait()
}
