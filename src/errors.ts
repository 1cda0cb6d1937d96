/** What one may not see is simply not there. */
export class NotFound extends Error {
  readonly status = 404

  constructor(message = 'Halaman atau data ini tidak ditemukan.') {
    super(message)
  }
}

/** What will be there but is not yet; leads to the newest that there is. */
export class NotYet extends NotFound {
  readonly newest: { href: string; label: string }

  constructor(message: string, newest: { href: string; label: string }) {
    super(message)
    this.newest = newest
  }
}

export class Forbidden extends Error {
  readonly status = 403

  constructor(message = 'Anda tidak berwenang melakukan tindakan ini.') {
    super(message)
  }
}

/** What no page of ours sends: a form without the version or the button that each of its kind carries. */
export class Unreadable extends Error {
  readonly status = 400
}

/** More than a form may bring. */
export class TooLarge extends Error {
  readonly status = 413
}

/** What we lean on does not answer, or has lost what it was given: nobody's fault who asks, and worth another try. */
export class Unavailable extends Error {
  readonly status = 503
}

/** The person may do this, but not now: the state changed meanwhile, or a rule refuses it. */
export class Refused extends Error {
  readonly status = 409

  constructor(message = 'Tindakan ini tidak dapat dilakukan pada keadaan sekarang.') {
    super(message)
  }
}
