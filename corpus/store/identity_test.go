package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestIdentityWalk visits places that show contents at random. However the
// visits are cut into batches the same documents come out, no bytes are lost, and
// the store is sound.
func TestIdentityWalk(t *testing.T) {
	seeds := uint64(15)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 1))
		visits := make([]Ingest, 50)
		for i := range visits {
			c := rng.IntN(6)
			visits[i] = named(fmt.Sprint("u", rng.IntN(4)), fmt.Sprint("办法", c/2), nil)
			visits[i].Raw = fmt.Append(nil, "bytes ", c)
		}
		want := ""
		for range 3 {
			s := open(t, t.TempDir())
			for at := 0; at < len(visits); {
				n := min(1+rng.IntN(12), len(visits)-at)
				put(t, s, visits[at:at+n]...)
				at += n
			}
			got := dump(t, s)
			if want != "" && got != want {
				t.Fatalf("seed %d: batches decide", seed)
			}
			want = got
			checkWalk(t, s, visits)
		}
	}
}

func checkWalk(t *testing.T, s *Store, visits []Ingest) {
	t.Helper()
	ctx := context.Background()
	same(t, "problems", s.Check(ctx, true), nil)
	last := map[string]string{}
	for _, v := range visits {
		if _, err := s.Raw(SHA256(v.Raw)); err != nil {
			t.Error(err)
		}
		last[v.Source.URL] = SHA256(v.Raw)
	}
	for url, sha := range last {
		k, err := s.Lookup(ctx, url, sha)
		ok(t, err)
		same(t, "unchanged at "+url, k.Unchanged, true)
	}
}
