package sim

import "timeslice/sim/trace"

// dueCores knows which core has something to do next: a tournament over the
// cores, where equal instants go to the lower number. Setting and asking are
// cheap and nothing is left behind when a plan changes.
type dueCores struct {
	at   []trace.Time   // by core
	tree []trace.CoreID // tree[1] is the winner; the leaves, from len(tree)/2, are the cores
}

func newDueCores(cores int) dueCores {
	leaves := 1
	for leaves < cores {
		leaves *= 2
	}
	d := dueCores{at: make([]trace.Time, leaves), tree: make([]trace.CoreID, 2*leaves)}
	for i := range d.at {
		d.at[i] = trace.Never
		d.tree[leaves+i] = trace.CoreID(i)
	}
	for i := leaves - 1; i > 0; i-- {
		d.tree[i] = d.tree[2*i]
	}
	return d
}

// set plans core for an instant, or for Never.
func (d *dueCores) set(core trace.CoreID, at trace.Time) {
	if d.at[core] == at {
		return
	}
	d.at[core] = at
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
	core := d.tree[1]
	return core, d.at[core]
}
