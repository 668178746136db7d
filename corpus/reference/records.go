package reference

import (
	"strings"

	"duibiao/corpus"
)

// table says how one file becomes records.
type table struct {
	name    string
	columns []string
	add     func(*corpus.Dataset, *row)
}

// tables lists the files in the order they are read: sources and places first,
// since the rest refers to them.
func tables() []table {
	return []table{
		{"sources.tsv", cols("id author title described medium date locator note"), addSource},
		{"places.tsv", cols("id name parent home source certainty note"), addPlace},
		{"documents.tsv", cols("id region title doc_number issuers kind topic start issued issued_to effective expires status revises confidence source certainty note"), addDocument},
		{"claims.tsv", cols("id region subject topic year year_to tier tier_name count added removed confidence source certainty note"), addClaim},
		{"thresholds.tsv", cols("id region scope year year_to kind object amount_yuan confidence source certainty note"), addThreshold},
		{"items.tsv", cols("id region subject year code name level parent confidence source certainty note"), addItem},
		{"support.tsv", cols("id region service group grade year year_to amount_yuan unit confidence source certainty note"), addSupport},
		{"coded.tsv", cols("id region title issued source certainty note"), addCoded},
		{"codings.tsv", cols("id document indicator value unit article source certainty note"), addCoding},
		{"statements.tsv", cols("id kind region topic text as_of as_of_to confidence source certainty note"), addStatement},
	}
}

func cols(s string) []string { return strings.Fields(s) }

func addSource(d *corpus.Dataset, r *row) {
	d.Sources = append(d.Sources, corpus.Reference{
		ID: r.text("id"), Author: r.text("author"), Title: r.text("title"), Described: r.yes("described"),
		Medium: r.text("medium"), Date: r.date("date"), Locator: r.text("locator"), Note: r.text("note"),
	})
}

func addPlace(d *corpus.Dataset, r *row) {
	d.Places = append(d.Places, corpus.Place{
		ID: r.text("id"), Name: r.text("name"), Parent: r.text("parent"), Home: r.yes("home"), Provenance: r.provenance(),
	})
}

// openEnd in issued_to says that only a lower bound is known.
const openEnd = "open"

func addDocument(d *corpus.Dataset, r *row) {
	x := corpus.DocumentRecord{
		ID: r.text("id"), Region: r.text("region"), Title: r.text("title"), DocNumber: r.text("doc_number"),
		Issuers: r.list("issuers"), Kind: corpus.Kind(r.text("kind")), Topic: corpus.Topic(r.text("topic")), Start: r.yes("start"),
		Issued: r.date("issued"), Effective: r.date("effective"), Expires: r.date("expires"),
		Status: corpus.Status(r.text("status")), Revises: r.text("revises"),
		Confidence: r.text("confidence"), Provenance: r.provenance(),
	}
	if r.text("issued_to") == openEnd {
		x.IssuedOpen = true
	} else {
		x.IssuedTo = r.date("issued_to")
	}
	d.Documents = append(d.Documents, x)
}

func addClaim(d *corpus.Dataset, r *row) {
	d.Claims = append(d.Claims, corpus.CountClaim{
		Region: r.text("region"), Place: placeName(d, r.text("region")), Subject: r.text("subject"),
		Topic: corpus.Topic(r.text("topic")), Year: r.number("year"), YearTo: r.number("year_to"),
		Tier: r.number("tier"), TierName: r.text("tier_name"),
		Count: r.count("count"), Added: r.count("added"), Removed: r.count("removed"),
		Confidence: r.text("confidence"), Provenance: r.provenance(),
	})
}

func addThreshold(d *corpus.Dataset, r *row) {
	d.Thresholds = append(d.Thresholds, corpus.Threshold{
		Region: r.text("region"), Place: placeName(d, r.text("region")), Scope: r.text("scope"),
		Year: r.number("year"), YearTo: r.number("year_to"), Kind: r.text("kind"), Object: r.text("object"),
		Amount: int64(r.number("amount_yuan")), Confidence: r.text("confidence"), Provenance: r.provenance(),
	})
}

func addItem(d *corpus.Dataset, r *row) {
	d.Items = append(d.Items, corpus.ItemRecord{
		Region: r.text("region"), Subject: r.text("subject"), Year: r.number("year"), Code: r.text("code"),
		Name: r.text("name"), Level: r.number("level"), Parent: r.text("parent"),
		Confidence: r.text("confidence"), Provenance: r.provenance(),
	})
}

func addSupport(d *corpus.Dataset, r *row) {
	d.Support = append(d.Support, corpus.SupportStandard{
		Region: r.text("region"), Service: r.text("service"), Group: r.text("group"), Grade: r.text("grade"),
		Year: r.number("year"), YearTo: r.number("year_to"), Amount: r.fen("amount_yuan"), Unit: r.text("unit"),
		Confidence: r.text("confidence"), Provenance: r.provenance(),
	})
}

func addCoded(d *corpus.Dataset, r *row) {
	r.date("issued") // read for its errors; the source has it
	d.Coded = append(d.Coded, corpus.CodedDocument{Region: r.text("region"), ID: r.text("id"), Title: r.text("title"), Provenance: r.provenance()})
}

// addCoding adds an answer of a document that coded.tsv names.
func addCoding(d *corpus.Dataset, r *row) {
	for _, doc := range d.Coded {
		if doc.ID != r.text("document") {
			continue
		}
		p := r.provenance()
		if p.Note == "" {
			p.Note = doc.Note
		}
		d.Codings = append(d.Codings, corpus.CodingRecord{
			Region: doc.Region, Title: doc.Title, Label: r.text("article"), Provenance: p,
			Coding: corpus.Coding{Indicator: r.text("indicator"), Document: doc.ID, Value: r.text("value"), Unit: r.text("unit"), Coder: corpus.CoderHuman},
		})
		return
	}
	r.fail("unknown document %q", r.text("document"))
}

func addStatement(d *corpus.Dataset, r *row) {
	d.Statements = append(d.Statements, corpus.Statement{
		ID: r.text("id"), Kind: corpus.StatementKind(r.text("kind")), Region: r.text("region"),
		Topic: corpus.Topic(r.text("topic")), Text: r.text("text"), AsOf: r.date("as_of"), AsOfTo: r.date("as_of_to"),
		Confidence: r.text("confidence"), Provenance: r.provenance(),
	})
}

// placeName is the name of a code or masked place, "" when neither is known.
func placeName(d *corpus.Dataset, region string) string {
	for _, p := range d.Places {
		if p.ID == region {
			return p.Name
		}
	}
	j, _ := corpus.JurisdictionByCode(region)
	return j.Name
}
