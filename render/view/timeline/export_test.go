package timeline

// Internals is all that an index holds, but for the trace it was made from.
func (x *Index) Internals() any {
	type all struct {
		cores     []coreRow
		threads   []threadRow
		processes []processRow
		order     any
		firing    any
		arrows    arrows
		kinds     []KindSet
	}
	return all{x.cores, x.threads, x.processes, x.order, x.firing, x.arrows, x.kinds}
}
