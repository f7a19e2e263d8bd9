"""What a site is before its pages are written: settings, addresses, pages and files, and a library with what follows from it."""
