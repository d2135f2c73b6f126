// The site.
