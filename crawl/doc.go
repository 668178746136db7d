// Package crawl collects documents from government sites: it walks from a list,
// an article or a site's front page to documents and their attachments, and
// hands the bytes on.
//
// What it does between two requests is kept in a Frontier that outlives the
// process. A job changes its state only after what it brought is kept, so a
// crawl that is killed anywhere does, when it is run again, the last job of each
// host once more and loses or doubles nothing.
//
// Subpackages: fetch gets one thing from the network, politely and safely;
// robots reads robots.txt; page says what a page is. colly is known to fetch
// only.
package crawl
