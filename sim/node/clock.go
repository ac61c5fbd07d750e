package node

import (
	"time" // only for the type of the engine's clock: no real clock is read
)

// Zone is the time zone of the simulated computer, named as V8 names it in the
// text of a date. The engine takes time.Local: who runs scripts sets it to this.
func Zone() *time.Location { return time.FixedZone("Coordinated Universal Time", 0) }

// simulateClock gives the engine the machine's clock for Date, and chance from
// the seed for Math.random.
func (n *Environment) simulateClock() {
	n.isolate.Engine.SetTimeSource(func() time.Time { return time.Unix(0, epochNs+n.readClock()).UTC() })
	chance := &random{state: n.options.Seed ^ 0x6d617468}
	n.isolate.Engine.SetRandSource(func() float64 { return float64(chance.next()>>11) / (1 << 53) })
	n.random = &random{state: n.options.Seed}
}

// readClock is what the script's clocks show, at the cost of reading them.
// A script that waits by reading the clock over and over reads it no oftener
// than that cost allows, so that the wait can be simulated.
func (n *Environment) readClock() int64 {
	n.isolate.Owe(n.options.Costs.ClockNs)
	return int64(n.now())
}

// random is splitmix64: the same numbers for the same seed. (Steele, Lea and
// Flood, "Fast splittable pseudorandom number generators", 2014)
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Read puts random bytes into data, all of it.
func (r *random) Read(data []byte) (int, error) {
	r.fill(data)
	return len(data), nil
}

// fill puts random bytes into data.
func (r *random) fill(data []byte) {
	for i := 0; i < len(data); i += 8 {
		word := r.next()
		for j := i; j < min(i+8, len(data)); j++ {
			data[j] = byte(word)
			word >>= 8
		}
	}
}
