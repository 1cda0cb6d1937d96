// Before the first paint: the theme of the system's setting, and again when that changes.
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light')
follow()
dark.addEventListener('change', follow)
