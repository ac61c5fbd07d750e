package terminal

import (
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// unit is a unit of time to show numbers in.
type unit struct {
	name string
	ns   int64
}

func (s Style) units() [4]unit {
	micro := "µs"
	if s.ASCII {
		micro = "us"
	}
	return [4]unit{{"ns", 1}, {micro, trace.Microsecond}, {"ms", trace.Millisecond}, {"s", trace.Second}}
}

// unitFor returns the unit in which numbers up to ns read best: the largest in
// which ns is at least 1, but seconds only from 10 s on, so that a chart in
// milliseconds stays one.
func (s Style) unitFor(ns int64) unit {
	best := s.units()[0]
	for _, u := range s.units() {
		least := u.ns
		if u.name == "s" {
			least = 10 * trace.Second
		}
		if ns >= least {
			best = u
		}
	}
	return best
}

// Length says a length of time exactly, without zeros at the end: 1.25 ms.
func (s Style) Length(ns int64) string {
	u := s.unitFor(magnitude(ns))
	return exact(ns, u) + " " + u.name
}

// exact is ns in a unit, with as many decimals as it needs.
func exact(ns int64, u unit) string {
	number := decimals(ns, u, len(strconv.FormatInt(u.ns, 10))-1)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number
}

// decimals is ns in a unit, with so many decimals, rounded to the nearest.
func decimals(ns int64, u unit, places int) string {
	sign := ""
	if ns < 0 {
		sign = "-"
	}
	size := magnitude(ns)
	step := u.ns // the size of the last decimal shown, in ns
	shown := 0
	for ; shown < places && step > 1; shown++ {
		step /= 10
	}
	steps := size / step
	if size%step >= (step+1)/2 && step > 1 {
		steps++
	}
	perUnit := u.ns / step
	number := sign + strconv.FormatInt(steps/perUnit, 10)
	if shown > 0 {
		fraction := strconv.FormatInt(steps%perUnit, 10)
		number += "." + strings.Repeat("0", shown-len(fraction)) + fraction
	}
	return number
}

// magnitude is |ns|; the smallest number there is becomes the largest.
func magnitude(ns int64) int64 {
	if ns >= 0 {
		return ns
	}
	return max(-ns, -(ns + 1))
}

// percent is part of whole in percent with one decimal.
func percent(part, whole int64) string {
	tenths := portion(part, whole, 1000)
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + "%"
}

// portion is part of whole in units of which the whole has so many, rounded to
// the nearest; 0 of nothing.
func portion(part, whole, units int64) int64 {
	if whole <= 0 || part <= 0 {
		return 0
	}
	// Smaller, so that the product cannot overflow: a run may last 292 years.
	for whole > 1<<48 || part > 1<<48 {
		part, whole = part>>1, whole>>1
	}
	return (part*units + whole/2) / whole
}
