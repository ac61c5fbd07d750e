package scenario

import (
	"timeslice/sim"
)

// form is an operation as a scenario writes it. The operations are listed in
// forms; to add one, write its reader and add its line.
type form struct {
	name    string
	example string // a right one, for the messages
	body    bodyRule
	blocks  bool // the thread may block in it, or end: a burst of CPU time ends here
	read    func(p *operands) builder
}

// bodyRule says whether a list of operations follows an operation.
type bodyRule uint8

const (
	noBody bodyRule = iota
	mayHaveBody
	mustHaveBody
)

// builder makes an operation for a machine, when its locks and pipes exist.
// It is nil when the operation could not be read.
type builder func(a *assembly) sim.Operation

// step is an operation that has been read.
type step struct {
	build  builder // nil for a repeat
	cpuNs  int64
	blocks bool
	count  int64 // of a repeat
	body   []step
}

// forms is every operation there is, repeat apart.
func forms() []form {
	return []form{
		{"cpu", "cpu 4ms", noBody, false, readCompute},
		{"io", "io 2ms", noBody, true, readTransfer},
		{"sleep", "sleep 1ms", noBody, true, readSleep},
		{"yield", "yield", noBody, false, readYield},
	}
}

// readCompute notes the CPU time, for those who ask how long a burst will be.
func readCompute(p *operands) builder {
	p.cpuNs = p.duration()
	operation := &sim.Compute{Ns: p.cpuNs}
	return func(*assembly) sim.Operation { return operation }
}

func readSleep(p *operands) builder {
	operation := &sim.Sleep{Ns: p.duration()}
	return func(*assembly) sim.Operation { return operation }
}

func readTransfer(p *operands) builder {
	operation := &sim.Transfer{Ns: p.duration()}
	return func(*assembly) sim.Operation { return operation }
}

func readYield(*operands) builder {
	return func(*assembly) sim.Operation { return sim.Yield{} }
}
