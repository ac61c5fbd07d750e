package scheduler

import "math/bits"

// niceZeroWeight is the weight of a task whose nice value is 0; its virtual
// time goes as fast as the clock. (NICE_0_LOAD, unscaled.)
const niceZeroWeight = 1024

// weight is a task's share of its core, beside the weights of the others, and
// 2^32 divided by it, by which the kernel multiplies instead of dividing.
type weight struct {
	value   int64
	inverse uint64
}

// niceWeights holds the weights of the nice values -20 to 19; each step is
// about 1.25, which is a tenth of the CPU between two tasks. (Linux,
// sched_prio_to_weight in kernel/sched/core.c.) It is never changed.
var niceWeights = [40]int64{
	88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
	9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
	1024, 820, 655, 526, 423, 335, 272, 215, 172, 137,
	110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
}

// weightOf returns the weight of a nice value; values out of range count as
// the nearest in it. The inverse is rounded to the nearest, which gives the
// kernel's table sched_prio_to_wmult.
func weightOf(nice int) weight {
	value := niceWeights[min(max(nice, -20), 19)+20]
	return weight{value: value, inverse: (1<<32 + uint64(value)/2) / uint64(value)}
}

// sumOf returns a sum of weights as something to divide by, with its inverse
// rounded down, as the kernel makes it for sums. (__update_inv_weight)
func sumOf(value int64) weight {
	const most = 1<<32 - 1
	switch {
	case value >= most:
		return weight{value: value, inverse: 1}
	case value <= 0:
		return weight{value: value, inverse: most}
	}
	return weight{value: value, inverse: most / uint64(value)}
}

// scaled is deltaNs times numerator divided by denominator, with exactly the
// kernel's loss of precision. (Linux, __calc_delta in kernel/sched/fair.c.)
func scaled(deltaNs, numerator int64, denominator weight) int64 {
	factor, shift := uint64(numerator)*denominator.inverse, 32
	if excess := bits.Len64(factor) - 32; excess > 0 {
		factor >>= excess
		shift -= excess
	}
	high, low := bits.Mul64(uint64(deltaNs), factor)
	if shift < 0 {
		return int64(low << -shift)
	}
	return int64(high<<(64-shift) | low>>shift)
}

// virtual is how far a task's virtual time goes while it runs for deltaNs.
// (calc_delta_fair)
func (w weight) virtual(deltaNs int64) int64 {
	if w.value == niceZeroWeight {
		return deltaNs
	}
	return scaled(deltaNs, niceZeroWeight, w)
}

// real is the shortest run that takes a task's virtual time at least so far.
func (w weight) real(virtual int64) int64 {
	ns := int64(0)
	for missing := virtual; missing > 0; missing = virtual - w.virtual(ns) {
		most := mulDiv(missing-1, w.value, niceZeroWeight)
		ns += max(1, most-most>>10) // as the inverse is rounded, by less than 2^-10
	}
	return ns
}

// mulDiv is a*b/c rounded towards zero, without an overflow in between. The
// result must fit, and c must be more than zero and b not less.
func mulDiv(a, b, c int64) int64 {
	negative := a < 0
	if negative {
		a = -a
	}
	high, low := bits.Mul64(uint64(a), uint64(b))
	quotient, _ := bits.Div64(high, low, uint64(c))
	if negative {
		return -int64(quotient)
	}
	return int64(quotient)
}

// floorDiv is a/b rounded down; b must be more than zero.
func floorDiv(a, b int64) int64 {
	if a < 0 {
		return (a - b + 1) / b
	}
	return a / b
}

// coresFactor is by how much Linux stretches its times on more cores: 1 for
// one core, and one more for each doubling, up to eight cores.
// (get_update_sysctl_factor)
func coresFactor(cores int) int64 { return int64(bits.Len(uint(min(cores, 8)))) }
