package parse

import (
	"strconv"

	"duibiao/corpus"
)

// clauses turns the nodes into clauses: spans, IDs, parents, paths.
func (b *builder) clauses() []corpus.Clause {
	b.settleMore()
	for i := len(b.nodes) - 1; i >= 0; i-- {
		if n := b.nodes[i]; n.parent != nil && !n.parent.open {
			n.parent.end = max(n.parent.end, n.end)
		}
	}
	ids := make(map[*node]string, len(b.nodes))
	used := make(map[string]int, len(b.nodes))
	out := make([]corpus.Clause, len(b.nodes))
	starts := runeOffsets{text: b.text}
	for i, n := range b.nodes {
		id := unique(nodeID(n, ids), used)
		ids[n] = id
		ends := starts
		out[i] = corpus.Clause{
			ID: id, Level: n.level, Role: n.role, Number: n.number, Heading: n.heading,
			StartByte: n.start, EndByte: n.end, Start: starts.at(n.start),
		}
		if n.parent != nil {
			out[i].Parent = ids[n.parent]
		}
		ends = starts
		out[i].End = ends.at(n.end)
	}
	corpus.SetPaths(out)
	return out
}

// nodeID joins the steps of the ID: below the annex for flat nodes, below the
// parent for the others.
func nodeID(n *node, ids map[*node]string) string {
	up := n.parent
	if n.flat {
		for up != nil && up.role == corpus.RoleAnnex && up.parent != nil {
			up = up.parent
		}
		if up != nil && up.role != corpus.RoleAnnex {
			up = nil
		}
	}
	if up == nil {
		return n.seg
	}
	return ids[up] + "." + n.seg
}

// unique marks the second and later uses of an ID with ~2, ~3.
func unique(id string, used map[string]int) string {
	used[id]++
	k := used[id]
	if k == 1 {
		return id
	}
	for {
		next := id + "~" + strconv.Itoa(k)
		if used[next] == 0 {
			used[next] = 1
			used[id] = k
			return next
		}
		k++
	}
}
