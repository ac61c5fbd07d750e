package scenario

import "timeslice/sim"

// readMap reads "alloc 4MiB": address space, nothing of it resident yet.
func readMap(p *operands) builder { return fixed(&sim.Map{Bytes: p.size(1)}) }

// readTouch reads "touch" (all that is mapped), "touch 4MiB" or
// "touch 4MiB from 1MiB".
func readTouch(p *operands) builder {
	operation := &sim.Touch{}
	if p.more() {
		operation.Bytes = p.size(1)
	}
	if p.accept("from") {
		operation.Offset = p.size(0)
	}
	return fixed(operation)
}

// readUnmap reads "free" (all) or "free 4MiB" (the last of what was mapped).
func readUnmap(p *operands) builder {
	operation := &sim.Unmap{}
	if p.more() {
		operation.Bytes = p.size(1)
	}
	return fixed(operation)
}
