/* Opens a note over the page, beside the call that was followed, and the reader's place stays where it is. A call is a
   link to its note, and stays one where this does not run. HTML lets only buttons open popovers by themselves. */
(() => {
  if (!('popover' in HTMLElement.prototype)) return
  document.documentElement.classList.add('opens-notes')
  let called, pressed
  const opened = () => document.querySelector('.notes > ol > li:popover-open')
  const aimed = link => document.getElementById(decodeURIComponent(link.hash.slice(1)))
  const still = { preventScroll: true }
  const reveal = element => {
    const { top } = element.getBoundingClientRect()
    if (top < 0 || top > innerHeight - 20) element.scrollIntoView({ block: 'nearest' })
  }

  const isSeen = (call, note) => {  // in the margin, from its beginning, and whole or beside its call
    const { top, bottom } = note.getBoundingClientRect()
    const line = call.getBoundingClientRect().bottom
    return getComputedStyle(note).position === 'absolute' && note.scrollHeight < note.clientHeight + 20 &&
      top >= 0 && (bottom <= innerHeight || top <= line)
  }
  const hold = note => {  // which stands below one that leaves the margin
    const { position, top } = note ? getComputedStyle(note) : {}
    if (position === 'absolute') note.style.top = top
  }

  function open(call, note) {
    call.focus(still)  // where the focus returns: some browsers focus no link that is clicked
    called?.style.removeProperty('anchor-name')
    called = call
    note.tabIndex = -1
    if (!isSeen(call, note)) {
      hold(note.nextElementSibling)
      note.style.removeProperty('top')
      call.style.setProperty('anchor-name', `--call, --${call.id}`)
      note.popover = 'auto'
      note.showPopover({ source: call })
      note.scrollTop = 0
    }
    note.focus(still)
    if (!opened()) reveal(note)  // in the margin
  }

  function back() {
    opened()?.hidePopover()
    called.focus(still)
    reveal(called)
  }

  addEventListener('pointerdown', () => { pressed = opened() && called }, true)  // which closes what is open
  addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]')
    if (!link || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const note = link.matches('.noteref') && aimed(link)
    if (note) {
      event.preventDefault()
      const shut = link === called && (opened() || (event.detail && pressed))
      if (shut) opened()?.hidePopover()
      else open(link, note)
    } else if (called && link.matches('.backlink') && aimed(link) === called) {
      event.preventDefault()
      back()
    } else opened()?.hidePopover()
  })
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && called && !opened() && event.target.closest('.notes > ol > li')) back()
  })
  addEventListener('toggle', event => {
    if (event.newState !== 'closed' || !event.target.matches('.notes > ol > li')) return
    event.target.removeAttribute('popover')
    event.target.nextElementSibling?.style.removeProperty('top')
  }, true)
  addEventListener('beforeprint', () => opened()?.hidePopover())
})()
