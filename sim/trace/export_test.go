package trace

// ByHand is the state after fact id, made by applying every fact from the
// first on: what each snapshot must equal.
func (t *Trace) ByHand(id FactID) *State {
	s := newState(t)
	for next := FactID(1); next <= id; next++ {
		f := t.Fact(next)
		s.apply(&f, next)
	}
	return s
}

// Checkpoints is how many checkpoints have been made.
func (t *Trace) Checkpoints() int { return len(t.index.checkpoints) }
