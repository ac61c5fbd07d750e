package sim

import "timeslice/sim/trace"

// Device is what is behind a descriptor and implemented by somebody else, such
// as an open file of a virtual disk: it reads and writes at once and lets nobody
// wait. Where it has come to is its own matter; descriptors that share a
// description share that too.
type Device interface {
	// Read gives at most so many bytes; none at the end.
	Read(m *Machine, t *Thread, bytes int64) ([]byte, Errno)
	// Write takes what it can of data, and says how much.
	Write(m *Machine, t *Thread, data []byte) (int64, Errno)
	// Close is called when nobody has it open any more.
	Close(m *Machine)
}

// Null is /dev/null: nothing is read from it, and it takes everything.
type Null struct{}

// Read is always at the end.
func (Null) Read(*Machine, *Thread, int64) ([]byte, Errno) { return nil, 0 }

// Write takes everything.
func (Null) Write(_ *Machine, _ *Thread, data []byte) (int64, Errno) { return int64(len(data)), 0 }

// Close does nothing.
func (Null) Close(*Machine) {}

// device is an end that is a Device.
type device struct {
	identity
	Device
	open int
}

// newDevice makes the end. Each description has one of its own.
func (m *Machine) newDevice(d Device, name string, cause trace.FactID) *device {
	e := &device{Device: d}
	m.enter(e, trace.ReasonFile, name, 0, cause)
	return e
}

func (d *device) channel() trace.ObjectID { return d.id }

func (d *device) acquire() { d.open++ }

func (d *device) release(m *Machine, _ trace.FactID) {
	if d.open--; d.open == 0 {
		d.Close(m)
		m.objects[d.id] = nil
	}
}

// copyNs is what copying bytes costs, of which a call takes as many as a pipe holds at
// most, for the price.
func (d *device) copyNs(m *Machine, bytes int64) int64 {
	return min(max(bytes, 0), PipeBytes) * m.costs.CopyPerKiBNs / 1024
}

func (d *device) lack(*Thread) string { return "file " + d.name } // nobody waits for one

// OpenDevice opens a device (open(2)). The result is the descriptor. ENOENT if
// there is none, EMFILE if too many are open.
type OpenDevice struct {
	Device      Device
	Name        string // what it is called in the trace, such as its path
	CloseOnExec bool
	From        int // the descriptor is the lowest that is free from here on
}

// CPUNs is the cost of a system call.
func (o *OpenDevice) CPUNs(m *Machine, _ *Thread) int64 { return m.costs.SyscallNs }

// Do opens it.
func (o *OpenDevice) Do(m *Machine, t *Thread) Progress {
	switch {
	case o.Device == nil:
		m.fail(t, ENOENT, "open", 0)
	case !t.Process.hasRoom():
		m.fail(t, EMFILE, "open", 0)
	case o.From > 0:
		m.openFrom(t, o)
	default:
		m.opensAs(t, m.newDevice(o.Device, o.Name, t.lastFact), o.CloseOnExec, "open")
	}
	return Continue
}

// openFrom opens it with a number that is not too low.
func (m *Machine) openFrom(t *Thread, o *OpenDevice) {
	p, number := t.Process, o.From
	for p.file(number) != nil {
		number++
	}
	if number >= p.descriptorLimit {
		m.fail(t, EMFILE, "open", 0)
		return
	}
	file := newFile(m.newDevice(o.Device, o.Name, t.lastFact))
	m.install(p, t, number, descriptor{file: file, closeOnExec: o.CloseOnExec}, t.lastFact)
	t.succeed(int64(number))
}

// Device is the device that a descriptor of the process refers to, nil for none.
func (p *Process) Device(number int) Device {
	if file := p.file(number); file != nil {
		if d, ok := file.end.(*device); ok {
			return d.Device
		}
	}
	return nil
}

// DescriptorSort is what sort of thing a descriptor refers to.
type DescriptorSort uint8

// The sorts.
const (
	NoDescriptor DescriptorSort = iota // it is not open
	TerminalDescriptor
	DeviceDescriptor
	PipeDescriptor
	StreamDescriptor   // a socket of the UNIX domain
	NetworkDescriptor  // a TCP socket
	DatagramDescriptor // a UDP socket
	OtherDescriptor
)

// Reopens reports whether what a descriptor refers to could be opened by a path such as
// /dev/stdout: a socket cannot (sock_no_open gives ENXIO).
func (p *Process) Reopens(number int) bool {
	switch p.DescriptorSort(number) {
	case StreamDescriptor, NetworkDescriptor, DatagramDescriptor:
		return false
	}
	return true
}

// DescriptorSort is what sort of thing a descriptor of the process refers to
// (fstat(2), getsockopt(2)).
func (p *Process) DescriptorSort(number int) DescriptorSort {
	file := p.file(number)
	if file == nil {
		return NoDescriptor
	}
	switch e := file.end.(type) {
	case *terminal:
		return TerminalDescriptor
	case *device:
		return DeviceDescriptor
	case *pipeEnd:
		return PipeDescriptor
	case *socket:
		if e.network {
			return NetworkDescriptor
		}
		return StreamDescriptor
	case *listener:
		if e.local.IP.IsValid() {
			return NetworkDescriptor
		}
		return StreamDescriptor
	case *datagramSocket:
		return DatagramDescriptor
	}
	return OtherDescriptor
}
