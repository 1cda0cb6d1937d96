// What changes elsewhere is told where it is looked at. A page that is not looked at keeps no connection.
const told = document.querySelector('[data-live]')
if (told) tell(told.dataset)
const board = document.querySelector('[data-board]')
if (board) show(board.dataset)

/** Calls back with each change after an event, also with those that were missed while the line was cut or nobody looked. */
function hear(since, heard) {
  if (!('EventSource' in window)) return
  let source
  let last = since
  const turn = () => {
    if (document.hidden) return source?.close()
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource(`/kabar?sejak=${last}`)
    source.addEventListener('change', ({ data, lastEventId }) => {
      last = lastEventId
      heard(JSON.parse(data))
    })
  }
  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', turn)
  turn()
}

/** A list counts what came in and what changed; a complaint's page says who did what. */
function tell({ live: number, last, since }) {
  const fresh = new Set()
  const changed = new Set()
  const say = (text) => {
    told.querySelector('span').textContent = text
    told.hidden = false
  }
  hear(since, (change) => {
    if (number) return change.number === number && change.last > Number(last) && say(change.said)
    ;(change.untouched ? fresh : changed).add(change.number)
    say([fresh.size && `${fresh.size} aduan baru`, changed.size && `${changed.size} aduan berubah`].filter(Boolean).join(' · '))
  })
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
  hear(since, refresh)
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : refresh()))
  wait()
}
