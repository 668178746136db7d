package doc

// The changes of properties (sprms) that matter for the text, [MS-DOC] 2.6.
const (
	sprmCFRMarkDel = 0x0800
	sprmCFVanish   = 0x083C
	sprmCFSpec     = 0x0855
	sprmCIss       = 0x2A48
	sprmCHpsPos    = 0x4845
	sprmCIstd      = 0x4A30
	sprmCRgFtc0    = 0x4A4F
	sprmCRgFtc1    = 0x4A50
	sprmCRgFtc2    = 0x4A51
	sprmCSymbol    = 0x6A09

	sprmPIstd           = 0x4600
	sprmPIlfo           = 0x460B
	sprmPIlvl           = 0x260A
	sprmPFInTable       = 0x2416
	sprmPFTtp           = 0x2417
	sprmPFInnerCell     = 0x244B
	sprmPFInnerTtp      = 0x244C
	sprmPOutLvl         = 0x2640
	sprmPHugePapxOld    = 0x6645
	sprmPHugePapx       = 0x6646
	sprmPItap           = 0x6649
	sprmPDtap           = 0x664A
	sprmPTableProps     = 0x646B
	sprmPChgTabs        = 0xC615
	sprmTDefTable10     = 0xD606
	sprmTDefTable       = 0xD608
	sprmTInsert         = 0x7621
	sprmTDelete         = 0x5622
	sprmTDxaCol         = 0x7623
	sprmTMerge          = 0x5624
	sprmTSplit          = 0x5625
	sprmTVertMerge      = 0xD62B
	sprmLongestFollowed = 0x3FA2 // PrcData, [MS-DOC] 2.9.209
)

// eachSprm calls visit for the sprms of b with their operands, without the
// count before those of variable length. It ends at the first that is cut off.
func eachSprm(b []byte, visit func(op int, arg []byte)) {
	for len(b) >= 3 {
		op := u16(b, 0)
		skip, size := operand(op, b[2:])
		if 2+skip+size > len(b) {
			return
		}
		visit(op, b[2+skip:2+skip+size])
		b = b[2+skip+size:]
	}
}

// operand gives the length of an operand and of the count before it, by the
// upper bits of the sprm, [MS-DOC] 2.2.5.1 and 2.2.5.2.
func operand(op int, b []byte) (skip, size int) {
	switch op >> 13 {
	case 0, 1:
		return 0, 1
	case 2, 4, 5:
		return 0, 2
	case 3:
		return 0, 4
	case 7:
		return 0, 3
	}
	switch {
	case op == sprmTDefTable || op == sprmTDefTable10:
		return 2, max(u16(b, 0)-1, 0)
	case op == sprmPChgTabs && b[0] == 0xFF:
		return 1, longTabs(b[1:])
	}
	return 1, int(b[0])
}

// longTabs is the length of an operand of sprmPChgTabs that says 255: deleted
// tabs of four bytes each, then added ones of three, each after their number.
func longTabs(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	deleted := 1 + 4*int(b[0])
	if deleted >= len(b) {
		return deleted
	}
	return deleted + 1 + 3*int(b[deleted])
}

// followed gives the sprms that a place in the stream Data holds.
func (f *file) followed(arg []byte) []byte {
	at := u32(arg, 0)
	if uint64(at)+2 > uint64(len(f.data)) {
		return nil
	}
	size := u16(f.data, int(at))
	if size > sprmLongestFollowed || int(at)+2+size > len(f.data) {
		return nil
	}
	return f.data[int(at)+2 : int(at)+2+size]
}
