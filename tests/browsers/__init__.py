"""Firefox and WebKit, each spoken to in the protocol that Debian's package offers, as one kind of window.

Playwright and Selenium know neither: they want a patched browser, or a driver that Debian does not have.
"""
