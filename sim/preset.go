package sim

// Costs is what things cost on a machine: nanoseconds of CPU time unless the
// name says otherwise. The zero value is the textbook's machine, where only
// computing takes time. Each field is a knob of a scenario.
//
// The numbers of the presets were measured on Linux 6.18 (docs/model.md says
// how); where a range was seen, the number is from its lower half.
type Costs struct {
	SwitchNs    int64 // a core changes from one thread to another
	MigrationNs int64 // a thread goes on on another core than its last
	SyscallNs   int64 // a call into the kernel that does nothing else

	// The cache model. A thread that comes to a core where it did not run
	// last is cold there: for CacheColdNs of its time it gets only
	// CacheSpeedPercent of the work done. 0 switches the model off.
	CacheColdNs       int64
	CacheSpeedPercent int64
}

// Preset is a machine's costs under a name.
type Preset struct {
	Name  string
	Costs Costs
	// MemoryBytes is the machine's RAM, 0 for no limit.
	MemoryBytes int64
}

// Presets lists the machines that ship, the default first.
func Presets() []Preset {
	return []Preset{
		{Name: "textbook"},
		{Name: "laptop", Costs: laptop(), MemoryBytes: 16 << 30},
		{Name: "server", Costs: server(), MemoryBytes: 256 << 30},
		{Name: "slow-motion", Costs: slowMotion(), MemoryBytes: 1 << 30},
	}
}

// FindPreset returns the preset of that name.
func FindPreset(name string) (Preset, bool) {
	for _, p := range Presets() {
		if p.Name == name {
			return p, true
		}
	}
	return Preset{}, false
}

func laptop() Costs {
	return Costs{
		SwitchNs:    2_000, // pipe ping-pong on one core: 4.8 µs a round trip of two switches and four calls
		MigrationNs: 10_000,
		SyscallNs:   200,
	}
}

// server is a bigger machine: the same kernel, slightly slower cores, and
// caches further away.
func server() Costs {
	c := laptop()
	c.SwitchNs, c.MigrationNs = 2_500, 20_000
	return c
}

// slowMotion is for the classroom: everything costs so much that it can be
// seen beside bursts of a few milliseconds. The proportions are the laptop's,
// roughly a hundred times.
func slowMotion() Costs {
	return Costs{SwitchNs: 200_000, MigrationNs: 500_000, SyscallNs: 20_000}
}
