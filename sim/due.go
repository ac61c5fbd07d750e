package sim

import "timeslice/sim/trace"

// dueCores knows which core has something to do next, where equal instants go
// to the lower number. Setting and asking are cheap and nothing is left behind
// when a plan changes. Few cores are looked through one by one, which a
// processor does in no time; for many there is a tournament over them.
type dueCores struct {
	at   []trace.Time   // by core
	tree []trace.CoreID // tree[1] is the winner; the leaves, from len(tree)/2, are the cores; nil for few
}

// fewCores is how many are looked through.
const fewCores = 16

func newDueCores(cores int) dueCores {
	leaves := cores
	if cores > fewCores {
		for leaves = 1; leaves < cores; {
			leaves *= 2
		}
	}
	d := dueCores{at: make([]trace.Time, leaves)}
	for i := range d.at {
		d.at[i] = trace.Never
	}
	if cores > fewCores {
		d.plant(leaves)
	}
	return d
}

// plant makes the tournament.
func (d *dueCores) plant(leaves int) {
	d.tree = make([]trace.CoreID, 2*leaves)
	for i := range d.at {
		d.tree[leaves+i] = trace.CoreID(i)
	}
	for i := leaves - 1; i > 0; i-- {
		d.tree[i] = d.tree[2*i]
	}
}

// set plans core for an instant, or for Never.
func (d *dueCores) set(core trace.CoreID, at trace.Time) {
	if d.at[core] == at {
		return
	}
	d.at[core] = at
	if d.tree != nil {
		d.replay(core)
	}
}

// replay plays the games of a core again.
func (d *dueCores) replay(core trace.CoreID) {
	for i := (len(d.at) + int(core)) / 2; i > 0; i /= 2 {
		left, right := d.tree[2*i], d.tree[2*i+1]
		if d.at[right] < d.at[left] {
			left = right
		}
		d.tree[i] = left
	}
}

// next returns the core that is due first, and when.
func (d *dueCores) next() (trace.CoreID, trace.Time) {
	if d.tree != nil {
		core := d.tree[1]
		return core, d.at[core]
	}
	first, soonest := 0, d.at[0]
	for i, at := range d.at {
		if at < soonest {
			first, soonest = i, at
		}
	}
	return trace.CoreID(first), soonest
}
