// What changes elsewhere is told where it is looked at. A page that is not looked at keeps no connection.
const told = document.querySelector('[data-live]')
if (told && 'EventSource' in window) listen(told.dataset)

function listen({ live: number, last, since }) {
  let source
  let heard = since
  const fresh = new Set()
  const changed = new Set()
  const say = (text) => {
    told.querySelector('span').textContent = text
    told.hidden = false
  }
  const list = (change) => {
    ;(change.untouched ? fresh : changed).add(change.number)
    say([fresh.size && `${fresh.size} aduan baru`, changed.size && `${changed.size} aduan berubah`].filter(Boolean).join(' · '))
  }
  const turn = () => {
    if (document.hidden) return source?.close()
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource(`/kabar?sejak=${heard}`)
    source.addEventListener('change', ({ data, lastEventId }) => {
      heard = lastEventId
      const change = JSON.parse(data)
      if (!number) list(change)
      else if (change.number === number && change.last > Number(last)) say(change.said)
    })
  }
  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', turn)
  turn()
}
