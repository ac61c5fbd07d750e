package sim

// Costs is what things cost on a machine, in nanoseconds of CPU time unless
// the name says otherwise. The zero value is the textbook's machine, where
// only computing takes time.
type Costs struct {
	SwitchNs    int64 // a core changes from one thread to another
	MigrationNs int64 // a thread goes on on another core
	SyscallNs   int64 // a call into the kernel that does nothing else
}
