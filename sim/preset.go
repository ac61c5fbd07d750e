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

	ForkNs        int64 // copying a process without memory
	ForkPerMiBNs  int64 // copying the page tables of a resident MiB
	ExecNs        int64 // replacing a process's program
	SpawnNs       int64 // a child with another program, without copying first
	ExitNs        int64 // taking a process apart
	ThreadStartNs int64
	ThreadEndNs   int64
	SignalNs      int64 // sending a signal
	PageFaultNs   int64 // the first write to a page
	CopyOnWriteNs int64 // the first write to a page shared since a fork

	AtomicNs       int64 // taking a free lock, notifying nobody: no call into the kernel
	PipeNs         int64 // a read or write of a pipe, without copying
	SocketNs       int64 // of a socket pair
	LoopbackCallNs int64 // of a connection over the loopback network
	CopyPerKiBNs   int64 // copying bytes into or out of the kernel
	ConnectNs      int64 // making a connection
	AcceptNs       int64 // taking one over

	// What is not CPU time: LoopbackNs from a send until the bytes can be
	// received, and how long a disk takes for a request of its own accord and
	// how many bytes it moves a second, 0 for no limit.
	LoopbackNs         int64
	DiskLatencyNs      int64
	DiskBytesPerSecond int64

	// A thread's stack: address space, and how much of it is used at once.
	StackBytes         int64
	StackResidentBytes int64

	// The cache model. A thread that comes to a core where it did not run
	// last is cold there: for CacheColdNs of its time it gets only
	// CacheSpeedPercent of the work done, half of it if that is 0. A CacheColdNs
	// of 0 switches the model off.
	CacheColdNs       int64
	CacheSpeedPercent int64
}

// Preset is a machine's costs under a name.
type Preset struct {
	Name  string
	Costs Costs
	// MemoryBytes is the machine's RAM, 0 for no limit.
	MemoryBytes int64
	// ProcessLimit is how many processes there may be at once, 0 for no limit.
	ProcessLimit int
}

// Presets lists the machines that ship, the default first.
func Presets() []Preset {
	return []Preset{
		{Name: "textbook"},
		{Name: "laptop", Costs: laptop(), MemoryBytes: 16 << 30, ProcessLimit: 300},
		{Name: "server", Costs: server(), MemoryBytes: 256 << 30, ProcessLimit: 4096},
		{Name: "slow-motion", Costs: slowMotion(), MemoryBytes: 1 << 30, ProcessLimit: 300},
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

		ForkNs:        75_000,  // fork(2) of a small process
		ForkPerMiBNs:  25_400,  // 13.1 ms for 512 MiB
		ExecNs:        720_000, // fork, exec and wait, 0.93 ms, less fork, exit and wait
		SpawnNs:       650_000, // posix_spawn and wait, 0.78 ms, less exit and wait
		ExitNs:        120_000, // fork, exit and wait, 209 µs, less fork; most of it is exit's
		ThreadStartNs: 11_000,
		ThreadEndNs:   14_000, // create and join, 27 µs, less create, less waking
		SignalNs:      1_000,  // an estimate
		PageFaultNs:   500,    // an estimate for bare metal, as is the next; 17 µs were seen in a virtual machine
		CopyOnWriteNs: 1_000,

		AtomicNs:           3,      // pthread_mutex_lock and unlock: 6 ns
		PipeNs:             360,    // write and read of one byte: 723 ns
		SocketNs:           900,    // likewise, UNIX stream: 1.81 µs
		LoopbackCallNs:     3_400,  // likewise, TCP: 6.81 µs
		CopyPerKiBNs:       80,     // write and read of 64 KiB through a pipe: 10.9 µs
		ConnectNs:          30_000, // an estimate, as is the next: a request on a new connection costs 171 µs more
		AcceptNs:           10_000,
		LoopbackNs:         2_000,   // an estimate: a round trip over TCP takes 5 µs more than over UNIX sockets
		DiskLatencyNs:      100_000, // an estimate for a solid-state disk, as is the next
		DiskBytesPerSecond: 500_000_000,

		StackBytes:         8 << 20, // RLIMIT_STACK
		StackResidentBytes: 16 << 10,
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
	return Costs{
		SwitchNs: 200_000, MigrationNs: 500_000, SyscallNs: 20_000,
		ForkNs: 1_000_000, ForkPerMiBNs: 250_000, ExecNs: 5_000_000, SpawnNs: 5_000_000, ExitNs: 1_000_000,
		ThreadStartNs: 500_000, ThreadEndNs: 300_000, SignalNs: 100_000,
		PageFaultNs: 5_000, CopyOnWriteNs: 10_000,
		AtomicNs: 1_000, PipeNs: 40_000, SocketNs: 90_000, LoopbackCallNs: 300_000, CopyPerKiBNs: 5_000,
		ConnectNs: 1_000_000, AcceptNs: 500_000,
		LoopbackNs: 500_000, DiskLatencyNs: 5_000_000, DiskBytesPerSecond: 10_000_000,
		StackBytes: 8 << 20, StackResidentBytes: 16 << 10,
	}
}
