package scenario

import (
	"strings"

	"timeslice/sim"
)

// signalNames lists the signals that can be written, without SIG.
func signalNames() []string {
	var names []string
	for s := sim.Signal(1); s < 64; s++ {
		if short, known := strings.CutPrefix(s.String(), "SIG"); known {
			names = append(names, short)
		}
	}
	return names
}

// signal takes the name of a signal, with or without SIG, or its number.
func (p *operands) signal() sim.Signal {
	w, at, ok := p.take()
	if !ok {
		return 0
	}
	s, known := sim.ParseSignal(strings.ToUpper(w.text))
	if !known {
		p.failed = true
		p.addUnknown(at, "scenario.unknown-word", w.text, signalNames())
	}
	return s
}

// target takes the name of a process, or self, parent, child (the last one
// made), group (the own one) or everybody.
func (p *operands) target() sim.Target {
	for _, relation := range []struct {
		word string
		by   sim.Relation
	}{
		{"self", sim.Self}, {"parent", sim.Parent}, {"child", sim.LastChild}, {"group", sim.OwnGroup}, {"everybody", sim.Any},
	} {
		if p.accept(relation.word) {
			return sim.Target{By: relation.by}
		}
	}
	w, at, ok := p.take()
	if ok {
		p.mention(at, w.text)
	}
	return sim.Target{By: sim.ByName, Name: w.text}
}

func readKill(p *operands) builder {
	to := p.target()
	return fixed(&sim.Kill{To: to, Signal: p.signal()})
}

// readHandle reads "handle TERM ignore", "catch" or "default".
func readHandle(p *operands) builder {
	signal := p.signal()
	dispositions := []sim.Disposition{sim.Default, sim.Ignore, sim.Catch}
	return fixed(&sim.Handle{
		Signal: signal, Disposition: dispositions[p.choice([]string{"default", "ignore", "catch"})],
	})
}
