package compare

import (
	"encoding/json"
	"slices"
	"strconv"

	"timeslice/sim/trace"
)

// Prediction is what the model says of a program, with what things cost at one
// moment.
type Prediction struct {
	CPUNs  int64
	WallNs int64
}

// PredictionOf is what a simulated run says.
func PredictionOf(t *trace.Trace) Prediction {
	m := t.Metrics()
	return Prediction{CPUNs: cpuOf(m), WallNs: m.MakespanNs}
}

// Near is a real run between two predictions, with the costs that were measured
// just before it and just after. A computer may be half as fast a few seconds
// later, so a run can be held only against a model of its own moment.
type Near struct {
	Run           Run
	Before, After Prediction
}

// SteadyPercent is how far the two predictions may be apart, for the computer to
// have been as fast all the while that the run took.
const SteadyPercent = 10

// Steady reports whether the computer was as fast after the run as before it, as
// far as this program feels it.
func (n *Near) Steady() bool {
	least, most := min(n.Before.CPUNs, n.After.CPUNs), max(n.Before.CPUNs, n.After.CPUNs)
	return (most-least)*100 <= least*SteadyPercent
}

// predicted is the middle of the two predictions.
func (n *Near) predicted() Prediction {
	return Prediction{CPUNs: (n.Before.CPUNs + n.After.CPUNs) / 2, WallNs: (n.Before.WallNs + n.After.WallNs) / 2}
}

// Chosen is those runs of all that count: as many as are wanted, steady ones as far
// as there are any, in the order in which they were made; and how many of them are
// not steady.
func Chosen(all []Near, want int) (chosen []Near, unsteady int) {
	left := want
	for i := range all {
		if all[i].Steady() {
			left--
		}
	}
	taken := 0
	for i := range all {
		switch steady := all[i].Steady(); {
		case taken == want:
		case steady:
			chosen, taken = append(chosen, all[i]), taken+1
		case left > 0:
			chosen, taken = append(chosen, all[i]), taken+1
			left, unsteady = left-1, unsteady+1
		}
	}
	return chosen, unsteady
}

// Spread is the least and the most of several numbers.
type Spread struct {
	Least json.Number `json:"least"`
	Most  json.Number `json:"most"`
}

// Measured is what was found in measuring the computer again and again: how often,
// and between what each cost was, in nanoseconds.
type Measured struct {
	Times int             `json:"times"`
	Costs []MeasuredRange `json:"costs"`
}

// MeasuredRange is between what a cost was.
type MeasuredRange struct {
	Name  string `json:"name"`
	Least int64  `json:"least"`
	Most  int64  `json:"most"`
}

// Note takes in what one more measurement found; names that are new are added in
// the order in which they come. 0 was not measured.
func (m *Measured) Note(name string, ns int64) {
	if ns == 0 {
		return
	}
	for i := range m.Costs {
		if c := &m.Costs[i]; c.Name == name {
			c.Least, c.Most = min(c.Least, ns), max(c.Most, ns)
			return
		}
	}
	m.Costs = append(m.Costs, MeasuredRange{Name: name, Least: ns, Most: ns})
}

// AddNear adds the comparison of a program whose runs each have a model of their
// own. The error is the median of the runs' errors; so many runs were made besides
// those that count.
func (t *Table) AddNear(program string, r *Report, near []Near, unsteady, more int) {
	var runs []Run
	for i := range near {
		runs = append(runs, near[i].Run)
	}
	t.Add(program, r, runs)
	row := &t.Rows[len(t.Rows)-1]
	row.Unsteady, row.Repeated = unsteady, more
	row.CPU, row.CPUSpread = nearTwin(near, func(p Prediction) int64 { return p.CPUNs }, cpuOf)
	row.Wall, _ = nearTwin(near, func(p Prediction) int64 { return p.WallNs }, func(m *trace.Metrics) int64 { return m.MakespanNs })
}

// nearTwin is a figure of the model beside the real one: medians of both, and the
// median of the errors that the runs have, each beside its own prediction.
func nearTwin(near []Near, model func(Prediction) int64, real func(*trace.Metrics) int64) (Twin, *Spread) {
	var models, reals, errors []int64
	for i := range near {
		m, r := model(near[i].predicted()), real(near[i].Run.Trace.Metrics())
		models, reals = append(models, m), append(reals, r)
		if r > 0 {
			errors = append(errors, rounded((m-r)*1000, r))
		}
	}
	t := twin(median(models), reals)
	if len(errors) == 0 {
		return t, nil
	}
	middle := tenths(median(errors))
	t.ErrorPercent = &middle
	return t, &Spread{Least: tenths(slices.Min(errors)), Most: tenths(slices.Max(errors))}
}

// rounded divides by a positive number.
func rounded(n, by int64) int64 {
	if n < 0 {
		return -rounded(-n, by)
	}
	return (n + by/2) / by
}

// tenths writes a number of tenths.
func tenths(n int64) json.Number {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return json.Number(sign + strconv.FormatInt(n/10, 10) + "." + strconv.FormatInt(n%10, 10))
}
