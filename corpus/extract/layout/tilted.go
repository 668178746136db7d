package layout

// tiltedTexts are the texts that lie across each sheet. What lies on several
// sheets alike is a watermark, and dropped.
func tiltedTexts(sheets []*sheet) [][]*para {
	out := make([][]*para, len(sheets))
	count := map[string]int{}
	for i, s := range sheets {
		out[i] = tiltedParas(s)
		seen := map[string]bool{}
		for _, p := range out[i] {
			if !seen[p.text] {
				count[p.text]++
			}
			seen[p.text] = true
		}
	}
	for i, s := range sheets {
		kept := out[i][:0]
		for _, p := range out[i] {
			if n := count[p.text]; n >= 3 || n == 2 && len(sheets) <= 3 {
				s.dropped = append(s.dropped, mark{Glyph: Glyph{Text: p.text}})
				continue
			}
			kept = append(kept, p)
		}
		out[i] = kept
	}
	return out
}

// tiltedParas joins the characters of a sheet that follow one another at one
// angle.
func tiltedParas(s *sheet) []*para {
	var out []*para
	for i, m := range s.tilted {
		if i > 0 && s.tilted[i-1].Angle == m.Angle && s.tilted[i-1].Size == m.Size {
			p := out[len(out)-1]
			if m.space {
				p.text = glue(p.text, m.Text)
			} else {
				p.text += m.Text
			}
			continue
		}
		out = append(out, &para{text: m.Text, page: s.number, lines: 1, size: m.Size, bold: m.Bold})
	}
	return out
}
