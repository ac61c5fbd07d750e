package sim

// Abandon gives up a run that nobody wants any more, wherever it is: the programs of
// its threads are told that those have ended, so that nothing of them stays, such as
// the coroutine of a script. The machine cannot be used after, but what has been
// recorded stays as it is.
func (m *Machine) Abandon() {
	for _, t := range m.threads {
		if t == nil || t.program == nil {
			continue
		}
		program := t.program
		t.program = nil
		if ender, ok := program.(Ender); ok {
			ender.End(t)
		}
	}
}
