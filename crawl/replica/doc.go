// Package replica stands in for government sites in tests. A replica is one
// txtar file: the documents of an invented site as a table, which is at once
// the data its pages are made of and the truth a crawl is held against, and
// templates of its lists and articles in the markup of a real content system.
//
// Sections of a file:
//
//	replica.yaml   start: addresses (or site: id of a definition); note: what it shows
//	documents.tsv  url, title, number, issuer, date, list, attachments
//	<address>      a page; with @further, all pages of a list
//	article        the page of every document (article NAME: of those in list NAME)
//
// A page may begin with directives:
//
//	@further: /zcfg/index_{n}.html   address of the other pages: {n} counts from 1
//	                                 for the second page, {k} from 2, {start} is its
//	                                 first record; {end}, {any} match anything
//	@method: POST     @body: "pageNo":{k}   the page is told by the body
//	@size: 5          rows a page            @list: NAME  which documents
//	@status: 404      @charset: gbk          @header: Name: value (repeatable)
//	@needs: Referer                          403 without that header field
//	@also: /zcfg/index.html                  a further address of the same page
//
// Invariant: the texts are invented; only the shapes of markup and addresses
// are those of real sites.
package replica
