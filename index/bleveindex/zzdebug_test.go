package bleveindex

import (
	"context"
	"duibiao/index"
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestDebug(t *testing.T) {
	q := os.Getenv("Q")
	if q == "" {
		t.Skip()
	}
	x, err := Open("/tmp/ridx")
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Search(context.Background(), index.Request{Query: q, Limit: 6})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(r.Understood)
	fmt.Println(string(b), r.Total)
	for _, h := range r.Hits {
		fmt.Printf("%.3f %s#%s\n", h.Score, h.Title, h.Clause)
		rs := []rune(h.Text)
		for _, m := range h.Highlights {
			fmt.Print("[", string(rs[m[0]:m[1]]), "]")
		}
		fmt.Println()
	}
}
