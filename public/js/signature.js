// Signing on the screen with a finger, a pen or a mouse: strokes of [x, y, milliseconds] in the box of the picture, sent as numbers.
for (const form of document.querySelectorAll('[data-pad]')) signing(form)

function signing(form) {
  const [box, field] = [form.querySelector('.box'), form.elements.goresan]
  const ink = box.querySelector('path')
  const strokes = strokesIn(field.value)
  let [begun, drawing] = [null, null]
  show()

  box.addEventListener('pointerdown', (event) => {
    if (drawing || event.button > 0) return
    event.preventDefault()
    begun ??= event.timeStamp
    drawing = { id: event.pointerId, points: [pointOf(event)] }
    strokes.push(drawing.points)
    box.setPointerCapture(event.pointerId)
    show()
  })
  box.addEventListener('pointermove', (event) => {
    if (drawing?.id !== event.pointerId) return
    for (const one of event.getCoalescedEvents?.() ?? [event]) add(pointOf(one))
    show()
  })
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'])
    box.addEventListener(end, (event) => {
      if (drawing?.id === event.pointerId) drawing = null
    })
  form.querySelector('[data-undo]').addEventListener('click', () => {
    strokes.pop()
    show()
  })
  form.querySelector('[data-clear]').addEventListener('click', () => {
    strokes.length = 0
    begun = null
    show()
  })

  // A pen tells of itself more often than a line needs.
  function add(point) {
    const last = drawing.points.at(-1)
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= 3) drawing.points.push(point)
  }

  function pointOf({ clientX, clientY, timeStamp }) {
    const { left, top, width, height } = box.getBoundingClientRect()
    const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most))
    return [
      within(((clientX - left) / width) * 1000, 1000),
      within(((clientY - top) / height) * 400, 400),
      within(timeStamp - begun, 600_000),
    ]
  }

  function show() {
    field.value = strokes.length ? JSON.stringify(strokes) : ''
    ink.setAttribute(
      'd',
      strokes
        .map(([[x, y], ...others]) => `M${x} ${y}${others.length ? others.map(([x, y]) => `L${x} ${y}`).join('') : 'h1'}`)
        .join(''),
    )
  }
}

function strokesIn(value) {
  try {
    return value ? JSON.parse(value) : []
  } catch {
    return []
  }
}
