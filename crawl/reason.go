package crawl

import "duibiao/crawl/fetch"

// Reason names why something was not taken; the values are part of the JSON
// contract. Those of the network are in fetch.
type Reason = fetch.Reason

// The reasons that the crawler adds.
const (
	Challenge   Reason = "challenge"            // a JavaScript or cookie challenge, a login
	SoftMissing Reason = "soft_404"             // a page that says, with status 200, that there is nothing
	Vanished    Reason = "gone"                 // 404 or 410
	Status      Reason = "status"               // any other status than 2xx
	NoDocument  Reason = "not_a_document"       // an empty shell, a search form, an empty answer
	Unsupported Reason = "unsupported_format"   // kept, and not readable yet
	Unreadable  Reason = "unreadable"           // damaged, or not what it says it is
	NoText      Reason = "no_text_layer"        // kept: pictures of pages, which --ocr reads
	Protected   Reason = "password"             // kept: asks for a password
	EndlessList Reason = "endless_list"         // pages that bring nothing new, or too many
	TooDeep     Reason = "too_deep"             // lists in lists in lists
	TooOld      Reason = "too_old"              // before the date asked for
	NoMatch     Reason = "no_match"             // without the words asked for
	TooMany     Reason = "too_many_parts"       // an article in too many pages
	Insecure    Reason = "insecure_redirect"    // a note: https led to http
	Limited     Reason = "max_docs"             // a note: the number asked for is reached
	Waiting     Reason = "asked_to_wait"        // a note: hosts want to be asked later
	CrawlDelay  Reason = "crawl_delay_capped"   // a note on robots.txt
	Mismatch    Reason = "not_the_file_it_says" // a page where a file should be
)
