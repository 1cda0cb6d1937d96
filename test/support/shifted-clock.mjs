// Preloaded into a process (node --import): its clock goes wrong by so many milliseconds.
const shift = Number(process.env.SHIFT_MS)
const { Date: Right } = globalThis

globalThis.Date = class Shifted extends Right {
  constructor(...given) {
    super(...(given.length === 0 ? [Right.now() + shift] : given))
  }

  static now() {
    return Right.now() + shift
  }
}
