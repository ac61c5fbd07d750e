package node

// device is what a special file stands for; that of an ordinary file is
// noDevice. (null(4), full(4), random(4), proc(5))
type device uint8

const (
	noDevice device = iota
	nullDevice
	zeroDevice
	fullDevice
	randomDevice
	standardInput
	standardOutput
	standardError
	socketDevice // a descriptor's, or the path that one is bound to
)

// descriptor is the one that a device stands for, -1 for none.
func (d device) descriptor() int {
	if d < standardInput || d > standardError {
		return -1
	}
	return int(d - standardInput)
}

// furnish gives a new volume what every machine has beside the program's own
// files, as far as the disk below has it not: a place for temporary files, a
// home, the files of /etc that scripts like to read, devices, and /proc.
func (v *Volume) furnish() {
	v.ensure(v.root, "tmp").mode = 0o1777
	home := v.ensure(v.ensure(v.root, "home"), "user")
	home.owner, home.group = firstUser, firstUser
	etc := v.ensure(v.root, "etc")
	for _, file := range [][2]string{
		{"hostname", "timeslice\n"},
		{"hosts", "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.1.1\ttimeslice\n"},
		{"os-release", "PRETTY_NAME=\"timeslice\"\nNAME=\"timeslice\"\nID=timeslice\n"},
		{"passwd", "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home/user:/bin/sh\n"},
	} {
		v.furnishFile(etc, file[0], FileEntry, 0o644).data = []byte(file[1])
	}
	devices := v.ensure(v.root, "dev")
	for i, name := range []string{"null", "zero", "full", "random"} {
		v.furnishFile(devices, name, FileEntry, 0o666).device = nullDevice + device(i)
	}
	v.furnishFile(devices, "urandom", FileEntry, 0o666).device = randomDevice
	v.ensure(v.root, "proc").account = &account{}
	v.streams = v.make(DirectoryEntry, 0o555, epochNs)
	for i, name := range []string{"stdin", "stdout", "stderr"} {
		number := string(rune('0' + i))
		v.furnishFile(v.streams, number, FileEntry, 0o600).device = standardInput + device(i)
		v.furnishFile(devices, name, LinkEntry, 0o777).target = "/proc/self/fd/" + number
	}
	v.furnishFile(devices, "fd", LinkEntry, 0o777).target = "/proc/self/fd"
}

// furnishFile returns a new entry of a directory. If the disk below has one of
// that name, it stays, and the result belongs nowhere.
func (v *Volume) furnishFile(directory *inode, name string, kind EntryKind, mode uint32) *inode {
	node := v.make(kind, mode, epochNs)
	if v.child(directory, name) == nil {
		directory.children[name] = node
	}
	return node
}

// read is read(2) of a device; the standard streams are descriptors, and are read
// as such.
func (d device) read(buffer []byte, from *random) int {
	switch d {
	case zeroDevice, fullDevice:
		clear(buffer)
		return len(buffer)
	case randomDevice:
		from.fill(buffer)
		return len(buffer)
	}
	return 0
}
