package sim

import "timeslice/sim/trace"

// Read reads from whatever a descriptor refers to (read(2)): a pipe or a socket, as
// [Receive] does, where descriptors that were passed are lost; a datagram socket, as
// [ReceiveFrom]; an event counter; a [Device]; or the terminal, where what was typed is
// known from the beginning. The bytes are in [Thread.Data]; the result is how many,
// 0 at the end. EBADF if it is not open or not for reading, EINVAL for what cannot be
// read.
type Read struct {
	Descriptor int
	Bytes      int64 // at most so many
	NoWait     bool
}

// CPUNs is the cost of the call and of copying the bytes that are asked for.
func (r *Read) CPUNs(m *Machine, t *Thread) int64 {
	file := t.Process.file(r.Descriptor)
	if file == nil {
		return m.costs.SyscallNs
	}
	switch e := file.end.(type) {
	case *pipeEnd, *socket:
		return (&Receive{Descriptor: r.Descriptor, Bytes: r.Bytes, NoWait: r.NoWait}).CPUNs(m, t)
	case *datagramSocket:
		return (&ReceiveFrom{Descriptor: r.Descriptor}).CPUNs(m, t)
	case *device:
		return m.costs.SyscallNs + e.copyNs(m, r.Bytes)
	}
	return m.costs.SyscallNs
}

// Do reads, and waits if it must.
func (r *Read) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(r.Descriptor)
	if file == nil || r.Bytes < 0 {
		c := m.begin(t)
		errno := EBADF
		if file != nil {
			errno = EINVAL
		}
		return m.stopShort(t, &c, errno, "read", trace.NoObject)
	}
	t.Data = nil
	switch e := file.end.(type) {
	case *pipeEnd, *socket:
		if r.Bytes == 0 {
			t.succeed(0)
			return Continue
		}
		return (&Receive{Descriptor: r.Descriptor, Bytes: r.Bytes, NoWait: r.NoWait, closes: true}).Do(m, t)
	case *datagramSocket:
		return (&ReceiveFrom{Descriptor: r.Descriptor, Bytes: r.Bytes, NoWait: r.NoWait}).Do(m, t)
	case *counter:
		return m.readCounter(t, e, r.Bytes, r.NoWait)
	case *device:
		m.readDevice(t, e, r.Bytes)
	case *terminal:
		m.readTerminal(t, e, r)
	default:
		m.fail(t, EINVAL, "read", int32(file.object))
	}
	return Continue
}

func (m *Machine) readDevice(t *Thread, d *device, bytes int64) {
	data, errno := d.Read(m, t, bytes)
	if errno != 0 {
		m.fail(t, errno, "read", int32(d.id))
		return
	}
	t.Data = data
	t.succeed(int64(len(data)))
	m.tell(trace.Fact{
		Kind: trace.KindRead, Thread: t.ID, Object: int32(d.id), A: int64(len(data)), Cause: t.lastFact,
	})
}

func (m *Machine) readTerminal(t *Thread, x *terminal, r *Read) {
	t.Data = x.read(r.Bytes)
	t.succeed(int64(len(t.Data)))
	if len(t.Data) > 0 {
		m.tell(trace.Fact{
			Kind: trace.KindInput, Thread: t.ID, Object: int32(r.Descriptor),
			B: int64(m.recorder.Intern(string(t.Data))), Cause: t.lastFact,
		})
	}
}

// Write writes to whatever a descriptor refers to (write(2)): a channel, as [Send] does;
// a datagram socket that is connected, as [SendTo]; an event counter; a [Device]; or the
// terminal, as [Print]. The result is how many bytes went. EBADF if it is not open or not
// for writing, EINVAL for what cannot be written to.
type Write struct {
	Descriptor int
	Data       []byte
	NoWait     bool
}

// CPUNs is the cost of the call and of copying the bytes.
func (w *Write) CPUNs(m *Machine, t *Thread) int64 {
	file := t.Process.file(w.Descriptor)
	if file == nil {
		return m.costs.SyscallNs
	}
	switch e := file.end.(type) {
	case *pipeEnd, *socket:
		return w.send().CPUNs(m, t)
	case *datagramSocket:
		return (&SendTo{Descriptor: w.Descriptor, Data: w.Data}).CPUNs(m, t)
	case *device:
		return m.costs.SyscallNs + e.copyNs(m, int64(len(w.Data)))
	}
	return m.costs.SyscallNs
}

func (w *Write) send() *Send {
	data := w.Data
	if data == nil {
		data = []byte{}
	}
	return &Send{Descriptor: w.Descriptor, Data: data, NoWait: w.NoWait}
}

// Do writes, and waits if it must.
func (w *Write) Do(m *Machine, t *Thread) Progress {
	file := t.Process.file(w.Descriptor)
	if file == nil {
		c := m.begin(t)
		return m.stopShort(t, &c, EBADF, "write", trace.NoObject)
	}
	switch e := file.end.(type) {
	case *pipeEnd, *socket, *listener:
		return w.send().Do(m, t)
	case *datagramSocket:
		return (&SendTo{Descriptor: w.Descriptor, Data: w.Data}).Do(m, t)
	case *counter:
		return m.writeCounter(t, e, w.Data)
	case *device:
		m.writeDevice(t, e, w.Data)
	case *terminal:
		m.print(t, max(1, e.number), string(w.Data))
	default:
		m.fail(t, EINVAL, "write", int32(file.object))
	}
	return Continue
}

func (m *Machine) writeDevice(t *Thread, d *device, data []byte) {
	count, errno := d.Write(m, t, data)
	if errno != 0 {
		m.fail(t, errno, "write", int32(d.id))
		return
	}
	t.succeed(count)
	m.tell(trace.Fact{Kind: trace.KindWrite, Thread: t.ID, Object: int32(d.id), A: count, Cause: t.lastFact})
}
