package sim

// A thread that has moved finds nothing of its own in the new core's cache.
// The model: for the first CacheColdNs of CPU time there it does only
// CacheSpeedPercent of the work it would do warm. So a burst of 1 ms may take
// 1.5 ms of CPU time after a move; the CPU time it is charged is the longer.

// usualColdPercent is how much of its work a cold thread does if nothing is said.
const usualColdPercent = 50

// fill puts in what must not be left empty.
func (c *Costs) fill() {
	if c.CacheSpeedPercent <= 0 {
		c.CacheSpeedPercent = usualColdPercent
	}
}

// work is what a thread gets done in ranNs of CPU time, and cools or warms it.
// It is never more than ranNs and rounds down.
func (m *Machine) work(t *Thread, ranNs int64) int64 {
	if t.coldNs == 0 {
		return ranNs
	}
	cold := min(ranNs, t.coldNs)
	t.coldNs -= cold
	return min(t.needNs, cold*m.costs.CacheSpeedPercent/100+ranNs-cold)
}

// span is the CPU time in which a thread gets done what it needs: the shortest
// time whose work is at least that.
func (m *Machine) span(t *Thread) int64 {
	if t.coldNs == 0 {
		return t.needNs
	}
	speed := m.costs.CacheSpeedPercent
	whileCold := t.coldNs * speed / 100
	if t.needNs <= whileCold {
		return (t.needNs*100 + speed - 1) / speed
	}
	return t.coldNs + t.needNs - whileCold
}
