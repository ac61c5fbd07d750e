package sentence

import (
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// Numbers for readers are the same in both languages: exact where that is
// short, else rounded to the nearest thousandth of their unit.

// Length says a length of time: "650 ns", "1.25 ms", "12.5 s".
func Length(ns int64) string {
	unit, name := int64(1), " ns"
	switch size := magnitude(ns); {
	case size >= 10*trace.Second:
		unit, name = trace.Second, " s"
	case size >= trace.Millisecond:
		unit, name = trace.Millisecond, " ms"
	case size >= trace.Microsecond:
		unit, name = trace.Microsecond, " µs"
	}
	return thousandths(ns, unit) + name
}

// Instant says an instant: always in milliseconds, so that instants can be
// compared at a glance; in seconds from 100 s on.
func Instant(at trace.Time) string {
	switch {
	case at >= 100*trace.Time(trace.Second):
		return thousandths(int64(at), trace.Second) + " s"
	case at > 0 && at < trace.Time(trace.Microsecond):
		return Length(int64(at))
	}
	return thousandths(int64(at), trace.Millisecond) + " ms"
}

// Bytes says an amount of memory or data: "80 B", "64 KiB", "1.5 MiB".
func Bytes(bytes int64) string {
	switch size := magnitude(bytes); {
	case size >= 1<<30:
		return tenths(bytes, 1<<30) + " GiB"
	case size >= 1<<20:
		return tenths(bytes, 1<<20) + " MiB"
	case size >= 1<<10:
		return tenths(bytes, 1<<10) + " KiB"
	}
	return strconv.FormatInt(bytes, 10) + " B"
}

// Percent says a part of a whole: "12.5 %"; of nothing it is 0 %.
func Percent(part, whole int64) string {
	if whole <= 0 {
		return "0 %"
	}
	for magnitude(part) > 1<<50 || whole > 1<<50 { // so that the product below is a number
		part, whole = part>>1, whole>>1
	}
	return fraction(part*1000, whole, 10) + " %"
}

// thousandths is an amount in a unit with up to three decimals.
func thousandths(amount, unit int64) string {
	if unit <= 1000 {
		return fraction(amount, 1, unit)
	}
	return fraction(amount, unit/1000, 1000)
}

// tenths is an amount in a unit with up to one decimal.
func tenths(amount, unit int64) string {
	whole, rest := amount/unit, amount%unit
	return fraction(whole*10+divide(rest*10, unit), 1, 10)
}

// fraction is amount/step, rounded to the nearest, as a number with decimals:
// so many steps are one. No zeros at the end.
func fraction(amount, step, perOne int64) string {
	steps := divide(amount, step)
	sign := ""
	if steps < 0 {
		sign, steps = "-", magnitude(steps)
	}
	number := sign + strconv.FormatInt(steps/perOne, 10)
	if rest := steps % perOne; rest > 0 {
		digits := strconv.FormatInt(rest+perOne, 10)[1:]
		number += "." + strings.TrimRight(digits, "0")
	}
	return number
}

// divide is a/b rounded to the nearest, halves away from zero; b > 0.
func divide(a, b int64) int64 {
	quotient, rest := a/b, magnitude(a%b)
	switch {
	case rest < b-rest:
		return quotient
	case a < 0:
		return quotient - 1
	}
	return quotient + 1
}

// magnitude is |n|; the smallest number there is becomes the largest.
func magnitude(n int64) int64 {
	if n < 0 {
		return max(-n, -(n + 1))
	}
	return n
}
