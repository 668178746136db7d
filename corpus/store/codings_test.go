package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"duibiao/corpus"
)

// TestHumanCodings adds what people say, once, keeps all of it through a rebuild
// and reads it back oldest first.
func TestHumanCodings(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir())
	in := makeIngest(1, 1, 3)
	id := put(t, s, in)[0].DocumentID
	first := corpus.HumanCoding{
		DocumentID: id, Indicator: "contract_signing_days", Value: "20", Unit: "日", Clause: "a1", Quote: "二十日", RuleValue: "30", RuleUnit: "日",
		Who: "甲", When: testDay, Why: "附则另有规定",
	}
	later := first
	later.Value, later.When = corpus.NotRegulated, testDay.Add(time.Hour)
	for want, list := range [][]corpus.HumanCoding{{}, {first}, {first, later}} {
		added, err := s.PutHumanCodings(ctx, list)
		ok(t, err)
		same(t, "added", added, min(want, 1))
	}
	nobody := first
	nobody.DocumentID = "nobody"
	if _, err := s.PutHumanCodings(ctx, []corpus.HumanCoding{later, nobody}); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown document: %v", err)
	}
	if _, err := s.Reparse(ctx, parserOf(in)); err != nil {
		t.Fatal(err)
	}
	got, err := s.HumanCodings(ctx, "")
	ok(t, err)
	same(t, "codings", got, []corpus.HumanCoding{first, later})
	same(t, "problems", s.Check(ctx, true), nil)
}
